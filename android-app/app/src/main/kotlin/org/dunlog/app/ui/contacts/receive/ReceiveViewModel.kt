package org.dunlog.app.ui.contacts.receive

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
import org.dunlog.app.ui.contacts.Whose
import org.dunlog.app.ui.files.Inbox
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.Core
import org.dunlog.core.CoreException
import org.dunlog.core.Incoming

/** Looks at a file that a contact sent, and takes it in when the person wants it. */
class ReceiveViewModel(graph: AppGraph, private val inbox: Inbox) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(ReceiveState())
    private var file: File? = null
    private var work: Job? = null
    val state: StateFlow<ReceiveState> = mutable.asStateFlow()

    /** Looks at what was picked; nothing of it is taken in. */
    fun look(document: Uri) {
        if (state.value.busy) return
        mutable.value = ReceiveState(busy = true)
        work = withFiles(
            failed = { problem -> mutable.value = ReceiveState(problem = problem) },
            work = {
                val fetched = withContext(Dispatchers.IO) { inbox.fetch(document) }
                file = fetched
                graph.withCore { core -> core.peek(fetched.path) }
            },
        ) { incoming -> mutable.value = ReceiveState(Step.Look(incoming), suggested(incoming)) }
    }

    fun onEvent(event: ReceiveEvent) {
        when (event) {
            is ReceiveEvent.ForWhom -> mutable.update { it.copy(whose = event.whose, problem = null) }
            ReceiveEvent.TakeIn -> takeIn()
            ReceiveEvent.Refuse -> clear()
            ReceiveEvent.Pick, ReceiveEvent.ShowLog, ReceiveEvent.Back -> Unit // the screen does it
        }
    }

    /** The system cannot show its document picker: there is none on this phone. */
    fun noPicker() = mutable.update { it.copy(problem = Problem("no_app")) }

    /** Begins anew after the page was left. */
    fun clear() {
        work?.cancel()
        file = null
        inbox.clear()
        mutable.value = ReceiveState()
    }

    private fun takeIn() {
        val file = file ?: return
        val now = state.value
        val look = now.step as? Step.Look ?: return
        if (now.busy) return
        mutable.update { it.copy(busy = true, problem = null) }
        work = withCore(
            failed = { problem -> mutable.update { it.copy(busy = false, problem = problem) } },
            work = { core ->
                val done = done(core, file, look.incoming, now.whose)
                core.judge()
                graph.logChanged() // also when the page was left meanwhile
                done
            },
        ) { done ->
            inbox.clear()
            mutable.value = ReceiveState(done)
        }
    }

    private fun done(core: Core, file: File, incoming: Incoming, whose: Whose): Step {
        val name = whose.name.trim()
        val person = whose.role?.let { role -> name to role }
        return when (incoming) {
            Incoming.Export -> {
                val (called, role) = person ?: throw CoreException("invalid_input", false, "app.receive")
                Step.Read(core.import(file.path, called, role))
            }
            is Incoming.Bundle -> Step.Done(core.receive(file.path, person.takeIf { incoming.onlyPhone != null }))
            Incoming.Withdrawal -> Step.Done(core.receive(file.path))
        }
    }

    /** The name that the contact gave, to be kept or replaced. */
    private fun suggested(incoming: Incoming): Whose = when (incoming) {
        is Incoming.Bundle -> incoming.onlyPhone?.let { Whose(it.person, it.role) } ?: Whose()
        Incoming.Export, Incoming.Withdrawal -> Whose()
    }
}
