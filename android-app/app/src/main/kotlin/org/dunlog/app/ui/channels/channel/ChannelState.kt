package org.dunlog.app.ui.channels.channel

import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.ComplaintChannel
import org.dunlog.core.Deadline
import org.dunlog.core.LoggedHandIn

/** One place: what it needs, what to write to it, what came of it. */
data class ChannelState(
    /** Null until it was read. */
    val channel: ComplaintChannel? = null,
    val handIns: List<LoggedHandIn> = emptyList(),
    val deadlines: List<Deadline> = emptyList(),
    val problem: Problem? = null,
)

/** What the person does there. */
sealed interface ChannelEvent {
    data class Letter(val id: String) : ChannelEvent
    data object HandIn : ChannelEvent

    /** Makes the papers that go along. */
    data object Papers : ChannelEvent
    data object Again : ChannelEvent
    data object Back : ChannelEvent
}
