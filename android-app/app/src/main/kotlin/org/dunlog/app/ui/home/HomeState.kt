package org.dunlog.app.ui.home

import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.Deadline
import org.dunlog.core.Home
import org.dunlog.core.Label

/** What the first page shows. */
data class HomeState(
    /** Null until it was read once; what was read stays while it is read again. */
    val home: Home? = null,
    /** What is overdue, or due within a week. */
    val due: List<Deadline> = emptyList(),
    val needs: Map<Need, NeedState> = emptyMap(),
    /** How many apps are ticked for reading their notifications. */
    val tickedApps: Int = 0,
    /** The phone was started and did not tell us. */
    val startMissed: Boolean = false,
    /** Access to notifications is granted, and the phone does not connect it. */
    val listenerDead: Boolean = false,
    /** How many of the phone's older records were read so far; null when none are being read. */
    val catchingUp: Int? = null,
    /** What capture could not write. */
    val captureProblem: Problem? = null,
    val problem: Problem? = null,
) {
    /** Whether capture works, by what arrived. */
    val capture: Capture? get() = home?.let { Capture.of(it, needs, tickedApps, listenerDead) }
}

/** What the person does there. */
sealed interface HomeEvent {
    data class TurnOn(val need: Need) : HomeEvent
    data class ShowLog(val label: Label?) : HomeEvent
    data object WriteNote : HomeEvent
    data object ChooseApps : HomeEvent
    data object CatchUp : HomeEvent
    data object KeepRunning : HomeEvent
    data object Export : HomeEvent
    data object Channels : HomeEvent
    data object Contacts : HomeEvent
    data object Again : HomeEvent
}
