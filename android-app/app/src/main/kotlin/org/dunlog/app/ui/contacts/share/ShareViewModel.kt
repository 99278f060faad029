package org.dunlog.app.ui.contacts.share

import androidx.lifecycle.SavedStateHandle
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
import org.dunlog.app.ui.files.handed
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.day
import org.dunlog.core.CaseId
import org.dunlog.core.EventId

/** Shows what a case would get, and has the engine write what the person left ticked. */
class ShareViewModel(
    graph: AppGraph,
    private val saved: SavedStateHandle,
    private val sender: FileSender,
) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(ShareState(unticked = restored()))
    private var case: CaseId? = null
    private var work: Job? = null
    val state: StateFlow<ShareState> = mutable.asStateFlow()

    /** Reads what [case] would get. */
    fun show(case: CaseId) {
        if (this.case != null && this.case != case) clear()
        this.case = case
        if (state.value.preview == null) read()
    }

    /** A name for the file, which says nothing of anybody. */
    fun fileName(prefix: String): String =
        prefix + DateTimeFormatter.BASIC_ISO_DATE.format(graph.now().day()) + ".dunlog"

    fun onEvent(event: ShareEvent) {
        when (event) {
            is ShareEvent.Tick -> {
                val now = state.value.unticked
                untick(if (event.on) now - event.id else now + event.id)
            }
            is ShareEvent.TickAll -> untick(if (event.on) emptySet() else everything())
            is ShareEvent.Open -> mutable.update {
                it.copy(opened = if (event.id in it.opened) it.opened - event.id else it.opened + event.id)
            }
            ShareEvent.Again -> read()
            else -> Unit // the screen asks where to, first
        }
    }

    /** Writes what is ticked, and nothing that came in since it was shown. */
    fun send(to: Destination, name: String) {
        val case = case ?: return
        val chosen = state.value.chosen
        if (state.value.busy) return
        mutable.update { it.copy(busy = true, done = null, problem = null) }
        work = withFiles(
            failed = { problem -> mutable.update { it.copy(busy = false, problem = problem) } },
            work = { sender.send(to, name) { core, path -> core.share(case, path, chosen) } },
        ) { shared ->
            mutable.update { it.copy(busy = false, done = Done(shared, to.handed)) }
            graph.logChanged()
        }
    }

    /** The system cannot show its document picker: there is none on this phone. */
    fun noPicker() = mutable.update { it.copy(problem = Problem("no_app")) }

    /** Forgets what was chosen after the page was left. */
    fun clear() {
        work?.cancel()
        saved["unticked"] = null
        case = null
        mutable.value = ShareState()
    }

    private fun read() {
        val case = case ?: return
        work = withCore(
            failed = { problem -> mutable.update { it.copy(problem = problem) } },
            work = { core -> core.sharePreview(case) },
        ) { preview -> mutable.update { it.copy(preview = preview, problem = null) } }
    }

    private fun untick(ids: Set<EventId>) {
        saved["unticked"] = ids.map { it.value }.toLongArray()
        mutable.update { it.copy(unticked = ids, done = null) }
    }

    private fun everything() = state.value.preview?.rows.orEmpty().map { it.id }.toSet()

    private fun restored() = saved.get<LongArray>("unticked")?.map(::EventId)?.toSet().orEmpty()
}
