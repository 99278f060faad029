package org.dunlog.app.ui.event

import androidx.lifecycle.SavedStateHandle
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.Core
import org.dunlog.core.EventId

/** Reads one event and appends what the person says of it. */
class EventViewModel(graph: AppGraph, private val saved: SavedStateHandle) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(EventState())
    val state: StateFlow<EventState> = mutable.asStateFlow()

    init {
        onChanges(::read)
    }

    /** Turns to another event; what was written for it and not saved is still there. */
    fun show(id: EventId) {
        if (state.value.id == id) return
        mutable.value = EventState(id, note = saved[draftOf(id)] ?: "")
        read()
    }

    fun onEvent(event: EventEvent) {
        when (event) {
            is EventEvent.AddTag -> append(Said.Tagged(event.tag)) { core, id -> core.tag(id, event.tag) }
            is EventEvent.Note -> draft(event.text)
            EventEvent.AddNote -> {
                val text = state.value.note.trim()
                if (text.isNotEmpty()) append(Said.Noted) { core, id -> core.note(id, text) }
            }
            EventEvent.Again -> read()
            is EventEvent.SameNumber, EventEvent.Back -> Unit // the screen goes there
        }
    }

    private fun draft(text: String) {
        state.value.id?.let { saved[draftOf(it)] = text }
        mutable.update { it.copy(note = text, said = null) }
    }

    private fun read() {
        val id = state.value.id ?: return
        withCore(::fail, work = { core -> core.event(id) }) { record ->
            mutable.update { if (it.id == id) it.copy(record = record, problem = null) else it }
        }
    }

    private fun append(said: Said, work: (Core, EventId) -> Unit) {
        val id = state.value.id ?: return
        if (state.value.saving) return
        mutable.update { it.copy(saving = true, said = null, problem = null) }
        withCore(::fail, work = { core -> work(core, id) }) {
            if (said is Said.Noted) draft("")
            mutable.update { it.copy(saving = false, said = said) }
            graph.logChanged()
        }
    }

    private fun fail(problem: Problem) = mutable.update { it.copy(saving = false, problem = problem) }

    private fun draftOf(id: EventId) = "draft ${id.value}"
}
