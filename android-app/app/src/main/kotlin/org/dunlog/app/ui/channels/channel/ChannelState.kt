package org.dunlog.app.ui.channels.channel

import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.ComplaintChannel
import org.dunlog.core.Deadline
import org.dunlog.core.LoggedHandIn
import org.dunlog.core.Statement

/** One place: what it needs, what to write to it, what came of it. */
data class ChannelState(
    /** Null until it was read. */
    val channel: ComplaintChannel? = null,
    val handIns: List<LoggedHandIn> = emptyList(),
    val deadlines: List<Deadline> = emptyList(),
    /** The names of rules by their ids. */
    val rules: Map<String, String> = emptyMap(),
    val problem: Problem? = null,
) {
    /** Where a statement was read, in words; null for advice of our own. */
    fun sourceOf(statement: Statement): String? =
        if (statement.confidence == OURS) null else statement.source.ifEmpty { rules[statement.rule] }

    private companion object {
        const val OURS = "ours"
    }
}

/** What the person does there. */
sealed interface ChannelEvent {
    data class Letter(val id: String) : ChannelEvent
    data object HandIn : ChannelEvent

    /** Makes the papers that go along. */
    data object Papers : ChannelEvent
    data object Again : ChannelEvent
    data object Back : ChannelEvent
}
