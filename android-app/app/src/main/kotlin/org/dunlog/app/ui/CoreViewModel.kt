package org.dunlog.app.ui

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import java.io.IOException
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.Core
import org.dunlog.core.CoreException

/** What every screen's model does: work on the log's own thread, and turn a failure into a [Problem]. */
abstract class CoreViewModel(protected val graph: AppGraph) : ViewModel() {

    /** Does [work] on the thread of the log, then [done] or [failed] on the main thread. */
    protected fun <T> withCore(failed: (Problem) -> Unit, work: (Core) -> T, done: (T) -> Unit): Job =
        viewModelScope.launch {
            try {
                done(graph.withCore(work))
            } catch (failure: CoreException) {
                failed(Problem(failure))
            }
        }

    /** As [withCore], for [work] that also reads or writes files; it chooses its threads itself. */
    protected fun <T> withFiles(failed: (Problem) -> Unit, work: suspend () -> T, done: (T) -> Unit): Job =
        viewModelScope.launch {
            try {
                done(work())
            } catch (failure: CoreException) {
                failed(Problem(failure))
            } catch (_: IOException) {
                failed(Problem("io"))
            } catch (_: SecurityException) {
                failed(Problem("permission_denied"))
            }
        }

    /** Calls [changed] on the main thread whenever the log was written to. */
    protected fun onChanges(changed: () -> Unit): Job = viewModelScope.launch {
        graph.changes.collect { changed() }
    }
}
