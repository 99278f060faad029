package org.dunlog.app.capture

import android.content.ContentResolver
import android.database.Cursor
import android.net.Uri
import android.provider.Telephony
import org.dunlog.core.Channel
import org.dunlog.core.EpochMillis
import org.dunlog.core.MessageBox
import org.dunlog.core.MessageObservation
import org.dunlog.core.Source

/** The rows of the phone's SMS store, drafts left out: what was never sent or received is no evidence. */
internal class SmsStoreReader(private val resolver: ContentResolver) : StoreReader {
    override val source = Source.SmsInbox

    /** Xiaomi's store hides messages that its filter caught unless asked for them; others do not know the word. */
    override fun open(sinceMs: Long): Cursor? = try {
        query(Telephony.Sms.CONTENT_URI.buildUpon().appendQueryParameter("blocked_flag", "2").build(), sinceMs)
    } catch (_: IllegalArgumentException) {
        query(Telephony.Sms.CONTENT_URI, sinceMs)
    }

    override fun read(cursor: Cursor): MessageObservation? {
        val row = cursor.rawColumns()
        val box = row[Telephony.Sms.TYPE]?.toIntOrNull() ?: return null
        if (box == Telephony.Sms.MESSAGE_TYPE_DRAFT) return null
        return MessageObservation(
            timeMs = EpochMillis(row[Telephony.Sms.DATE]?.toLongOrNull() ?: return null),
            source = source,
            channel = Channel.Sms,
            box = MessageBox(box),
            text = row[Telephony.Sms.BODY].orEmpty(),
            sentMs = row[Telephony.Sms.DATE_SENT]?.toLongOrNull()?.takeIf { it > 0 }?.let(::EpochMillis),
            number = row[Telephony.Sms.ADDRESS],
            sim = row.sim(),
            providerId = row[Telephony.Sms._ID],
            raw = row,
        )
    }

    private fun query(uri: Uri, sinceMs: Long): Cursor? = resolver.query(
        uri,
        null,
        "${Telephony.Sms.DATE} >= ?",
        arrayOf(sinceMs.toString()),
        "${Telephony.Sms.DATE} ASC",
    )
}
