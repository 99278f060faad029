package org.dunlog.app.ui.export.keyevents

import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.papers.DetailsDraft
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.EventCursor
import org.dunlog.core.EventFilter
import org.dunlog.core.EventId
import org.dunlog.core.Label

/** Shows the log for choosing the events that are told; the choice is kept with the details. */
class KeyEventsViewModel(graph: AppGraph) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(KeyEventsState())
    private var reading: Job? = null
    val state: StateFlow<KeyEventsState> = mutable.asStateFlow()

    /** Reads what was chosen, and the log. */
    fun look() {
        mutable.update { it.copy(chosen = graph.papers.details.read()?.keyEvents.orEmpty()) }
        read(null)
    }

    fun onEvent(event: KeyEventsEvent) {
        val now = state.value
        when (event) {
            is KeyEventsEvent.Tick -> tick(now, event)
            KeyEventsEvent.Auto -> choose(emptyList())
            is KeyEventsEvent.All -> {
                mutable.update { it.copy(all = event.on) }
                read(null)
            }
            KeyEventsEvent.More -> if (reading?.isActive != true) now.next?.let(::read)
            KeyEventsEvent.Again -> read(null)
            KeyEventsEvent.Back -> Unit // the screen goes there
        }
    }

    private fun tick(now: KeyEventsState, event: KeyEventsEvent.Tick) {
        val others = now.chosen - event.id
        if (event.on && now.isFull) return
        choose(if (event.on) others + event.id else others)
    }

    private fun choose(events: List<EventId>) {
        mutable.update { it.copy(chosen = events) }
        val kept = graph.papers.details
        kept.keep((kept.read() ?: DetailsDraft()).copy(keyEvents = events))
    }

    private fun read(after: EventCursor?) {
        reading?.cancel()
        mutable.update { it.copy(loading = true, problem = null) }
        val filter = EventFilter(label = Label.Harassment.takeUnless { state.value.all })
        reading = withCore(
            failed = { problem: Problem -> mutable.update { it.copy(loading = false, problem = problem) } },
            work = { core -> Triple(core.events(filter, after, PAGE), core.persons(), graph.owner()?.id) },
        ) { (page, persons, owner) ->
            mutable.update {
                it.copy(
                    rows = if (after == null) page.events else it.rows + page.events,
                    persons = persons,
                    owner = owner,
                    next = page.next,
                    loading = false,
                )
            }
        }
    }

    private companion object {
        const val PAGE = 50
    }
}
