package org.dunlog.core

import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.JsonClassDiscriminator

/** An invitation to the case of this log. */
@Serializable
public data class Invited(
    /** One line that survives chat programs. */
    val invitation: String,
    /** The same as a QR code: one text a row, `1` for dark; around it belongs a quiet zone of four. */
    val qr: List<String>,
)

/** What an invitation says, before it is accepted. */
@Serializable
public data class Invitation(
    val case: String,
    /** What the owner calls themselves. */
    val name: String,
    /** For whom shares are encrypted. */
    val to: String,
    /** Its last day, `2026-12-27`. */
    val until: String,
)

/** A case of somebody else that was joined. */
@Serializable
public data class Membership(
    val id: CaseId,
    val matter: String,
    /** What its owner calls themselves. */
    val owner: String,
    /** With whose log. */
    val person: PersonId,
    val joinedMs: EpochMillis,
    /** When something was shared last, and how many events; null when nothing was. */
    val sharedMs: EpochMillis? = null,
    val sharedEvents: Long? = null,
)

/** Everything that a share would hold. */
@Serializable
public data class SharePreview(
    /** Who would get it. */
    val owner: String,
    val rows: List<ShareRow>,
    /** Events that stay here. */
    val keptBack: Long,
)

/** One event that would be shared. */
@Serializable
public data class ShareRow(
    val id: EventId,
    /** Local time. */
    val time: String,
    /** `call`, `message` or `note`. */
    val kind: String,
    val number: String? = null,
    /** All of its words. */
    val text: String? = null,
    val label: Label? = null,
)

/** What was shared. */
@Serializable
public data class Shared(val events: Long, val bytes: Long, val owner: String)

/** What a file of a contact is, before anything of it is taken in. */
public sealed interface Incoming {
    /** A bundle, opened and checked. */
    public data class Bundle(val report: BundleReport) : Incoming

    /** A request to remove what was shared. */
    public data object Withdrawal : Incoming

    /** Anything else: [Core.import] says whether it can be read, once it is known whose phone it is. */
    public data object Export : Incoming
}

/** What became of a file of a contact. */
@OptIn(ExperimentalSerializationApi::class)
@Serializable
@JsonClassDiscriminator("kind")
public sealed interface Received {
    /** Taken in. */
    @Serializable
    @SerialName("bundle")
    public data class Bundle(
        val logs: List<MergedLog>,
        /** What is not as it was signed and was let pass. */
        val findings: List<BundleFinding> = emptyList(),
        /** It was encrypted for this case. */
        val sealed: Boolean = false,
    ) : Received

    /** The words are gone; the proof that something was there stays. */
    @Serializable
    @SerialName("withdrawal")
    public data class Withdrawal(
        val removed: Long,
        /** It had been carried out before. */
        val known: Boolean = false,
    ) : Received

    /** Nothing was taken in: it is for [Core.import]. */
    @Serializable
    @SerialName("export")
    public data object Export : Received
}
