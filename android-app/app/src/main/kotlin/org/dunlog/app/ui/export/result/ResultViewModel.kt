package org.dunlog.app.ui.export.result

import androidx.lifecycle.viewModelScope
import java.io.File
import java.io.IOException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.dunlog.app.AppGraph
import org.dunlog.app.papers.MadePapers
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.export.Progress
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.app.ui.parts.Problem

/** Brings the papers to where the person wants them. */
class ResultViewModel(graph: AppGraph, private val writer: PackageWriter) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(ResultState())
    private var work: Job? = null
    val state: StateFlow<ResultState> = mutable.asStateFlow()

    init {
        viewModelScope.launch {
            graph.papers.made.collect { made -> mutable.update { ResultState(made) } }
        }
    }

    /** Copies the papers to [target]. */
    fun send(target: PapersTarget) {
        val made = state.value.made ?: return
        if (state.value.progress != null) return
        mutable.update { it.copy(progress = Progress.Writing(0f), done = null, problem = null) }
        // Known before it starts: what is stopped at once is stopped, too.
        val job = viewModelScope.launch(start = CoroutineStart.LAZY) {
            try {
                val outcome = bring(made, target)
                mutable.update { it.copy(progress = null, done = outcome) }
            } catch (stopped: CancellationException) {
                fail(Problem("interrupted"))
                throw stopped
            } catch (_: IOException) {
                fail(Problem("io"))
            } catch (_: SecurityException) {
                fail(Problem("permission_denied"))
            }
        }
        work = job
        job.start()
    }

    /** Brings the papers for a browser to where one may read them; [open] gets the file. */
    fun openHtml(open: (File) -> Unit) {
        val made = state.value.made ?: return
        withFiles(
            failed = ::fail,
            work = { withContext(Dispatchers.IO) { writer.copyToShare(made.html) } },
            done = open,
        )
    }

    fun stop() {
        mutable.update { it.copy(progress = Progress.Stopping) }
        work?.cancel()
    }

    /** The phone lacks what was asked for: `no_app`, `no_printing`. */
    fun lacks(code: String) = fail(Problem(code))

    /** The app is closed for good: nobody looks at them any more. */
    override fun onCleared() {
        graph.papers.made.value = null
        writer.clearPapers()
    }

    private suspend fun bring(made: MadePapers, target: PapersTarget): Outcome = when (target) {
        is PapersTarget.Zip -> Outcome.Saved.also {
            withContext(Dispatchers.IO) { writer.zipTo(target.uri, made.folder, ::wrote) }
        }
        is PapersTarget.Folder -> Outcome.Saved.also {
            withContext(Dispatchers.IO) { writer.copyTo(target.uri, made.name, made.folder, ::wrote) }
        }
        is PapersTarget.Share -> Outcome.Packed.also {
            val mine = made.exported.files.filter { it.isPrivate }.map { it.name }.toSet()
            val file = withContext(Dispatchers.IO) {
                writer.zipToShare("${made.name}.zip", made.folder, { it.name !in mine }, ::wrote)
            }
            target.hand(file)
        }
    }

    private fun wrote(share: Float) = mutable.update {
        if (it.progress is Progress.Writing) it.copy(progress = Progress.Writing(share)) else it
    }

    private fun fail(problem: Problem) = mutable.update { it.copy(progress = null, problem = problem) }
}
