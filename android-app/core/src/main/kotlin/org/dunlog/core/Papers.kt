package org.dunlog.core

import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable

/**
 * What only the person can say, for [ExportRequest]. Everything may be empty: it is then printed as a line to fill in by
 * hand. It is printed and stored nowhere.
 */
@Serializable
public data class Details(
    /** Who hands the papers in. */
    val reporter: Particulars = Particulars(),
    /** Name of the person of the case who reports; the one whose phone this is, if empty. */
    val person: String = "",
    /** What the reporter is to the debtor, if not the debtor: 母亲, 同事. */
    val relation: String = "",
    /** The police station, bureau or court it is addressed to. */
    val addressee: String = "",
    val debt: Debt? = null,
    val clues: List<Clue> = emptyList(),
    val harm: List<Harm> = emptyList(),
    /** The events that are told, at most six; chosen from the log, if empty. */
    val keyEvents: List<EventId> = emptyList(),
    /** Ids of what is asked for; the usual ones, if empty. */
    val requests: List<String> = emptyList(),
    /** Papers of the person's own that are handed in with the package. */
    val exhibits: List<Exhibit> = emptyList(),
    /** Recordings that exist, for which a form to write them out is printed. */
    val recordings: List<Recording> = emptyList(),
    /** Relatives and colleagues who give papers of their own. */
    val relatives: List<Relative> = emptyList(),
    /** The receipt of an earlier report; makes the papers a supplement to it. */
    val supplementTo: Receipt? = null,
) {
    /** Names and numbers are not for logs. */
    override fun toString(): String = "Details(…)"

    public companion object {
        /** So many events are told at most. */
        public const val MOST_KEY_EVENTS: Int = 6
    }
}

/** Who somebody is, in the order of the police's own form. */
@Serializable
public data class Particulars(
    val name: String = "",
    val sex: String = "",
    val birth: String = "",
    /** Such as 居民身份证. */
    val idKind: String = "",
    /** Typed at the export and stored nowhere. */
    val idNumber: String = "",
    val workplace: String = "",
    val phone: String = "",
    /** Where they live. */
    val address: String = "",
    /** Where they are registered (户籍地). */
    val household: String = "",
) {
    override fun toString(): String = "Particulars(…)"
}

/** The loan. Amounts are not asked for. */
@Serializable
public data class Debt(
    /** Full name of the institution by contract. */
    val institution: String = "",
    val product: String = "",
    /** Last digits of the contract. */
    val contractTail: String = "",
    /** Not said, if null. */
    val overdue: Boolean? = null,
) {
    override fun toString(): String = "Debt(…)"
}

/** Where a clue on the other side comes from. */
@Serializable
public enum class ClueOrigin {
    @SerialName("number_shown")
    NumberShown,

    @SerialName("claimed")
    Claimed,

    @SerialName("signature")
    Signature,

    @SerialName("contract")
    Contract,

    @SerialName("confirmed")
    Confirmed,
}

/** One clue on who is behind the numbers. */
@Serializable
public data class Clue(
    val origin: ClueOrigin,
    val text: String,
    /** The number it belongs to, as shown. */
    val number: String = "",
) {
    override fun toString(): String = "Clue(…)"
}

/** What was affected. */
@Serializable
public enum class HarmKind {
    @SerialName("work")
    Work,

    @SerialName("health")
    Health,

    @SerialName("family")
    Family,

    @SerialName("cost")
    Cost,
}

/** One effect. */
@Serializable
public data class Harm(
    val kind: HarmKind,
    val text: String,
    /** Day or span, as the person writes it. */
    val date: String = "",
    /** What proves it. Without, it is left to be told in the questioning and not printed as a fact. */
    val proof: String = "",
) {
    override fun toString(): String = "Harm(…)"
}

/** A paper of the person's own. */
@Serializable
public data class Exhibit(
    /** Nature, date, parties. */
    val name: String,
    /** What it belongs to: `identity`, `conduct`, `stop`, `disclosure`, `effect`, `steps`. */
    val element: String,
    /** Sheets. */
    val pages: Int = 0,
    /** Who made or keeps it. */
    val source: String = "",
    /** What it proves. */
    val proves: String = "",
) {
    override fun toString(): String = "Exhibit(…)"
}

/** A recording that the person keeps. */
@Serializable
public data class Recording(
    val event: EventId,
    val file: String = "",
    /** `mm:ss`. */
    val length: String = "",
    val sha256: String = "",
    /** How it was recorded. */
    val method: String = "",
) {
    override fun toString(): String = "Recording(…)"
}

/** A relative or colleague. */
@Serializable
public data class Relative(
    /** Name of the person of the case. */
    val person: String = "",
    /** What they are to the debtor. */
    val relation: String = "",
    val particulars: Particulars = Particulars(),
    val occupation: String = "",
) {
    override fun toString(): String = "Relative(…)"
}

/** An earlier report. */
@Serializable
public data class Receipt(
    val number: String = "",
    /** `2026-10-01`. Only what happened after it is new. */
    val date: String = "",
) {
    override fun toString(): String = "Receipt(…)"
}

/** Absolute paths of fonts. One is enough; the others fall back to it. */
@Serializable
public data class Fonts(
    /** Running text: like Song. */
    val body: String,
    /** Titles: like Hei. */
    val heading: String? = null,
    /** Headings of the second level: like Kai. */
    val sub: String? = null,
    /** Searched for characters that the others lack. */
    val fallbacks: List<String> = emptyList(),
)
