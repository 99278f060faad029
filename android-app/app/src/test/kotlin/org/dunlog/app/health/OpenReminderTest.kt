package org.dunlog.app.health

import android.app.NotificationManager
import androidx.test.ext.junit.runners.AndroidJUnit4
import org.dunlog.app.capture.CaptureRule
import org.dunlog.app.capture.CaptureRule.Companion.CALLER
import org.dunlog.app.capture.CaptureRule.Companion.START_MS
import org.dunlog.app.capture.capture
import org.dunlog.app.health.OpenReminder.Companion.MONTH_MS
import org.dunlog.app.tag.TagPrompt
import org.dunlog.core.EpochMillis
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(AndroidJUnit4::class)
@Config(sdk = [33, 35])
class OpenReminderTest {
    @get:Rule val phone = CaptureRule()

    @Before fun openedOnceAndThePhoneMayTakePermissionsBack() {
        phone.app.graph.settings.lastOpened = EpochMillis(START_MS)
        phone.permissions.states[Need.KeepPermissions] = NeedState.Refused
    }

    @Test fun afterAMonthThePersonIsAskedOnceAndNotEveryDay() {
        after(MONTH_MS - 1)
        assertEquals(0, shown())
        after(MONTH_MS)
        assertEquals(1, shown())
        manager().cancelAll()
        after(MONTH_MS + MONTH_MS - 1)
        assertEquals(0, shown())
        after(2 * MONTH_MS)
        assertEquals(1, shown())
    }

    @Test fun whoOpenedItOrKeepsThePermissionsIsNotAsked() {
        phone.app.graph.settings.lastOpened = EpochMillis(START_MS + MONTH_MS)
        after(MONTH_MS)
        phone.app.graph.settings.lastOpened = EpochMillis(START_MS)
        phone.permissions.states[Need.KeepPermissions] = NeedState.Granted
        after(MONTH_MS)
        phone.permissions.states[Need.KeepPermissions] = NeedState.NotOnThisAndroid
        after(MONTH_MS)
        assertEquals(0, shown())
    }

    /** The first event has the number 1, too: its question was gone when the reminder came. */
    @Test fun theReminderDoesNotTakeThePlaceOfAQuestionAboutACall() {
        phone.callRow(phone.nowMs, 3, CALLER)
        phone.app.capture.catchUp(prompts = true)
        assertEquals(TagPrompt.notificationId(phone.onlyEvent().id), OpenReminder.ID)
        after(MONTH_MS)
        assertEquals(2, shown())
    }

    private fun after(spanMs: Long) {
        phone.nowMs = START_MS + spanMs
        OpenReminder(phone.app).remindWhenDue()
    }

    private fun manager() = phone.app.getSystemService(NotificationManager::class.java)

    private fun shown() = shadowOf(manager()).allNotifications.size
}
