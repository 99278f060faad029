package org.dunlog.app.ui.firstrun

import androidx.lifecycle.SavedStateHandle
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.firstrun.FirstRunState.Step
import org.dunlog.core.Role

/**
 * Asks who holds the phone and what may be captured.
 *
 * @param nameless what the report calls a person who gave no name.
 */
class FirstRunViewModel(
    graph: AppGraph,
    private val saved: SavedStateHandle,
    private val nameless: String,
) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(
        FirstRunState(
            step = Step.entries[saved["step"] ?: 0],
            name = saved["name"] ?: "",
            role = saved.get<String>("role")?.let(::Role),
            needs = graph.permissions.all(),
        ),
    )
    val state: StateFlow<FirstRunState> = mutable.asStateFlow()

    fun onEvent(event: FirstRunEvent) {
        when (event) {
            FirstRunEvent.Next -> next()
            FirstRunEvent.Back -> show(Step.entries[(state.value.step.ordinal - 1).coerceAtLeast(0)])
            is FirstRunEvent.Name -> {
                saved["name"] = event.text
                mutable.update { it.copy(name = event.text, problem = null) }
            }
            is FirstRunEvent.ChooseRole -> {
                saved["role"] = event.role.word
                mutable.update { it.copy(role = event.role, problem = null) }
            }
            is FirstRunEvent.Allow -> Unit // the screen asks the system
        }
    }

    /** Reads anew what is allowed. */
    fun look() = mutable.update { it.copy(needs = graph.permissions.all()) }

    private fun next() {
        when (state.value.step) {
            Step.About -> show(Step.You)
            Step.You -> savePerson()
            Step.Permissions -> {
                graph.settings.firstRunDone = true
                graph.requestCatchUp()
            }
        }
    }

    /** The log learns the person before any permission is asked for: the first record then belongs to somebody. */
    private fun savePerson() {
        val role = state.value.role ?: return
        val name = state.value.name.trim().ifEmpty { nameless }
        mutable.update { it.copy(saving = true, problem = null) }
        withCore(
            failed = { problem -> mutable.update { it.copy(saving = false, problem = problem) } },
            work = { core -> core.ensurePerson(name, role) },
        ) { person ->
            graph.settings.personName = person.name
            graph.settings.role = person.role
            graph.settings.personId = person.id
            mutable.update { it.copy(saving = false) }
            show(Step.Permissions)
        }
    }

    private fun show(step: Step) {
        saved["step"] = step.ordinal
        mutable.update { it.copy(step = step, problem = null) }
    }
}
