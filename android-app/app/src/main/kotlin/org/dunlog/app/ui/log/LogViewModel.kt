package org.dunlog.app.ui.log

import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.viewModelScope
import java.time.LocalDate
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.nav.Route
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.CoreException
import org.dunlog.core.Label
import org.dunlog.core.PersonId

/** Reads the log page by page. */
class LogViewModel(graph: AppGraph, private val saved: SavedStateHandle) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(LogState(conditions = restored()))
    private var reading: Job? = null
    val state: StateFlow<LogState> = mutable.asStateFlow()

    init {
        onChanges { read(rows = state.value.rows.size) }
        read()
    }

    /** Takes over the conditions of a route, once: coming back to it keeps what the person set since. */
    fun open(route: Route.Log) {
        if (saved.get<String>("route") == route.saved()) return
        saved["route"] = route.saved()
        look(Conditions(label = route.label, number = route.number))
    }

    fun onEvent(event: LogEvent) {
        val now = state.value.conditions
        when (event) {
            is LogEvent.Search -> look(now.copy(search = event.text), patience = TYPING_MS)
            is LogEvent.ByLabel -> look(now.copy(label = event.label))
            is LogEvent.ByPerson -> look(now.copy(person = event.person))
            is LogEvent.ByDay -> look(now.copy(day = event.day))
            LogEvent.AnyNumber -> look(now.copy(number = null))
            LogEvent.Everything -> look(Conditions())
            LogEvent.More -> more()
            LogEvent.Again -> read()
            is LogEvent.Open, LogEvent.WriteNote -> Unit // the screen goes there
        }
    }

    private fun look(conditions: Conditions, patience: Long = 0) {
        if (conditions == state.value.conditions) return
        save(conditions)
        mutable.update { it.copy(conditions = conditions) }
        read(patience)
    }

    /** Reads from the top; at least as many [rows] as were there, so that the list does not jump. */
    private fun read(patience: Long = 0, rows: Int = 0) {
        reading?.cancel()
        reading = viewModelScope.launch {
            delay(patience)
            mutable.update { it.copy(loading = true, problem = null) }
            reading { state ->
                val limit = rows.coerceIn(PAGE, LARGEST_PAGE)
                graph.withCore { core ->
                    val page = core.events(state.conditions.filter(), null, limit)
                    state.copy(
                        persons = core.persons(),
                        owner = graph.owner()?.id,
                        rows = page.events,
                        next = page.next,
                        loading = false,
                    )
                }
            }
        }
    }

    private fun more() {
        val next = state.value.next
        if (next == null || reading?.isActive == true) return
        reading = viewModelScope.launch {
            reading { state ->
                val page = graph.withCore { core -> core.events(state.conditions.filter(), next, PAGE) }
                state.copy(rows = state.rows + page.events, next = page.next)
            }
        }
    }

    private suspend fun reading(read: suspend (LogState) -> LogState) {
        try {
            val fresh = read(state.value)
            mutable.update { fresh }
        } catch (failure: CoreException) {
            mutable.update { it.copy(loading = false, problem = Problem(failure)) }
        }
    }

    private fun save(conditions: Conditions) {
        saved["search"] = conditions.search
        saved["label"] = conditions.label?.word
        saved["number"] = conditions.number
        saved["person"] = conditions.person?.value
        saved["day"] = conditions.day?.toEpochDay()
    }

    private fun restored() = Conditions(
        search = saved["search"] ?: "",
        label = saved.get<String>("label")?.let(::Label),
        number = saved["number"],
        person = saved.get<Long>("person")?.let(::PersonId),
        day = saved.get<Long>("day")?.let(LocalDate::ofEpochDay),
    )

    private companion object {
        const val PAGE = 50
        const val LARGEST_PAGE = 200

        /** So long we wait for the next letter of a search. */
        const val TYPING_MS = 250L
    }
}
