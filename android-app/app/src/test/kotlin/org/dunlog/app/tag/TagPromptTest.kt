package org.dunlog.app.tag

import android.app.Notification
import android.app.NotificationManager
import androidx.test.ext.junit.runners.AndroidJUnit4
import org.dunlog.app.capture.CaptureRule
import org.dunlog.app.capture.CaptureRule.Companion.CALLER
import org.dunlog.app.capture.CaptureRule.Companion.SENDER
import org.dunlog.app.capture.CaptureRule.Companion.THREAT
import org.dunlog.app.capture.capture
import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper

@RunWith(AndroidJUnit4::class)
@Config(sdk = [28, 29, 33, 35], qualifiers = "zh-rCN")
class TagPromptTest {
    @get:Rule val phone = CaptureRule()

    @Test fun aCallOfAnUnknownNumberIsAskedAboutOnceAndTheLockScreenShowsNothingOfIt() {
        phone.callRow(phone.nowMs, 3, CALLER)
        repeat(2) { phone.app.capture.catchUp(prompts = true) }
        val question = shown().single()
        assertTrue(question.texts().contains(CALLER))
        assertEquals(Notification.VISIBILITY_PRIVATE, question.visibility)
        assertFalse(question.publicVersion.texts().contains(CALLER))
        assertEquals(listOf("催收", "威胁辱骂", "正常"), question.actions.map { it.title.toString() })
    }

    @Test fun oneTapOnAnAnswerIsLoggedAndConfirmed() {
        phone.callRow(phone.nowMs, 3, CALLER)
        phone.app.capture.catchUp(prompts = true)
        shown().single().actions.first().actionIntent.send()
        ShadowLooper.idleMainLooper()
        assertEquals(listOf("collection"), phone.onlyEvent().annotations.map { it.text })
        assertTrue(shown().single().texts().contains("已标记：催收"))
    }

    @Test fun aKnownPersonIsNotAskedAbout() {
        phone.callRow(phone.nowMs, 3, CALLER, mapOf("name" to "妈妈"))
        phone.app.capture.catchUp(prompts = true)
        assertTrue(shown().isEmpty())
    }

    @Test fun oldCallsOwnCallsAndMessagesAreNotAskedAbout() {
        phone.callRow(phone.nowMs - 3_600_000, 3, CALLER)
        phone.callRow(phone.nowMs, 2, CALLER)
        phone.messageRow(phone.nowMs, SENDER, THREAT)
        phone.app.capture.catchUp(prompts = true)
        assertTrue(shown().isEmpty())
    }

    @Test fun withoutLeaveToNotifyTheCallIsLoggedAllTheSame() {
        phone.permissions.states[Need.Notifications] = NeedState.Refused
        phone.callRow(phone.nowMs, 3, CALLER)
        phone.app.capture.catchUp(prompts = true)
        assertTrue(shown().isEmpty())
        assertEquals(CALLER, phone.onlyEvent().number)
    }

    private fun shown(): List<Notification> =
        shadowOf(phone.app.getSystemService(NotificationManager::class.java)).allNotifications

    private fun Notification.texts(): String = listOf(Notification.EXTRA_TITLE, Notification.EXTRA_TEXT)
        .joinToString("\n") { extras.getCharSequence(it)?.toString().orEmpty() }
}
