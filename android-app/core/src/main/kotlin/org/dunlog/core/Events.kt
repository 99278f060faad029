package org.dunlog.core

import kotlinx.serialization.Serializable

/** Which events. What is null does not restrict; the conditions hold together. */
@Serializable
public data class EventFilter(
    val label: Label? = null,
    /** Words anywhere in the text. */
    val text: String? = null,
    /** Digits anywhere in the number. */
    val number: String? = null,
    val person: PersonId? = null,
    /** First moment, included. */
    val fromMs: EpochMillis? = null,
    /** Last moment, not included. */
    val toMs: EpochMillis? = null,
)

/** Where the next page begins. */
@Serializable
public data class EventCursor(val timeMs: EpochMillis, val id: EventId)

/** Rows, newest first. */
@Serializable
public data class EventPage(
    val events: List<EventRow>,
    /** The `after` of the next page; null at the end. */
    val next: EventCursor? = null,
)

/** An event as a list shows it. What does not apply is null. */
@Serializable
public data class EventRow(
    val id: EventId,
    val timeMs: EpochMillis,
    val person: PersonId,
    /** `call`, `message` or `note`. */
    val kind: String,
    val direction: Direction? = null,
    val number: String? = null,
    val name: String? = null,
    val callType: CallType? = null,
    val talkSeconds: Long? = null,
    val ringSeconds: Long? = null,
    val channel: Channel? = null,
    val box: MessageBox? = null,
    val noteKind: NoteKind? = null,
    /** At most 120 characters. */
    val text: String? = null,
    /** True when [text] is only the beginning. */
    val cut: Boolean = false,
    val label: Label? = null,
    val score: Double? = null,
    val categories: List<Category> = emptyList(),
    val sources: List<Source> = emptyList(),
    val tags: List<Tag> = emptyList(),
    /** The words were removed on request; the place in the log stays. */
    val redacted: Boolean = false,
)
