package org.dunlog.app.ui.export.details

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.papers.DetailsDraft
import org.dunlog.app.ui.CoreViewModel

/** Keeps every letter at once, so that nothing is lost when the process is killed. */
class DetailsViewModel(graph: AppGraph) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(DetailsState())
    val state: StateFlow<DetailsState> = mutable.asStateFlow()

    /** Reads what is kept; without anything, the name of the first run stands there already. */
    fun look() {
        val role = graph.settings.role
        mutable.update { it.copy(draft = graph.papers.details.read() ?: fresh(), role = role) }
        withCore({}, { core -> core.persons().map { it.name } }) { names ->
            mutable.update { it.copy(others = names - graph.settings.personName.orEmpty()) }
        }
    }

    fun onEvent(event: DetailsEvent) {
        when (event) {
            is DetailsEvent.Change -> {
                mutable.update { it.copy(draft = event.draft, forgetting = false) }
                graph.papers.details.keep(event.draft)
            }
            DetailsEvent.Forget -> mutable.update { it.copy(forgetting = true) }
            DetailsEvent.KeepAll -> mutable.update { it.copy(forgetting = false) }
            DetailsEvent.ForgetAll -> {
                graph.papers.details.forget()
                mutable.update { it.copy(draft = DetailsDraft(), forgetting = false) }
            }
            DetailsEvent.Back -> Unit // the screen goes there
        }
    }

    private fun fresh() = DetailsDraft(DetailsDraft.Who(name = graph.settings.personName.orEmpty()))
}
