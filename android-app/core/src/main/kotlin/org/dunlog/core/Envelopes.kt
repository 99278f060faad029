package org.dunlog.core

import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.KSerializer
import kotlinx.serialization.Serializable
import kotlinx.serialization.builtins.MapSerializer
import kotlinx.serialization.builtins.serializer
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNamingStrategy

// What stands around the public types on the wire.

/** Unknown fields of an answer are ignored, nulls are left out of a request, names are in snake case. */
@OptIn(ExperimentalSerializationApi::class)
internal val wireJson: Json = Json {
    ignoreUnknownKeys = true
    encodeDefaults = true
    explicitNulls = false
    namingStrategy = JsonNamingStrategy.SnakeCase
}

@Serializable
internal data class Config(val path: String?, val create: Boolean?)

@Serializable
internal data class Envelope(val ok: JsonElement? = null, val err: Failure? = null)

@Serializable
internal data class Failure(val code: String, val retry: Boolean = false, val where: String = "")

/** An object without fields, as request or as answer. */
@Serializable
internal class Empty

@Serializable
internal data class PersonRequest(val name: String, val role: Role)

@Serializable
internal data class Persons(val persons: List<Person>)

@Serializable
internal data class ObserveRequest(val person: PersonId, val observations: List<Observation>)

@Serializable
internal data class ObserveAnswer(val results: List<Observed>)

@Serializable
internal data class JudgeRequest(val fromMs: EpochMillis?)

@Serializable
internal data class Gaps(val gaps: List<Gap>)

@Serializable
internal data class HomeRequest(val nowMs: EpochMillis)

@Serializable
internal data class SpanRequest(val fromMs: EpochMillis?, val toMs: EpochMillis?)

@Serializable
internal data class EventsRequest(val filter: EventFilter, val after: EventCursor?, val limit: Int)

@Serializable
internal data class EventRequest(val id: EventId)

@Serializable
internal data class AnnotateRequest(val id: EventId, val kind: String, val text: String)

@Serializable
internal data class ImportRequest(val path: String, val person: String, val role: Role)

@Serializable
internal data class CheckpointRequest(val person: PersonId, val why: String)

@Serializable
internal data class FileRequest(val path: String)

/** The length of a file that was written. */
@Serializable
internal data class Written(val bytes: Long)

/** Without a text form of its own: the passphrase must not reach a log. */
@Serializable
internal class BackupRequest(val path: String, val passphrase: String, val withKey: Boolean)

@Serializable
internal class RestoreRequest(val path: String, val passphrase: String)

@Serializable
internal data class IncidentRequest(val person: PersonId, val what: String, val detail: String)

@Serializable
internal data class InviteRequest(val name: String)

@Serializable
internal data class TextRequest(val text: String)

@Serializable
internal data class JoinRequest(val person: PersonId, val text: String)

@Serializable
internal data class Memberships(val memberships: List<Membership>)

@Serializable
internal data class ShareRequest(val case: CaseId, val events: List<EventId>?, val path: String? = null)

@Serializable
internal data class WithdrawRequest(val case: CaseId, val path: String)

@Serializable
internal data class ReceiveRequest(
    val path: String,
    val preview: Boolean,
    val person: String? = null,
    val role: Role? = null,
)

/** The kind of a file beside the answer of `verify`. */
@Serializable
internal data class Peeked(val kind: String)

@Serializable
internal data class LawRequest(val on: String?, val conduct: List<Category>, val role: Role?)

@Serializable
internal data class LawAnswer(val rules: List<LawRule>)

@Serializable
internal data class WordsRequest(val lang: String)

internal val wordGroups: KSerializer<Map<String, Map<String, String>>> =
    MapSerializer(String.serializer(), MapSerializer(String.serializer(), String.serializer()))

@Serializable
internal data class RouteRequest(val person: PersonId?, val situation: Situation)

@Serializable
internal data class RouteAnswer(val channels: List<ComplaintChannel>)

@Serializable
internal data class HandInRequest(
    val person: PersonId,
    val handIn: HandIn,
    val askedToStop: Boolean,
    val atMs: EpochMillis?,
)

@Serializable
internal data class HandInAnswer(val id: EventId)

@Serializable
internal data class HandInsRequest(val person: PersonId?, val on: String?)

@Serializable
internal data class LetterFileRequest(
    val write: LetterRequest,
    val form: LetterForm,
    val path: String,
    val fonts: Fonts?,
)

@Serializable
internal data class ToneAnswer(val tone: List<Weakness>)
