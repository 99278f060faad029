package org.dunlog.app.ui.contacts.withdraw

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
import org.dunlog.core.CaseId

/** Has the engine write the request that takes back what was shared. */
class WithdrawViewModel(graph: AppGraph, private val sender: FileSender) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(WithdrawState())
    private var case: CaseId? = null
    private var work: Job? = null
    val state: StateFlow<WithdrawState> = mutable.asStateFlow()

    /** Reads what [case] got. */
    fun show(case: CaseId) {
        this.case = case
        work = withCore(::failed, { core -> core.memberships().find { it.id == case } }) { membership ->
            mutable.update { it.copy(membership = membership) }
            if (membership == null) failed(Problem("no_such_case"))
        }
    }

    fun send(to: Destination, name: String) {
        val case = case ?: return
        if (state.value.busy) return
        mutable.update { it.copy(busy = true, handed = null, problem = null) }
        work = withFiles(::failed, { sender.send(to, name) { core, path -> core.withdraw(case, path) } }) {
            mutable.update { it.copy(busy = false, handed = to.handed) }
            graph.logChanged()
        }
    }

    /** The system cannot show its document picker: there is none on this phone. */
    fun noPicker() = failed(Problem("no_app"))

    /** Begins anew after the page was left. */
    fun clear() {
        work?.cancel()
        mutable.value = WithdrawState()
    }

    private fun failed(problem: Problem) = mutable.update { it.copy(busy = false, problem = problem) }
}
