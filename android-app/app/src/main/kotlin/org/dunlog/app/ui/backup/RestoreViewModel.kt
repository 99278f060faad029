package org.dunlog.app.ui.backup

import android.net.Uri
import java.io.File
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.withContext
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.files.Inbox
import org.dunlog.app.ui.parts.Problem

/** Merges a backup into the log. Nothing that is here is overwritten. */
class RestoreViewModel(graph: AppGraph, private val inbox: Inbox) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(RestoreState())
    private var file: File? = null
    private var work: Job? = null
    val state: StateFlow<RestoreState> = mutable.asStateFlow()

    /** Fetches what was picked. */
    fun picked(document: Uri) {
        if (state.value.busy) return
        mutable.update { it.copy(file = null, busy = true, restored = null, problem = null) }
        work = withFiles(::failed, { withContext(Dispatchers.IO) { inbox.fetch(document) } }) { fetched ->
            file = fetched
            mutable.update { it.copy(file = fetched.name, busy = false) }
        }
    }

    fun onEvent(event: RestoreEvent) {
        when (event) {
            is RestoreEvent.Passphrase -> mutable.update { it.copy(passphrase = event.text, problem = null) }
            is RestoreEvent.Show -> mutable.update { it.copy(shown = event.on) }
            RestoreEvent.Restore -> restore()
            RestoreEvent.Pick, RestoreEvent.Back -> Unit // the screen does it
        }
    }

    /** The system cannot show its document picker: there is none on this phone. */
    fun noPicker() = failed(Problem("no_app"))

    /** Forgets file and passphrase after the page was left. */
    fun clear() {
        work?.cancel()
        file = null
        inbox.clear()
        mutable.value = RestoreState()
    }

    private fun restore() {
        val file = file ?: return
        val passphrase = state.value.passphrase
        if (!state.value.isReady) return
        mutable.update { it.copy(busy = true, problem = null) }
        work = withCore(
            failed = ::failed,
            work = { core ->
                val restored = core.restore(file.path, passphrase)
                core.judge()
                graph.logChanged() // also when the page was left meanwhile
                restored
            },
        ) { restored ->
            this.file = null
            inbox.clear()
            mutable.value = RestoreState(restored = restored)
        }
    }

    private fun failed(problem: Problem) = mutable.update { it.copy(busy = false, problem = problem) }
}
