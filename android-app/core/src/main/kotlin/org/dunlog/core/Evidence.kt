package org.dunlog.core

import kotlinx.serialization.Serializable

/** Why a checkpoint is signed. */
public enum class CheckpointReason(internal val word: String) {
    /** Once a day, without being asked. */
    Daily("daily"),

    /** The person wants one now. */
    Demand("demand"),
}

/** What the log of a person held, signed (C2SP tlog-checkpoint). */
@Serializable
public data class Checkpoint(
    val log: String,
    /** Entries of the log. */
    val size: Long,
    val note: String,
    /** The public key as other tools take it. */
    val verifierKey: String,
    val madeMs: EpochMillis,
)

/** The proof that one event stands in its log (C2SP tlog-proof). */
@Serializable
public data class EventProof(val seq: Long, val leaf: String, val proof: String, val verifierKey: String)

/** Which bundle to write, and where. The choices are those of [ExportRequest]. */
@Serializable
public data class BundleRequest(
    /** Absolute path of the file. */
    val path: String,
    val all: Boolean = false,
    val showBystanders: Boolean = false,
    val people: List<PersonId>? = null,
    val fromMs: EpochMillis? = null,
    val toMs: EpochMillis? = null,
    val atMs: EpochMillis? = null,
    /** A copy of the checker page that is put inside. */
    val verifyPage: String? = null,
    /** With these the report stands in it as PDF too. */
    val fonts: Fonts? = null,
)

/** What was written into a bundle. */
@Serializable
public data class Bundled(
    /** Records of all phones, with their proofs. */
    val records: Long,
    /** Events of the span. */
    val events: Long,
    /** Those that are listed. */
    val listed: Long,
    /** Of the own log; null when there is none. */
    val checkpoint: String? = null,
    val files: List<ExportedFile>,
)

/** What holds in a bundle and what does not. */
@Serializable
public data class BundleReport(
    /** Nothing at all is wrong. */
    val intact: Boolean,
    /** Every file is as it was signed. */
    val filesIntact: Boolean,
    /** Every record stands in the log of a signed checkpoint. */
    val recordsProven: Boolean,
    val findings: List<BundleFinding> = emptyList(),
    val head: BundleHead? = null,
    /** One for each phone. */
    val groups: List<BundleGroup> = emptyList(),
    val records: Long = 0,
)

/** Something that is wrong with a bundle: a code, and where. */
@Serializable
public data class BundleFinding(
    val code: String,
    val file: String? = null,
    val group: Int? = null,
    val seq: Long? = null,
)

/** What a bundle says of itself. */
@Serializable
public data class BundleHead(
    /** `case` for an authority, `share` from a contact. */
    val purpose: String? = null,
    val exportedMs: EpochMillis? = null,
    val program: String = "",
)

/** One phone of a bundle, as the exporter says. */
@Serializable
public data class BundleGroup(
    val person: String,
    val role: Role,
    val log: String,
    /** Checkpoint, records and proofs fit together. */
    val proven: Boolean,
    /** Entries of the log, and how many of them are shown. */
    val size: Long,
    val shown: Long,
    /** Of the shown: calls, messages and notes. */
    val events: Long = 0,
    val firstMs: EpochMillis? = null,
    val lastMs: EpochMillis? = null,
)

/** What a restore did. */
@Serializable
public data class Restored(
    /** There was no log, and the backup became it. */
    val whole: Boolean,
    val logs: List<MergedLog> = emptyList(),
)

/** What became of one phone's log that came in. */
@Serializable
public data class MergedLog(
    val person: String,
    /** Entries that were new, and of them the calls, messages and notes. */
    val new: Long,
    val events: Long,
    val known: Long,
    /** Entries whose words went, because the phone removed them. */
    val removed: Long,
    val firstTime: Boolean,
    /** It is this phone's own log: nothing was to be done. */
    val own: Boolean,
    /** False when it is not proven that nothing that was shared before was changed. */
    val continues: Boolean,
)

/** What happened to the log itself. */
public enum class Incident(internal val word: String) {
    ClockBack("clock_back"),
    ClockForward("clock_forward"),
    Reinstalled("reinstalled"),
}
