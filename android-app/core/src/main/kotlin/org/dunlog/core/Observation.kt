package org.dunlog.core

import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.JsonClassDiscriminator

/**
 * What one source saw. Send the same one as often as you like: the log knows it again.
 *
 * Bounds are the engine's: an observation beyond them is answered with [Observed.Rejected] and keeps no other out.
 */
@OptIn(ExperimentalSerializationApi::class)
@Serializable
@JsonClassDiscriminator("kind")
public sealed interface Observation {
    /** Start of the call, receipt of the message. A live source speaks once of a call: when it rang. */
    public val timeMs: EpochMillis

    /** Who says so. */
    public val source: Source

    /** The other party as shown; null, empty or `-1` when the number was withheld. */
    public val number: String?

    /** The name that the phone showed for the number. */
    public val name: String?

    /** Which SIM, in the words of the source. */
    public val sim: String?

    /** The id of the row in the source. It tells two equal messages from one that is read twice. */
    public val providerId: String?

    /** All columns of the row, values as text. */
    public val raw: Map<String, String>
}

/** A call. */
@Serializable
@SerialName("call")
public data class CallObservation(
    override val timeMs: EpochMillis,
    override val source: Source,
    val callType: CallType,
    /** The duration column as it is, in seconds. For missed and rejected calls that is ring time, never talk time. */
    val seconds: Long? = null,
    override val number: String? = null,
    override val name: String? = null,
    override val sim: String? = null,
    override val providerId: String? = null,
    override val raw: Map<String, String> = emptyMap(),
) : Observation

/** A message. */
@Serializable
@SerialName("message")
public data class MessageObservation(
    override val timeMs: EpochMillis,
    override val source: Source,
    val channel: Channel,
    val box: MessageBox,
    /** The text, unaltered. */
    val text: String,
    /** What the network says of the sending; 0 or null when it says nothing. */
    val sentMs: EpochMillis? = null,
    override val number: String? = null,
    override val name: String? = null,
    override val sim: String? = null,
    override val providerId: String? = null,
    override val raw: Map<String, String> = emptyMap(),
) : Observation

/** Something that the person wrote down: a visit, what was said, that they asked to be left alone. */
@Serializable
@SerialName("note")
public data class NoteObservation(
    override val timeMs: EpochMillis,
    val noteKind: NoteKind,
    val text: String,
    override val source: Source = Source.Manual,
    override val number: String? = null,
    override val name: String? = null,
    override val sim: String? = null,
    override val providerId: String? = null,
    override val raw: Map<String, String> = emptyMap(),
) : Observation

/** What became of one [Observation]. */
@OptIn(ExperimentalSerializationApi::class)
@Serializable
@JsonClassDiscriminator("is")
public sealed interface Observed {
    /** A new event. */
    @Serializable
    @SerialName("new")
    public data class New(val id: EventId) : Observed

    /** One more source for an event that was known. */
    @Serializable
    @SerialName("witness")
    public data class Witness(val id: EventId) : Observed

    /** This source had said it before; nothing was written. */
    @Serializable
    @SerialName("known")
    public data class Known(val id: EventId) : Observed

    /** It cannot be used; [code] says why: `bad_record`, `time_out_of_range`, `number_too_large`, … */
    @Serializable
    @SerialName("rejected")
    public data class Rejected(val code: String) : Observed
}

/** The event that it belongs to; null when it was rejected. */
public val Observed.eventId: EventId?
    get() = when (this) {
        is Observed.New -> id
        is Observed.Witness -> id
        is Observed.Known -> id
        is Observed.Rejected -> null
    }
