package org.dunlog.app.ui.apps

import android.content.Context
import android.content.Intent
import android.provider.Telephony
import java.text.Collator
import org.dunlog.app.R

/** The apps of this phone that a person can open, those for messages first. Reads the disk: not on the main thread. */
fun installedApps(context: Context): List<InstalledApp> {
    val packages = context.packageManager
    val lists = listOf(R.array.sms_apps, R.array.chat_apps)
    val known = lists.flatMap { context.resources.getStringArray(it).toList() }.toSet()
    val sms = Telephony.Sms.getDefaultSmsPackage(context)
    val byName = compareBy(Collator.getInstance(context.resources.configuration.locales[0]), InstalledApp::name)
    return packages.queryIntentActivities(Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_LAUNCHER), 0)
        .map { it.activityInfo.applicationInfo }
        .distinctBy { it.packageName }
        .filter { it.packageName != context.packageName }
        .map { app ->
            val forMessages = app.packageName == sms || app.packageName in known
            InstalledApp(app.packageName, app.loadLabel(packages).toString(), forMessages)
        }
        .sortedWith(compareByDescending(InstalledApp::forMessages).then(byName))
}
