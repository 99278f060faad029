package org.dunlog.app.capture

import android.content.ComponentName
import android.content.pm.PackageManager
import androidx.test.ext.junit.runners.AndroidJUnit4
import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.dunlog.core.Gap
import org.dunlog.core.Source
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.annotation.Config

/** Access to notifications that is granted and dead. */
@RunWith(AndroidJUnit4::class)
@Config(sdk = [26, 29, 33, 35])
class ListenerBindingTest {
    @get:Rule val phone = CaptureRule()
    private val report get() = phone.app.graph.captureReport.value
    private val component by lazy { ComponentName(phone.app, NotificationCapture::class.java) }

    @Test fun aListenerThatThePhoneDoesNotConnectIsSaidAfterAMinuteAndIsAGapUntilItSpeaks() {
        phone.app.capture.catchUp()
        phone.app.capture.listener.disconnected()
        phone.app.capture.catchUp()
        assertFalse("not yet", report.listenerDead)
        phone.nowMs += ListenerBinding.PATIENCE_MS
        phone.app.capture.catchUp()
        assertTrue(report.listenerDead)
        assertEquals(Gap.NOT_CONNECTED to Source.Notification, phone.core.gaps().single().let { it.why to it.source })
        phone.nowMs += 3_600_000
        Robolectric.setupService(NotificationCapture::class.java).onListenerConnected()
        phone.app.capture.catchUp()
        assertFalse(report.listenerDead)
        val gaps = phone.core.gaps()
        assertEquals(setOf(Gap.NOT_CONNECTED), gaps.map { it.why }.toSet())
        assertEquals(phone.nowMs, gaps.maxOf { it.toMs.value })
    }

    @Test fun whenAskingDoesNotHelpTheComponentIsSwitchedOffAndOnAndEndsUpOn() {
        phone.app.capture.listener.disconnected()
        phone.app.capture.catchUp()
        assertEquals(PackageManager.COMPONENT_ENABLED_STATE_DEFAULT, enabledState())
        phone.nowMs += ListenerBinding.PATIENCE_MS
        phone.app.capture.catchUp()
        assertEquals(PackageManager.COMPONENT_ENABLED_STATE_ENABLED, enabledState())
    }

    @Test fun withoutAccessNothingIsDead() {
        phone.permissions.states[Need.NotificationAccess] = NeedState.Refused
        phone.app.capture.listener.disconnected()
        phone.app.capture.catchUp()
        phone.nowMs += ListenerBinding.PATIENCE_MS
        phone.app.capture.catchUp()
        assertFalse(report.listenerDead)
        assertTrue(phone.core.gaps().isEmpty())
    }

    private fun enabledState() = phone.app.packageManager.getComponentEnabledSetting(component)
}
