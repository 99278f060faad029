package org.dunlog.core

import kotlinx.serialization.Serializable

/** Which package to write, and where. */
@Serializable
public data class ExportRequest(
    /** Absolute path of a folder that the app may write; it is made if needed. */
    val folder: String,
    /** Every event, and not only what belongs to the matter. */
    val all: Boolean = false,
    /** Print the numbers of bystanders in full. */
    val showBystanders: Boolean = false,
    /** Null for everybody. */
    val people: List<PersonId>? = null,
    val fromMs: EpochMillis? = null,
    val toMs: EpochMillis? = null,
    /** Printed as the time of the export; now when left out. */
    val atMs: EpochMillis? = null,
    /** What only the person can say; blank lines to fill in by hand when left out. */
    val details: Details? = null,
    /** An English edition beside the Chinese one. */
    val english: Boolean = false,
    /**
     * What the PDF is set in; without, the papers are written as HTML alone. Fails with `font_missing` or
     * `font_unreadable`, and then nothing was written.
     */
    val fonts: Fonts? = null,
)

/** What was written. */
@Serializable
public data class Exported(
    /** Events of the span. */
    val events: Long,
    /** Those that are listed. */
    val listed: Long,
    val files: List<ExportedFile>,
    /** Pages of the papers that are handed in; 0 without fonts. */
    val pages: Int = 0,
    /** Characters that no font has, as `U+1F600`; they are printed as a square with this number. */
    val missingCharacters: List<String> = emptyList(),
)

/** One file of the package. */
@Serializable
public data class ExportedFile(
    val name: String,
    /** What it is, in Chinese. */
    val category: String,
    val format: String,
    val bytes: Long,
    val sha256: String,
) {
    /** For the person alone, and not handed in. */
    val isPrivate: Boolean get() = name.startsWith("本人留存-")
}

/** What became of a file that was read. */
@Serializable
public data class Imported(
    val file: String,
    val format: String,
    val bytes: Long,
    /** Records that were understood. */
    val read: Long,
    /** New events. */
    val new: Long,
    /** Records of known events. */
    val merged: Long,
    /** Records that were not understood; they stand in the rejects file, word for word. */
    val rejected: Long,
    /** The file ends in the middle; what came before is in the log. */
    val torn: Boolean,
    /** Relative to the log; null when nothing was rejected. */
    val rejectsFile: String? = null,
)

/** What [Core.fsck] found. */
@Serializable
public data class Checked(
    val clean: Boolean,
    val logs: Long,
    val entries: Long,
    val rebuilt: Long,
    val redacted: Long,
    val findings: List<Finding> = emptyList(),
)

/** Something that does not fit. */
@Serializable
public data class Finding(val code: String, val log: String? = null, val seq: Long? = null)
