package org.dunlog.app.health.rom

import android.annotation.SuppressLint
import android.app.ActivityManager
import android.app.AppOpsManager
import android.content.Context
import android.os.Build
import android.os.PowerManager
import android.os.Process

/** How a switch stands, as far as the phone tells. */
enum class SwitchState { On, Off, Unknown }

/**
 * Reads how a switch stands, for those that can be read without a permission. [Rom.Item.check] names the way:
 *
 * - `op:NUMBER`: one of the maker's own app operations; allowed means on.
 * - `restricted`: the lock that Android 13 and newer put on apps installed from a file; released means on.
 * - `battery`: the phone does not hold the app back in the background.
 * - `boot`: the phone told us when it was last started.
 *
 * What a phone does not know, or does not tell, is [SwitchState.Unknown] and never "off".
 */
fun readSwitch(context: Context, check: String?): SwitchState = when (check?.substringBefore(':')) {
    "op" -> operation(context, check.substringAfter(':').toInt())
    "restricted" -> restricted(context)
    "battery" -> battery(context)
    "boot" -> if (BootProbe(context).wasMissed()) SwitchState.Off else SwitchState.Unknown
    else -> SwitchState.Unknown
}

/** The number of an operation is the maker's; the method that takes a number is hidden and may be gone. */
@SuppressLint("DiscouragedPrivateApi")
private fun operation(context: Context, number: Int): SwitchState = try {
    val types = arrayOf(Int::class.javaPrimitiveType, Int::class.javaPrimitiveType, String::class.java)
    val check = AppOpsManager::class.java.getDeclaredMethod("checkOpNoThrow", *types)
    state(check.invoke(operations(context), number, Process.myUid(), context.packageName) as? Int)
} catch (_: ReflectiveOperationException) {
    SwitchState.Unknown
} catch (_: RuntimeException) {
    SwitchState.Unknown // an operation that this version does not have
}

private fun restricted(context: Context): SwitchState {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return SwitchState.Unknown
    return try {
        val lock = "android:access_restricted_settings"
        state(operations(context).checkOpNoThrow(lock, Process.myUid(), context.packageName))
    } catch (_: IllegalArgumentException) {
        SwitchState.Unknown // a maker without that operation
    }
}

private fun state(mode: Int?): SwitchState = when (mode) {
    AppOpsManager.MODE_ALLOWED -> SwitchState.On
    AppOpsManager.MODE_ERRORED, AppOpsManager.MODE_IGNORED -> SwitchState.Off
    else -> SwitchState.Unknown
}

/** Off is certain; that nothing holds the app back is not: makers have switches beside the system's own. */
private fun battery(context: Context): SwitchState {
    val isHeld = Build.VERSION.SDK_INT >= Build.VERSION_CODES.P &&
        context.getSystemService(ActivityManager::class.java).isBackgroundRestricted
    val isFree = context.getSystemService(PowerManager::class.java)
        .isIgnoringBatteryOptimizations(context.packageName)
    return when {
        isHeld -> SwitchState.Off
        isFree -> SwitchState.On
        else -> SwitchState.Unknown
    }
}

private fun operations(context: Context): AppOpsManager = context.getSystemService(AppOpsManager::class.java)
