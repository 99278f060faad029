package org.dunlog.app.ui.backup

import java.time.format.DateTimeFormatter
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.files.Destination
import org.dunlog.app.ui.files.FileSender
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.day

/** Writes the whole log under a passphrase, which is kept nowhere: not even over the death of the process. */
class BackupViewModel(graph: AppGraph, private val sender: FileSender) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(BackupState())
    private var work: Job? = null
    val state: StateFlow<BackupState> = mutable.asStateFlow()

    /** A name for the file, with the day of today. */
    fun fileName(prefix: String): String =
        prefix + DateTimeFormatter.BASIC_ISO_DATE.format(graph.now().day()) + ".age"

    fun onEvent(event: BackupEvent) {
        when (event) {
            is BackupEvent.First -> change { it.copy(first = event.text) }
            is BackupEvent.Second -> change { it.copy(second = event.text) }
            is BackupEvent.Show -> change { it.copy(shown = event.on) }
            is BackupEvent.WithKey -> change { it.copy(withKey = event.on) }
            BackupEvent.Save, BackupEvent.Back -> Unit // the screen does it
        }
    }

    fun save(to: Destination, name: String) {
        val now = state.value
        if (now.busy) return
        mutable.update { it.copy(busy = true, bytes = null, problem = null) }
        work = withFiles(
            failed = { problem -> mutable.update { it.copy(busy = false, problem = problem) } },
            work = { sender.send(to, name) { core, path -> core.backup(path, now.first, now.withKey) } },
        ) { bytes -> mutable.value = BackupState(bytes = bytes) }
    }

    /** The system cannot show its document picker: there is none on this phone. */
    fun noPicker() = mutable.update { it.copy(problem = Problem("no_app")) }

    /** Forgets the passphrase after the page was left. */
    fun clear() {
        work?.cancel()
        mutable.value = BackupState()
    }

    private fun change(change: (BackupState) -> BackupState) =
        mutable.update { change(it).copy(bytes = null, problem = null) }
}
