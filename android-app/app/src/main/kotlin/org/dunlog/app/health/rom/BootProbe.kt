package org.dunlog.app.health.rom

import android.content.Context
import android.os.SystemClock
import android.provider.Settings
import androidx.core.content.edit

/**
 * Whether the phone tells us that it was started. Where the maker's switch for starting by itself is off it does not,
 * and then calls and messages that come before the app is opened are not seen live.
 */
class BootProbe(private val context: Context) {
    private val preferences = context.getSharedPreferences("boot", Context.MODE_PRIVATE)

    /** The phone told us. */
    fun told() = preferences.edit { putInt("told", bootCount()) }

    /** The app is there: from now on a start without word counts as missed. */
    fun installed() {
        if (!preferences.contains("told")) told()
    }

    /** True when the phone was started since, long enough ago, and never told us. */
    fun wasMissed(): Boolean = preferences.contains("told") &&
        preferences.getInt("told", 0) != bootCount() &&
        SystemClock.elapsedRealtime() > PATIENCE_MS

    private fun bootCount(): Int = Settings.Global.getInt(context.contentResolver, Settings.Global.BOOT_COUNT, 0)

    private companion object {
        /** Slow phones tell their apps one after the other. */
        const val PATIENCE_MS = 3 * 60 * 1000L
    }
}
