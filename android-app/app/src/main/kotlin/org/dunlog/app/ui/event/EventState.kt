package org.dunlog.app.ui.event

import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.EventId
import org.dunlog.core.EventRecord
import org.dunlog.core.Tag

/** What the page of one event shows. */
data class EventState(
    val id: EventId? = null,
    /** Null until it was read. */
    val record: EventRecord? = null,
    /** The note that is being written. */
    val note: String = "",
    val saving: Boolean = false,
    /** What was written down last, to be said back to the person. */
    val said: Said? = null,
    val problem: Problem? = null,
) {
    /** The tag that counts: the last one. */
    val tag: Tag? get() = record?.annotations?.mapNotNull { it.tag }?.lastOrNull()
}

/** What was appended. */
sealed interface Said {
    data class Tagged(val tag: Tag) : Said
    data object Noted : Said
}

/** What the person does there. */
sealed interface EventEvent {
    data class AddTag(val tag: Tag) : EventEvent
    data class Note(val text: String) : EventEvent
    data object AddNote : EventEvent
    data class SameNumber(val number: String) : EventEvent
    data object Again : EventEvent
    data object Back : EventEvent
}
