package org.dunlog.core

import kotlinx.serialization.Serializable
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/** One event with everything that is known of it, as in the export. What does not apply is null. */
@Serializable
public data class EventRecord(
    val id: EventId,
    val personId: PersonId,
    val person: NamedPerson,
    /** `call`, `message` or `note`. */
    val kind: String,
    /** Local time in China, ISO 8601. */
    val time: String,
    val timeMs: EpochMillis,
    val sentMs: EpochMillis? = null,
    val direction: Direction? = null,
    val number: String? = null,
    val name: String? = null,
    val sim: String? = null,
    val callType: CallType? = null,
    /** The duration column: talk time only where [callType] is answered or outgoing. */
    val seconds: Long? = null,
    val channel: Channel? = null,
    val box: MessageBox? = null,
    val noteKind: NoteKind? = null,
    /** The text, unaltered. */
    val text: String? = null,
    /** Which log holds it, hexadecimal. */
    val log: String = "",
    val sources: List<Sighting> = emptyList(),
    val verdict: Verdict? = null,
    /** The reasons of the verdict with their words. */
    val reasons: List<Reason> = emptyList(),
    /** Limits of conduct that this event exceeds by the law of its day. */
    val limits: List<ExceededLimit> = emptyList(),
    /** The person's own words, oldest first. */
    val annotations: List<Annotation> = emptyList(),
    val redacted: Boolean = false,
)

/** A person as the record names them. */
@Serializable
public data class NamedPerson(val name: String, val role: Role)

/** What one source said of the event. */
@Serializable
public data class Sighting(
    val source: Source,
    /** Position in the log. */
    val seq: Long,
    /** Hash of the entry, hexadecimal. */
    val leaf: String,
    /** Hexadecimal; with it the leaf can be computed again. */
    val salt: String? = null,
    val timeMs: EpochMillis,
    val recordedMs: EpochMillis,
    val providerId: String? = null,
    /** What the source said, in the fields of the wire. */
    val body: JsonObject = JsonObject(emptyMap()),
    /** The columns of the source, as they were. */
    val raw: JsonObject? = null,
)

/** The columns of the source as text. */
public val Sighting.columns: Map<String, String>
    get() = raw.orEmpty().mapValues { (_, value) -> (value as? JsonPrimitive)?.content ?: value.toString() }

/** A limit of conduct that an event exceeds. */
@Serializable
public data class ExceededLimit(
    val limit: String,
    val conduct: String,
    val rule: String,
    /** `law`, `standard`, … */
    val level: String,
    /** The words in which it may be cited. */
    val zh: String,
    val en: String,
)

/** The person's own word on an event. */
@Serializable
public data class Annotation(
    /** `tag` or `note`. */
    val kind: String,
    val text: String,
    val recordedMs: EpochMillis,
) {
    /** The tag, if it is one. */
    val tag: Tag? get() = if (kind == "tag") Tag(text) else null
}
