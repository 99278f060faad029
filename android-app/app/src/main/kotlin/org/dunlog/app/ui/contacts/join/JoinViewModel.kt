package org.dunlog.app.ui.contacts.join

import androidx.lifecycle.SavedStateHandle
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.CoreException

/** Reads an invitation and, if the person wants it, joins. */
class JoinViewModel(graph: AppGraph, private val saved: SavedStateHandle) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(JoinState(text = saved["text"] ?: ""))
    val state: StateFlow<JoinState> = mutable.asStateFlow()

    fun onEvent(event: JoinEvent) {
        when (event) {
            is JoinEvent.Text -> write(event.text)
            JoinEvent.Look -> look()
            JoinEvent.Join -> join()
            JoinEvent.Refuse -> clear()
            JoinEvent.Paste, JoinEvent.Back -> Unit // the screen does it
        }
    }

    /** Begins anew after the page was left. */
    fun clear() {
        saved["text"] = null
        mutable.value = JoinState()
    }

    /** A chat may hand over its whole history; an invitation is short, and the saved state of a window small. */
    private fun write(text: String) {
        val kept = text.take(LONGEST)
        saved["text"] = kept
        mutable.update { JoinState(text = kept) }
    }

    private fun look() {
        val text = state.value.text
        if (!state.value.isReady) return
        mutable.update { it.copy(busy = true, problem = null) }
        withCore(::failed, { core -> core.readInvitation(text) }) { invitation ->
            mutable.update { it.copy(busy = false, invitation = invitation) }
        }
    }

    private fun join() {
        val text = state.value.text
        if (!state.value.isReady || state.value.invitation == null) return
        mutable.update { it.copy(busy = true, problem = null) }
        withCore(
            failed = ::failed,
            work = { core ->
                val owner = graph.owner() ?: throw CoreException("invalid_input", false, "app.join")
                core.join(owner.id, text)
            },
        ) { mutable.update { it.copy(busy = false, joined = true) } }
    }

    private fun failed(problem: Problem) = mutable.update { it.copy(busy = false, problem = problem) }

    private companion object {
        const val LONGEST = 20_000
    }
}
