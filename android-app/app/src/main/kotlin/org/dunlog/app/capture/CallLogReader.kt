package org.dunlog.app.capture

import android.content.ContentResolver
import android.database.Cursor
import android.provider.CallLog
import org.dunlog.core.CallObservation
import org.dunlog.core.CallType
import org.dunlog.core.EpochMillis
import org.dunlog.core.Source

/** The rows of the phone's call log, with every column that the vendor keeps. */
internal class CallLogReader(private val resolver: ContentResolver) : StoreReader {
    override val source = Source.CallLog

    override fun open(sinceMs: Long): Cursor? = resolver.query(
        CallLog.Calls.CONTENT_URI,
        null,
        "${CallLog.Calls.DATE} >= ?",
        arrayOf(sinceMs.toString()),
        "${CallLog.Calls.DATE} ASC",
    )

    /** The duration is taken as it stands: for a missed call some phones write how long it rang. */
    override fun read(cursor: Cursor): CallObservation? {
        val row = cursor.rawColumns()
        return CallObservation(
            timeMs = EpochMillis(row[CallLog.Calls.DATE]?.toLongOrNull() ?: return null),
            source = source,
            callType = CallType(row[CallLog.Calls.TYPE]?.toIntOrNull() ?: return null),
            seconds = row[CallLog.Calls.DURATION]?.toLongOrNull(),
            number = row[CallLog.Calls.NUMBER],
            name = row[CallLog.Calls.CACHED_NAME],
            sim = row.sim(),
            providerId = row[CallLog.Calls._ID],
            raw = row,
        )
    }
}
