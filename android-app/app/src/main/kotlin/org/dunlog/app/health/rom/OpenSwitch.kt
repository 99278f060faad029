package org.dunlog.app.health.rom

import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.provider.Settings

/**
 * Opens the page of a switch: the first of its places that this phone has and lets us open. They differ from version
 * to version and cannot be asked for beforehand, so each is tried.
 *
 * @return false when none could be opened; the written path remains.
 */
fun openSwitch(context: Context, item: Rom.Item): Boolean = item.open.any { place ->
    val intent = intent(context, place) ?: return@any false
    try {
        context.startActivity(intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_CLEAR_TOP))
        true
    } catch (_: RuntimeException) {
        false // not there, or not for us: makers throw what they like
    }
}

/** The jump for one line of the data file; null when that app is not installed. */
internal fun intent(context: Context, place: String): Intent? {
    val target = place.substringAfter(':')
    return when (place.substringBefore(':')) {
        "A" -> Intent(target)
            .putExtra("extra_pkgname", context.packageName)
            .putExtra("packageName", context.packageName)
        "C" -> Intent().setComponent(ComponentName(target.substringBefore('/'), target.substringAfter('/')))
            .putExtra("package_name", context.packageName)
            .putExtra("packageName", context.packageName)
        "P" -> context.packageManager.getLaunchIntentForPackage(target)
        else -> Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS)
            .setData(Uri.fromParts("package", context.packageName, null))
    }
}
