package org.dunlog.app.testing

import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import androidx.test.core.app.ApplicationProvider
import org.robolectric.Shadows.shadowOf

/** What else is on the phone. */
object Phone {
    /** Puts an app with a picture in the launcher on the phone. */
    fun install(id: String, label: String) {
        val packages = shadowOf(ApplicationProvider.getApplicationContext<Context>().packageManager)
        val application = ApplicationInfo().apply {
            packageName = id
            nonLocalizedLabel = label
        }
        packages.installPackage(
            PackageInfo().apply {
                packageName = id
                applicationInfo = application
            },
        )
        val start = ComponentName(id, "$id.Start")
        packages.addActivityIfNotPresent(start)
        val filter = IntentFilter(Intent.ACTION_MAIN).apply { addCategory(Intent.CATEGORY_LAUNCHER) }
        packages.addIntentFilterForActivity(start, filter)
    }
}
