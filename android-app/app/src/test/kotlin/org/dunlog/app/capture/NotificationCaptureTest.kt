package org.dunlog.app.capture

import android.app.Notification
import android.app.Person
import android.os.Process
import android.service.notification.StatusBarNotification
import androidx.test.ext.junit.runners.AndroidJUnit4
import org.dunlog.app.capture.CaptureRule.Companion.SENDER
import org.dunlog.app.capture.CaptureRule.Companion.START_MS
import org.dunlog.app.capture.CaptureRule.Companion.THREAT
import org.dunlog.app.capture.CaptureRule.Companion.sourceSet
import org.dunlog.core.Channel
import org.dunlog.core.Source
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.annotation.Config

@RunWith(AndroidJUnit4::class)
@Config(sdk = [28, 29, 33, 35])
class NotificationCaptureTest {
    @get:Rule val phone = CaptureRule()
    private val listener by lazy { Robolectric.setupService(NotificationCapture::class.java) }

    @Before fun tick() {
        phone.app.graph.settings.notificationPackages = setOf(SMS_APP, CHAT_APP)
    }

    @Test fun aMessageOfAServiceNumberThatOnlyTheNotificationShowsIsARow() {
        post(SMS_APP, plain(SENDER, "[2条]$THREAT"))
        val event = phone.onlyEvent()
        assertEquals(THREAT, event.text)
        assertEquals(SENDER, event.number)
        assertEquals(Channel.Sms, event.channel)
    }

    @Test fun whatIsNotTickedLeavesNoTrace() {
        post("org.example.bank", plain(SENDER, THREAT))
        assertTrue(phone.events().isEmpty())
    }

    @Test fun anSmsThatIsAlsoShownIsOneRow() {
        phone.app.receive(smsBroadcast(SENDER, THREAT))
        phone.messageRow(phone.nowMs + 800, SENDER, THREAT)
        post(SMS_APP, plain(SENDER, THREAT), atMs = phone.nowMs + 60_000)
        phone.nowMs += 90_000
        phone.app.capture.catchUp()
        assertEquals(
            setOf(Source.SmsBroadcast, Source.SmsInbox, Source.Notification),
            phone.onlyEvent().sourceSet(),
        )
    }

    @Test fun aNotificationThatGrowsGivesEachMessageOnce() {
        post(CHAT_APP, chat("欠钱不还" to START_MS))
        post(CHAT_APP, chat("欠钱不还" to START_MS, "等着瞧" to START_MS + 5_000))
        assertEquals(listOf("欠钱不还", "等着瞧"), phone.events().map { it.text })
        val event = phone.events().first()
        assertEquals(Channel.Im, event.channel)
        assertEquals("贷后小王", event.name)
        assertNull(event.number)
    }

    @Test fun summariesOfGroupsAndLastingNoticesAreNoMessages() {
        post(CHAT_APP, plain("贷后小王", "3 条新消息").apply { flags = Notification.FLAG_GROUP_SUMMARY })
        post(CHAT_APP, plain("贷后小王", "正在通话").apply { flags = Notification.FLAG_ONGOING_EVENT })
        assertTrue(phone.events().isEmpty())
    }

    @Suppress("DEPRECATION") // the one constructor that every level has
    private fun post(app: String, notification: Notification, atMs: Long = START_MS) = listener.onNotificationPosted(
        StatusBarNotification(app, app, 1, null, Process.myUid(), 0, 0, notification, Process.myUserHandle(), atMs),
    )

    private fun plain(title: String, text: String): Notification = Notification.Builder(phone.app, "any")
        .setSmallIcon(1)
        .setWhen(0)
        .setContentTitle(title)
        .setContentText(text.take(6))
        .setStyle(Notification.BigTextStyle().bigText(text))
        .build()

    private fun chat(vararg messages: Pair<String, Long>): Notification {
        val style = Notification.MessagingStyle(Person.Builder().setName("我").build())
        val sender = Person.Builder().setName("贷后小王").build()
        for ((text, at) in messages) style.addMessage(text, at, sender)
        return Notification.Builder(phone.app, "any").setSmallIcon(1).setStyle(style).build()
    }

    private companion object {
        const val SMS_APP = "com.android.mms"
        const val CHAT_APP = "com.tencent.mm"
    }
}
