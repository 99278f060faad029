package org.dunlog.app.ui.home

import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.dunlog.app.AppGraph
import org.dunlog.app.capture.CaptureReport
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.channels.isUrgent
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.day
import org.dunlog.core.Core
import org.dunlog.core.Deadline

/** Reads the first page, when it appears and whenever something was written. */
class HomeViewModel(graph: AppGraph) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(HomeState())
    private var reading: Job? = null
    val state: StateFlow<HomeState> = mutable.asStateFlow()

    init {
        onChanges(::read)
        viewModelScope.launch { graph.captureReport.collect(::show) }
    }

    private fun show(report: CaptureReport) = mutable.update {
        it.copy(
            startMissed = report.startMissed,
            listenerDead = report.listenerDead,
            catchingUp = report.catchingUp,
            captureProblem = report.failure?.let(::Problem),
        )
    }

    /** Reads anew what arrived and what is allowed. */
    fun read() {
        reading?.cancel()
        val ticked = graph.settings.notificationPackages.size
        mutable.update { it.copy(needs = graph.permissions.all(), tickedApps = ticked) }
        reading = withCore(
            failed = { problem -> mutable.update { it.copy(problem = problem) } },
            work = { core -> core.home(graph.now()) to due(core) },
        ) { (home, due) -> mutable.update { it.copy(home = home, due = due, problem = null) } }
    }

    private fun due(core: Core): List<Deadline> {
        val all = core.handIns(graph.owner()?.id, graph.now().day().toString()).deadlines
        return all.filter { it.isUrgent }.sortedBy { it.day }
    }
}
