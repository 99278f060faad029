package org.dunlog.app.tag

import android.annotation.SuppressLint
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import androidx.core.app.NotificationCompat
import androidx.core.app.NotificationManagerCompat
import org.dunlog.app.R
import org.dunlog.app.capture.CaptureState
import org.dunlog.app.capture.Found
import org.dunlog.app.capture.isIncoming
import org.dunlog.app.graph
import org.dunlog.app.health.Need
import org.dunlog.app.language.Languages
import org.dunlog.core.CallObservation
import org.dunlog.core.EventId
import org.dunlog.core.Label
import org.dunlog.core.Tag

/**
 * Asks after a call who that was, while it is fresh: one tap on the notification, one on the answer. The lock screen
 * shows that a call can be tagged, and neither number nor name.
 */
internal class TagPrompt(private val context: Context, private val state: CaptureState) {
    private val graph = context.graph
    private val words = Languages.wrap(context, graph.settings.language)
    private val manager = NotificationManagerCompat.from(context)

    /** Offers the calls of the last minutes that came from an unknown or suspicious number, each once. */
    fun offer(found: List<Found>) {
        val since = maxOf(state.promptedUntil, graph.now().value - FRESH_MS)
        val fresh = found.filter { it.row.timeMs.value > since && isWorthAsking(it) }
        if (fresh.isEmpty()) return
        state.promptedUntil = fresh.maxOf { it.row.timeMs.value }
        if (graph.permissions.isGranted(Need.Notifications)) fresh.forEach(::show)
    }

    /** Says that an answer was logged, for a few seconds in the place of the question. */
    fun confirm(event: EventId, tag: Tag) {
        if (!graph.permissions.isGranted(Need.Notifications)) return
        val thanks = base(event)
            .setContentTitle(words.getString(R.string.tag_done_title, words.getString(tagWord(tag))))
            .setContentText(words.getString(R.string.tag_done_text))
            .setTimeoutAfter(CONFIRM_MS)
            .build()
        post(event, thanks)
    }

    private fun isWorthAsking(found: Found): Boolean {
        val call = found.row as? CallObservation ?: return false
        if (!call.isIncoming) return false
        return call.name.isNullOrBlank() || graph.core.event(found.id).verdict?.label in SUSPICIOUS
    }

    private fun show(found: Found) {
        val call = found.row as CallObservation
        val caller = call.name?.ifBlank { null } ?: call.number?.takeIf { it.any(Char::isDigit) && it != "-1" }
        val question = base(found.id)
            .setContentTitle(caller ?: words.getString(R.string.tag_number_withheld))
            .setContentText(words.getString(R.string.tag_question))
        for (tag in QUICK) {
            question.addAction(0, words.getString(tagWord(tag)), answer(found.id, tag))
        }
        post(found.id, question.build())
    }

    private fun base(event: EventId): NotificationCompat.Builder {
        channel()
        val hidden = NotificationCompat.Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.ic_call)
            .setContentTitle(words.getString(R.string.tag_hidden))
            .build()
        return NotificationCompat.Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.ic_call)
            .setCategory(Notification.CATEGORY_STATUS)
            .setVisibility(NotificationCompat.VISIBILITY_PRIVATE)
            .setPublicVersion(hidden)
            .setAutoCancel(true)
            .setContentIntent(choose(event))
    }

    private fun channel() {
        val channel = NotificationChannel(
            CHANNEL,
            words.getString(R.string.tag_channel),
            NotificationManager.IMPORTANCE_LOW,
        )
        channel.description = words.getString(R.string.tag_channel_about)
        channel.lockscreenVisibility = Notification.VISIBILITY_PRIVATE
        manager.createNotificationChannel(channel)
    }

    /** Opens the page with all five answers. */
    private fun choose(event: EventId): PendingIntent {
        val intent = TagActivity.intent(context, event)
        return PendingIntent.getActivity(context, code(event, null), intent, FLAGS)
    }

    private fun answer(event: EventId, tag: Tag): PendingIntent {
        val intent = Intent(context, TagReceiver::class.java)
            .putExtra(TagReceiver.EVENT, event.value)
            .putExtra(TagReceiver.TAG, tag.word)
        return PendingIntent.getBroadcast(context, code(event, tag), intent, FLAGS)
    }

    @SuppressLint("MissingPermission") // asked before; taken away in between, the phone drops it
    private fun post(event: EventId, notification: Notification) {
        manager.notify(notificationId(event), notification)
    }

    internal companion object {
        const val CHANNEL = "after_call"
        private const val FRESH_MS = 10 * 60 * 1000L
        private const val CONFIRM_MS = 4_000L
        private const val FLAGS = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT

        /** A notification has room for three answers; the page behind it shows all. */
        val QUICK = listOf(Tag.Collection, Tag.Abuse, Tag.Normal)
        private val SUSPICIOUS = listOf(Label.Harassment, Label.CollectionReminder, Label.Fraud, Label.Uncertain)

        fun notificationId(event: EventId): Int = event.value.hashCode()

        fun cancel(context: Context, event: EventId) =
            NotificationManagerCompat.from(context).cancel(notificationId(event))

        /** Differs for each answer to each event, or one would take the place of another. */
        private fun code(event: EventId, tag: Tag?): Int =
            notificationId(event) * (Tag.all.size + 1) + Tag.all.indexOf(tag) + 1
    }
}
