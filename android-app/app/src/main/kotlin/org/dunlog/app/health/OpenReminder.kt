package org.dunlog.app.health

import android.annotation.SuppressLint
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import androidx.core.app.NotificationCompat
import androidx.core.app.NotificationManagerCompat
import org.dunlog.app.R
import org.dunlog.app.graph
import org.dunlog.app.language.Languages
import org.dunlog.app.ui.MainActivity

/**
 * Asks to open the app once a month. A phone takes the permissions of an app back that nobody opens for some months
 * (Android 11 and newer), and a relative who only lets it record may never open it. Silent when the phone was told to
 * leave them.
 */
class OpenReminder(private val context: Context) {
    private val graph = context.graph
    private val words = Languages.wrap(context, graph.settings.language)

    /** Reminds when a month went by since the app was opened or the last reminder. */
    fun remindWhenDue() {
        val now = graph.now()
        val since = maxOf(graph.settings.lastOpened.value, graph.settings.lastReminded.value)
        val isKept = graph.permissions.state(Need.KeepPermissions) != NeedState.Refused
        if (since == 0L || isKept || now.value - since < MONTH_MS) return
        if (!graph.permissions.isGranted(Need.Notifications)) return
        graph.settings.lastReminded = now
        show()
    }

    @SuppressLint("MissingPermission") // asked before; taken away in between, the phone drops it
    private fun show() {
        val manager = NotificationManagerCompat.from(context)
        val name = words.getString(R.string.reminder_channel)
        manager.createNotificationChannel(NotificationChannel(CHANNEL, name, NotificationManager.IMPORTANCE_LOW))
        val text = words.getString(R.string.reminder_text)
        val open = Intent(context, MainActivity::class.java)
        val reminder = NotificationCompat.Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.ic_home)
            .setContentTitle(words.getString(R.string.reminder_title))
            .setContentText(text)
            .setStyle(NotificationCompat.BigTextStyle().bigText(text))
            .setAutoCancel(true)
            .setContentIntent(PendingIntent.getActivity(context, 0, open, PendingIntent.FLAG_IMMUTABLE))
            .build()
        manager.notify(CHANNEL, ID, reminder)
    }

    internal companion object {
        const val CHANNEL = "reminder"

        /** With [CHANNEL] as its tag, so that it is no question about the call of that number. */
        const val ID = 1
        const val MONTH_MS = 30 * 24 * 60 * 60 * 1000L
    }
}
