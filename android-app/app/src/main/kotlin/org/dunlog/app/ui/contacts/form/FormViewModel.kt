package org.dunlog.app.ui.contacts.form

import androidx.lifecycle.SavedStateHandle
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.withContext
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.files.Destination
import org.dunlog.app.ui.files.FileSender
import org.dunlog.app.ui.files.Inbox
import org.dunlog.app.ui.files.handed
import org.dunlog.app.ui.parts.Problem

/** Hands out the form, and reads the text that it gave somebody. */
class FormViewModel(
    graph: AppGraph,
    private val saved: SavedStateHandle,
    private val sender: FileSender,
    private val inbox: Inbox,
) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(FormState(text = saved["text"] ?: ""))
    private var work: Job? = null
    val state: StateFlow<FormState> = mutable.asStateFlow()

    fun onEvent(event: FormEvent) {
        when (event) {
            is FormEvent.Text -> {
                // The saved state of a window is small; a longer text is typed or pasted again after a restart.
                saved["text"] = event.text.takeIf { it.length <= LONGEST_SAVED }
                mutable.update { it.copy(text = event.text, imported = null, problem = null) }
            }
            is FormEvent.ForWhom -> mutable.update { it.copy(whose = event.whose, problem = null) }
            FormEvent.TakeIn -> takeIn()
            else -> Unit // the screen does it
        }
    }

    /** Writes the page. */
    fun send(to: Destination, name: String) {
        if (state.value.busy) return
        mutable.update { it.copy(busy = true, handed = null, problem = null) }
        work = withFiles(::failed, { sender.send(to, name) { core, path -> core.form(path) } }) {
            mutable.update { it.copy(busy = false, handed = to.handed) }
        }
    }

    /** The system cannot show its document picker: there is none on this phone. */
    fun noPicker() = failed(Problem("no_app"))

    /** Begins anew after the page was left. */
    fun clear() {
        work?.cancel()
        saved["text"] = null
        mutable.value = FormState()
    }

    private fun takeIn() {
        val now = state.value
        val role = now.whose.role
        if (!now.isReady || role == null) return
        mutable.update { it.copy(busy = true, imported = null, problem = null) }
        work = withFiles(
            failed = ::failed,
            work = {
                try {
                    val file = withContext(Dispatchers.IO) { inbox.write("form.txt", now.text) }
                    graph.withCore { core ->
                        core.import(file.path, now.whose.name.trim(), role).also { core.judge() }
                    }.also { graph.logChanged() }
                } finally {
                    inbox.clear()
                }
            },
        ) { imported ->
            saved["text"] = null
            mutable.value = FormState(imported = imported)
        }
    }

    private fun failed(problem: Problem) = mutable.update { it.copy(busy = false, problem = problem) }

    private companion object {
        const val LONGEST_SAVED = 20_000
    }
}
