package org.dunlog.app.ui.note

import androidx.lifecycle.SavedStateHandle
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.CoreException
import org.dunlog.core.EpochMillis
import org.dunlog.core.NoteKind
import org.dunlog.core.NoteObservation
import org.dunlog.core.Observed

/** Writes a visit, a remark or a request to stop into the log. */
class NoteViewModel(graph: AppGraph, private val saved: SavedStateHandle) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(restored())
    val state: StateFlow<NoteState> = mutable.asStateFlow()

    fun onEvent(event: NoteEvent) {
        when (event) {
            is NoteEvent.Kind -> change { it.copy(kind = event.kind) }
            is NoteEvent.Text -> change { it.copy(text = event.text) }
            is NoteEvent.At -> change { it.copy(at = event.moment) }
            NoteEvent.Save -> save()
            NoteEvent.Back -> Unit // the screen goes there
        }
    }

    /** Begins anew after the note was saved and its page left. */
    fun clear() = change { NoteState() }

    private fun change(change: (NoteState) -> NoteState) {
        val next = change(state.value).copy(problem = null)
        saved["kind"] = next.kind.word
        saved["text"] = next.text
        saved["at"] = next.at?.value
        mutable.value = next
    }

    private fun save() {
        val note = state.value
        if (note.text.isBlank() || note.saving) return
        mutable.update { it.copy(saving = true, problem = null) }
        withCore(
            failed = { problem -> mutable.update { it.copy(saving = false, problem = problem) } },
            work = { core ->
                val owner = graph.owner() ?: throw CoreException("invalid_input", false, "app.note")
                val observation = NoteObservation(note.at ?: graph.now(), note.kind, note.text.trim())
                val rejected = core.observe(owner.id, listOf(observation)).filterIsInstance<Observed.Rejected>()
                rejected.firstOrNull()?.let { throw CoreException(tooLargeOr(it.code), false, "app.note") }
                core.judge()
            },
        ) {
            mutable.update { it.copy(saving = false, saved = true) }
            graph.logChanged()
        }
    }

    private fun tooLargeOr(code: String) = if (code.endsWith("_too_large")) "too_large" else "invalid_input"

    private fun restored() = NoteState(
        kind = saved.get<String>("kind")?.let(::NoteKind) ?: NoteKind.Remark,
        text = saved["text"] ?: "",
        at = saved.get<Long>("at")?.let(::EpochMillis),
    )
}
