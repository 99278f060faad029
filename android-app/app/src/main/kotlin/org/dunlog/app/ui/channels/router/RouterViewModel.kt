package org.dunlog.app.ui.channels.router

import androidx.lifecycle.SavedStateHandle
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.parts.day
import org.dunlog.core.Lender

/** Asks the engine which place fits; what the log knows is taken into account. */
class RouterViewModel(graph: AppGraph, private val saved: SavedStateHandle) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(RouterState(answers = restored()))
    private var reading: Job? = null
    val state: StateFlow<RouterState> = mutable.asStateFlow()

    init {
        onChanges(::read)
    }

    fun onEvent(event: RouterEvent) {
        when (event) {
            is RouterEvent.Say -> {
                save(event.answers)
                mutable.update { it.copy(answers = event.answers) }
                read()
            }
            is RouterEvent.All -> mutable.update { it.copy(isAll = event.on) }
            RouterEvent.Again -> read()
            is RouterEvent.Open, RouterEvent.Back -> Unit // the screen goes there
        }
    }

    fun read() {
        reading?.cancel()
        val today = graph.now().day().toString()
        val answers = state.value.answers
        reading = withCore(
            failed = { problem -> mutable.update { it.copy(problem = problem) } },
            work = { core ->
                val person = graph.owner()?.id
                val channels = core.route(person, answers.situation(graph.settings.role, today))
                channels to core.handIns(person, today).deadlines
            },
        ) { (channels, deadlines) ->
            mutable.update { it.copy(channels = channels, deadlines = deadlines, problem = null) }
        }
    }

    private fun save(answers: Answers) {
        saved["lender"] = answers.lender.name
        saved["named"] = answers.lenderNamed
        saved["online"] = answers.pageOnline
        saved["spoofed"] = answers.spoofedNumber
    }

    private fun restored() = Answers(
        lender = Lender.entries.find { it.name == saved["lender"] } ?: Lender.Unknown,
        lenderNamed = saved["named"] ?: false,
        pageOnline = saved["online"] ?: false,
        spoofedNumber = saved["spoofed"] ?: false,
    )
}
