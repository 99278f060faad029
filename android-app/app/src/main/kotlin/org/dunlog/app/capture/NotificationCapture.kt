package org.dunlog.app.capture

import android.app.Notification
import android.service.notification.NotificationListenerService
import android.service.notification.StatusBarNotification
import org.dunlog.app.R
import org.dunlog.app.graph
import org.dunlog.core.Channel
import org.dunlog.core.EpochMillis
import org.dunlog.core.MessageBox
import org.dunlog.core.MessageObservation
import org.dunlog.core.Source

/**
 * Reads the notifications of the apps that the person ticked, and of no other. On some phones it is the only way to a
 * message of a service number; messengers have no other way at all. What is not ticked leaves no trace.
 */
class NotificationCapture : NotificationListenerService() {
    override fun onListenerConnected() {
        capture.listener.connected()
        graph.requestCatchUp()
        activeNotifications.orEmpty().forEach(::read)
    }

    override fun onListenerDisconnected() {
        capture.listener.disconnected()
    }

    override fun onNotificationPosted(posted: StatusBarNotification) = read(posted)

    private fun read(posted: StatusBarNotification) {
        if (posted.packageName !in graph.settings.notificationPackages) return
        val flags = posted.notification.flags
        if (flags and (Notification.FLAG_GROUP_SUMMARY or Notification.FLAG_ONGOING_EVENT) != 0) return
        val shown = shownMessages(posted)
        if (shown.isNotEmpty()) capture.saw(shown.map { observation(posted, it) })
    }

    /** A number in the place of the sender is the number; a name is the name, and the number is not known. */
    private fun observation(posted: StatusBarNotification, shown: ShownMessage): MessageObservation {
        val number = shown.sender?.takeIf(::isNumber)
        return MessageObservation(
            timeMs = EpochMillis(shown.timeMs),
            source = Source.Notification,
            channel = if (posted.packageName in resources.getStringArray(R.array.sms_apps)) Channel.Sms else Channel.Im,
            box = MessageBox.Inbox,
            text = shown.text,
            number = number,
            name = shown.sender.takeIf { number == null },
            raw = liveFacts(this, graph.now()) + mapOf(
                "package" to posted.packageName,
                "key" to posted.key,
                "post_time_ms" to posted.postTime.toString(),
                "title" to shown.title,
                "shown" to shown.asShown,
            ),
        )
    }
}
