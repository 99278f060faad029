package org.dunlog.app.ui.contacts.overview

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.core.Role

/** Reads which cases were joined. */
class OverviewViewModel(graph: AppGraph) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(OverviewState())
    val state: StateFlow<OverviewState> = mutable.asStateFlow()

    fun read() {
        mutable.update { it.copy(ownFirst = graph.settings.role == Role.Debtor) }
        withCore(
            failed = { problem -> mutable.update { it.copy(problem = problem) } },
            work = { core -> core.memberships() },
        ) { memberships -> mutable.update { it.copy(memberships = memberships, problem = null) } }
    }
}
