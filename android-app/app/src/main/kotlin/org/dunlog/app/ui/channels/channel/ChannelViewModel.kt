package org.dunlog.app.ui.channels.channel

import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.channels.router.Answers
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.day
import org.dunlog.core.ChannelId

/** Reads one place, with what was handed in there. */
class ChannelViewModel(graph: AppGraph) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(ChannelState())
    private var id: ChannelId? = null
    private var answers = Answers()
    private var reading: Job? = null
    val state: StateFlow<ChannelState> = mutable.asStateFlow()

    init {
        onChanges(::read)
    }

    /** Reads a place, for what the person said. */
    fun show(channel: ChannelId, answers: Answers) {
        if (id != channel) mutable.value = ChannelState()
        id = channel
        this.answers = answers
        read()
    }

    fun read() {
        val id = id ?: return
        val today = graph.now().day().toString()
        reading?.cancel()
        reading = withCore(
            failed = { problem -> mutable.update { it.copy(problem = problem) } },
            work = { core ->
                val person = graph.owner()?.id
                val channels = core.route(person, answers.situation(graph.settings.role, today))
                val rules = core.law(today).associate { it.id to it.title + it.articles }
                Triple(channels.find { it.channel == id }, core.handIns(person, today), rules)
            },
        ) { (channel, known, rules) ->
            mutable.value = ChannelState(
                channel = channel,
                handIns = known.handIns.filter { it.handIn.channel == id },
                deadlines = known.deadlines.filter { it.channel == id },
                rules = rules,
                problem = if (channel == null) Problem("no_such_channel") else null,
            )
        }
    }
}
