package org.dunlog.app.ui.export.keyevents

import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.Details
import org.dunlog.core.EventCursor
import org.dunlog.core.EventId
import org.dunlog.core.EventRow
import org.dunlog.core.Person
import org.dunlog.core.PersonId

/** The events that can be told, and those that were chosen. */
data class KeyEventsState(
    /** In the order in which they were ticked; empty for those that the engine chooses. */
    val chosen: List<EventId> = emptyList(),
    /** Every event, and not only what looks like harassment. */
    val all: Boolean = false,
    val rows: List<EventRow> = emptyList(),
    val persons: List<Person> = emptyList(),
    /** Who holds this phone. */
    val owner: PersonId? = null,
    val next: EventCursor? = null,
    val loading: Boolean = true,
    val problem: Problem? = null,
) {
    val isFull: Boolean get() = chosen.size >= Details.MOST_KEY_EVENTS
}

/** What the person does there. */
sealed interface KeyEventsEvent {
    data class Tick(val id: EventId, val on: Boolean) : KeyEventsEvent

    /** Leaves the choice to the engine. */
    data object Auto : KeyEventsEvent
    data class All(val on: Boolean) : KeyEventsEvent
    data object More : KeyEventsEvent
    data object Again : KeyEventsEvent
    data object Back : KeyEventsEvent
}
