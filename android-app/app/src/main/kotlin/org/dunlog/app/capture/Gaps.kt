package org.dunlog.app.capture

import org.dunlog.app.AppGraph
import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.dunlog.core.EpochMillis
import org.dunlog.core.Gap
import org.dunlog.core.MessageObservation
import org.dunlog.core.Observation
import org.dunlog.core.PersonId
import org.dunlog.core.Source

/** Records the spans in which a source could not speak, so that nobody takes silence for peace. */
internal class Gaps(private val graph: AppGraph, private val state: CaptureState) {

    /**
     * Looks at every permission: one that is missing opens a gap, one that is back closes it. What is [unreadable]
     * or [dead] counts as missing, whatever the phone says of it.
     */
    fun check(owner: PersonId, now: EpochMillis, unreadable: Set<Need>, dead: Set<Need>) {
        for ((need, source) in SOURCES) {
            val allowed = graph.permissions.state(need)
            when (if (need in unreadable) NeedState.Refused else allowed) {
                NeedState.Granted ->
                    if (need in dead) {
                        missing(owner, need, source, now, Gap.NOT_CONNECTED)
                    } else {
                        met(owner, need, source, now)
                    }
                NeedState.Refused -> missing(owner, need, source, now, why(need))
                NeedState.NotOnThisAndroid -> Unit
            }
        }
    }

    /** The process was dead or frozen, and rows of that time prove that something came: nobody saw it live. */
    fun notRunning(owner: PersonId, asleep: LongRange, found: List<Found>) {
        val missed = found.filter { it.isNew && it.row.isIncoming && it.row.timeMs.value in asleep }
        for ((need, _) in missed.groupBy { liveNeed(it.row) }) {
            if (!graph.permissions.isGranted(need)) continue // that gap is written with its own reason
            val source = SOURCES.getValue(need)
            add(owner, source, EpochMillis(asleep.first), EpochMillis(asleep.last), Gap.NOT_RUNNING)
        }
    }

    /** The phone keeps 500 calls for each SIM: a full log whose oldest row is newer than our mark has lost some. */
    fun trimmed(owner: PersonId, source: Source, mark: Long, oldest: Long, rows: Int) {
        if (source != Source.CallLog || mark == 0L || oldest <= mark || rows < CALL_LOG_ROWS) return
        add(owner, source, EpochMillis(mark), EpochMillis(oldest), Gap.CALL_LOG_TRIMMED)
    }

    /** Written when it is noticed and then once a day, so that no report is more than a day behind. */
    private fun missing(owner: PersonId, need: Need, source: Source, now: EpochMillis, why: String) {
        val lastMet = state.lastMet(need)
        if (lastMet == null && need in OPTIONAL) return
        val since = state.missingSince(need)
        if (since != null && now.value - since < DAY_MS) return
        add(owner, source, EpochMillis(since ?: lastMet ?: now.value), now, why)
        state.setMissing(need, now.value, why)
    }

    private fun met(owner: PersonId, need: Need, source: Source, now: EpochMillis) {
        state.missingSince(need)?.let { since ->
            add(owner, source, EpochMillis(since), now, state.missingWhy(need) ?: why(need))
            state.setMissing(need, null, null)
        }
        state.setLastMet(need, now.value)
    }

    private fun why(need: Need) = if (state.lastMet(need) == null) Gap.PERMISSION_REFUSED else Gap.PERMISSION_REVOKED

    private fun add(owner: PersonId, source: Source, from: EpochMillis, to: EpochMillis, why: String) {
        graph.core.addGap(Gap(owner, source, from, maxOf(from, to), why))
    }

    private fun liveNeed(row: Observation) = if (row is MessageObservation) Need.ReceiveSms else Need.PhoneState

    private companion object {
        const val DAY_MS = 24 * 60 * 60 * 1000L
        const val CALL_LOG_ROWS = 500

        val SOURCES = mapOf(
            Need.CallLog to Source.CallLog,
            Need.PhoneState to Source.PhoneState,
            Need.ReceiveSms to Source.SmsBroadcast,
            Need.ReadSms to Source.SmsInbox,
            Need.ScreeningRole to Source.Screening,
            Need.NotificationAccess to Source.Notification,
        )

        /** The app works in full without these: only one that was there can be missed. */
        val OPTIONAL = setOf(Need.ScreeningRole, Need.NotificationAccess)
    }
}
