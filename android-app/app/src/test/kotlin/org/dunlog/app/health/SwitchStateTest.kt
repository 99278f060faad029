package org.dunlog.app.health

import android.app.ActivityManager
import android.app.AppOpsManager
import android.app.Application
import android.os.PowerManager
import android.os.Process
import androidx.test.core.app.ApplicationProvider
import org.dunlog.app.health.rom.SwitchState
import org.dunlog.app.health.rom.readSwitch
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [33, 35])
class SwitchStateTest {
    private val app: Application = ApplicationProvider.getApplicationContext()
    private val operations = app.getSystemService(AppOpsManager::class.java)

    @Test
    fun theLockOnAppsFromAFileIsReadAndWhatCannotBeToldIsUnknown() {
        val states = mapOf(
            AppOpsManager.MODE_ALLOWED to SwitchState.On,
            AppOpsManager.MODE_ERRORED to SwitchState.Off,
            AppOpsManager.MODE_DEFAULT to SwitchState.Unknown,
        )
        for ((mode, state) in states) {
            shadowOf(operations).setMode("android:access_restricted_settings", Process.myUid(), app.packageName, mode)
            assertEquals(state, readSwitch(app, "restricted"))
        }
    }

    /** Stands in for a maker's operation: the way to it is by its number. */
    @Test
    fun anOperationIsReadByItsNumber() {
        val readSms = 14
        shadowOf(operations)
            .setMode(AppOpsManager.OPSTR_READ_SMS, Process.myUid(), app.packageName, AppOpsManager.MODE_IGNORED)
        assertEquals(SwitchState.Off, readSwitch(app, "op:$readSms"))
        shadowOf(operations)
            .setMode(AppOpsManager.OPSTR_READ_SMS, Process.myUid(), app.packageName, AppOpsManager.MODE_ALLOWED)
        assertEquals(SwitchState.On, readSwitch(app, "op:$readSms"))
    }

    @Test
    fun thatNothingHoldsTheAppBackIsOnlyCertainWhenThePhoneSaysSo() {
        val manager = shadowOf(app.getSystemService(ActivityManager::class.java))
        assertEquals(SwitchState.Unknown, readSwitch(app, "battery"))
        shadowOf(app.getSystemService(PowerManager::class.java))
            .setIgnoringBatteryOptimizations(app.packageName, true)
        assertEquals(SwitchState.On, readSwitch(app, "battery"))
        manager.setBackgroundRestricted(true)
        assertEquals(SwitchState.Off, readSwitch(app, "battery"))
    }

    @Test
    fun aSwitchWithoutACheckIsUnknown() {
        assertEquals(SwitchState.Unknown, readSwitch(app, null))
    }
}
