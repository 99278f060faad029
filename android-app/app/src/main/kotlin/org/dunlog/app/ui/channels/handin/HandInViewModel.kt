package org.dunlog.app.ui.channels.handin

import androidx.lifecycle.SavedStateHandle
import java.time.LocalDate
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.day
import org.dunlog.core.ChannelId
import org.dunlog.core.HandInKind

/** Writes a step into the log; what is half written outlives the process. */
class HandInViewModel(graph: AppGraph, private val saved: SavedStateHandle) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(restored())
    val state: StateFlow<HandInState> = mutable.asStateFlow()

    /** For another place than before, the page is empty. */
    fun show(channel: ChannelId) {
        if (state.value.channel != channel) change(HandInState(channel))
    }

    fun onEvent(event: HandInEvent) {
        when (event) {
            is HandInEvent.Write -> change(event.state.copy(problem = null))
            HandInEvent.Save -> save()
            HandInEvent.Back -> Unit // the screen goes there
        }
    }

    /** Forgets what was written. */
    fun clear() = change(HandInState())

    private fun save() {
        val now = state.value
        val channel = now.channel ?: return
        if (now.busy) return
        val today = graph.now().day()
        val handIn = now.handIn(channel, today)
        // A step of today happened by now; that of an earlier day stands at the end of it.
        val at = graph.now().takeIf { handIn.date == today.toString() }
        mutable.update { it.copy(busy = true, problem = null) }
        withCore(
            failed = { problem -> mutable.update { it.copy(busy = false, problem = problem) } },
            work = { core -> graph.owner()?.let { core.handIn(it.id, handIn, now.askedToStop, at) } },
        ) { id ->
            val problem = if (id == null) Problem("no_such_person") else null
            mutable.update { it.copy(busy = false, saved = id != null, problem = problem) }
            if (id != null) graph.logChanged()
        }
    }

    private fun change(state: HandInState) {
        saved["channel"] = state.channel?.value
        saved["kind"] = state.kind.name
        saved["date"] = state.date?.toString()
        saved["texts"] = arrayListOf(state.office, state.ticket, state.clerk, state.reply, state.promise)
        saved["promised"] = state.promisedBy?.toString()
        saved["stop"] = state.askedToStop
        mutable.value = state
    }

    private fun restored(): HandInState {
        val texts = saved.get<ArrayList<String>>("texts") ?: return HandInState()
        return HandInState(
            channel = saved.get<String>("channel")?.let(::ChannelId),
            kind = HandInKind.entries.find { it.name == saved["kind"] } ?: HandInKind.HandedIn,
            date = saved.get<String>("date")?.let(LocalDate::parse),
            office = texts[0],
            ticket = texts[1],
            clerk = texts[2],
            reply = texts[3],
            promise = texts[4],
            promisedBy = saved.get<String>("promised")?.let(LocalDate::parse),
            askedToStop = saved["stop"] ?: false,
        )
    }
}
