package org.dunlog.app.capture

import android.content.Context
import android.database.Cursor
import kotlin.reflect.KMutableProperty0
import kotlinx.coroutines.flow.update
import org.dunlog.app.graph
import org.dunlog.app.health.Need
import org.dunlog.core.EventId
import org.dunlog.core.Observation
import org.dunlog.core.Observed
import org.dunlog.core.PersonId

/** A row of the phone's own records that was new to the log, or witnessed what was seen live. */
internal data class Found(val id: EventId, val row: Observation, val isNew: Boolean)

/**
 * Compares the phone's own records with the log: the call log and the message store are the source of truth, what
 * was seen live is the witness of time. What was missed is filled in; reading the same rows again writes nothing.
 *
 * Each reading begins two days before the newest row of the last one: rows are written late, and some phones put the
 * clock right in between.
 */
internal class Reconciler(private val context: Context, private val state: CaptureState) {
    private val graph = context.graph
    private val gaps = Gaps(graph, state)

    /**
     * Throws [org.dunlog.core.CoreException] when the log cannot be written; what the phone refuses is a gap.
     *
     * @param asleep from when capture last worked to when this process began, at its first comparison; else null.
     * @param listenerDead the phone does not connect the notification listener.
     */
    fun run(owner: PersonId, asleep: LongRange?, listenerDead: Boolean): List<Found> {
        val calls = compare(owner, CallLogReader(context.contentResolver), Need.CallLog, state::callMark)
        val messages = compare(owner, SmsStoreReader(context.contentResolver), Need.ReadSms, state::messageMark)
        val now = graph.now()
        val found = calls.orEmpty() + messages.orEmpty()
        gaps.check(
            owner,
            now,
            unreadable = setOfNotNull(Need.CallLog.takeIf { calls == null }, Need.ReadSms.takeIf { messages == null }),
            dead = setOfNotNull(Need.NotificationAccess.takeIf { listenerDead }),
        )
        asleep?.let { gaps.notRunning(owner, it, found) }
        state.alive = now
        return found
    }

    /** Null when the phone gives no rows: also some that say that the permission is granted. */
    private fun compare(
        owner: PersonId,
        reader: StoreReader,
        need: Need,
        mark: KMutableProperty0<Long>,
    ): List<Found>? {
        if (!graph.permissions.isGranted(need)) return null
        val cursor = try {
            reader.open(maxOf(0, mark.get() - OVERLAP_MS))
        } catch (_: SecurityException) {
            null
        }
        return cursor?.use { append(owner, reader, it, mark) }
    }

    private fun append(
        owner: PersonId,
        reader: StoreReader,
        cursor: Cursor,
        mark: KMutableProperty0<Long>,
    ): List<Found> {
        val found = mutableListOf<Found>()
        val before = mark.get()
        var isFirst = true
        val rows = generateSequence { cursor.takeIf(Cursor::moveToNext) }.mapNotNull(reader::read)
        for (batch in rows.chunked(BATCH)) {
            if (isFirst) gaps.trimmed(owner, reader.source, before, batch.first().timeMs.value, cursor.count)
            isFirst = false
            graph.core.observe(owner, batch).zip(batch).mapNotNullTo(found) { (observed, row) -> found(observed, row) }
            if (cursor.count > BATCH) graph.captureReport.update { it.copy(catchingUp = cursor.position) }
            // A row from the future, written while the clock was wrong, must not hide those that follow.
            mark.set(maxOf(before, batch.maxOf { it.timeMs.value }.coerceAtMost(graph.now().value)))
        }
        return found
    }

    private fun found(observed: Observed, row: Observation): Found? = when (observed) {
        is Observed.New -> Found(observed.id, row.withoutContent(), isNew = true)
        is Observed.Witness -> Found(observed.id, row.withoutContent(), isNew = false)
        is Observed.Known, is Observed.Rejected -> null
    }

    private companion object {
        const val OVERLAP_MS = 48 * 60 * 60 * 1000L

        /** As many as one request may hold. */
        const val BATCH = 500
    }
}
