package org.dunlog.app.capture

import android.app.Notification
import android.os.Bundle
import android.service.notification.StatusBarNotification
import androidx.core.app.NotificationCompat.MessagingStyle

/** A message as a notification shows it. */
internal data class ShownMessage(
    val timeMs: Long,
    val sender: String?,
    val text: String,
    val title: String,
    /** The text before the count of messages was taken off its front. */
    val asShown: String,
)

/**
 * The messages in a notification. Apps that say it properly give each with its own time and sender; of others the
 * longest text is taken. The same notification is posted again for every new message: the log knows what it has seen
 * by time, sender and words.
 */
internal fun shownMessages(posted: StatusBarNotification): List<ShownMessage> {
    val extras = posted.notification.extras
    val title = extras.getCharSequence(Notification.EXTRA_TITLE)?.toString().orEmpty()
    val styled = MessagingStyle.extractMessagingStyleFromNotification(posted.notification)?.messages.orEmpty()
    if (styled.isNotEmpty()) {
        return styled.filter { it.person != null }.mapNotNull { message ->
            shown(message.timestamp, message.person?.name?.toString() ?: title, title, message.text?.toString())
        }
    }
    val time = posted.notification.`when`.takeIf { it > 0 } ?: posted.postTime
    val text = longestText(extras, posted.notification.tickerText)
    return listOfNotNull(shown(time, title.ifBlank { null }, title, text))
}

/** True for what a phone would dial: digits, with the marks that people put between them. */
internal fun isNumber(sender: String): Boolean =
    sender.count(Char::isDigit) >= MIN_DIGITS && sender.all { it.isDigit() || it in "+-() " }

private fun shown(timeMs: Long, sender: String?, title: String, text: String?): ShownMessage? {
    if (text.isNullOrBlank()) return null
    return ShownMessage(timeMs, sender, COUNT.replaceFirst(text, ""), title, text)
}

private fun longestText(extras: Bundle, ticker: CharSequence?): String? = listOfNotNull(
    extras.getCharSequence(Notification.EXTRA_BIG_TEXT),
    extras.getCharSequenceArray(Notification.EXTRA_TEXT_LINES)?.joinToString("\n"),
    extras.getCharSequence(Notification.EXTRA_TEXT),
    ticker,
).map { it.toString() }.maxByOrNull { it.length }

/** `[3条]` in front of a text says how many there are. */
private val COUNT = Regex("""^\[\d+条]\s*""")
private const val MIN_DIGITS = 3
