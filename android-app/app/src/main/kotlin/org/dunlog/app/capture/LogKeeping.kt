package org.dunlog.app.capture

import org.dunlog.app.AppGraph
import org.dunlog.core.CheckpointReason
import org.dunlog.core.CoreException
import org.dunlog.core.PersonId

/** What the log itself needs now and then, besides events. Call it where the log may be called. */
internal class LogKeeping(private val graph: AppGraph) {
    /** Writes into the log of [owner] that the clock was set, if it was. */
    fun checkClock(owner: PersonId) {
        val now = graph.clocks()
        val jump = graph.settings.clockReading?.let { last -> ClockJump.between(last, now) }
        if (jump != null) graph.core.addIncident(owner, jump.incident, jump.seconds.toString())
        graph.settings.clockReading = now // after it is written: one that could not be written is found again
    }

    /** Signs what the log holds: from this day on, it cannot have been written later. An empty log has nothing to sign. */
    fun signDaily(owner: PersonId) {
        try {
            graph.core.checkpoint(owner, CheckpointReason.Daily)
        } catch (failure: CoreException) {
            if (failure.code != "nothing_recorded") throw failure
        }
    }
}
