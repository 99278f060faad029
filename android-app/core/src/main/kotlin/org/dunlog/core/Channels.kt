package org.dunlog.core

import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable

/** Where a complaint can go. Names for people come with [ComplaintChannel]. */
@Serializable
@JvmInline
public value class ChannelId(public val value: String)

/** Kinds of lender, by who supervises them. */
@Serializable
public enum class Lender {
    @SerialName("bank")
    Bank,

    @SerialName("consumer_finance")
    ConsumerFinance,

    @SerialName("microloan")
    Microloan,

    @SerialName("platform")
    Platform,

    @SerialName("unknown")
    Unknown,
}

/** What the person says for [Core.route]; null leaves it to what the log knows. */
@Serializable
public data class Situation(
    val role: Role? = null,
    val lender: Lender? = null,
    /** The full name of the lender is known. */
    val lenderNamed: Boolean? = null,
    val creditCard: Boolean? = null,
    /** Something stands on a public page. */
    val pageOnline: Boolean? = null,
    /** The number is forged, or the caller poses as an authority or wants a transfer. */
    val spoofedNumber: Boolean? = null,
    /** `2026-10-01`. */
    val today: String? = null,
)

/** Whether a channel fits. */
@Serializable
public enum class Fits {
    @SerialName("yes")
    Yes,

    @SerialName("later")
    Later,

    @SerialName("no")
    No,
}

/** Where a complaint can go, with the answer for a situation. */
@Serializable
public data class ComplaintChannel(
    val channel: ChannelId,
    val zh: String,
    val en: String,
    val fits: Fits,
    /** Why it fits or does not. */
    val whyZh: String,
    val whyEn: String,
    val order: Int = 0,
    /** A private site, no authority. */
    val private: Boolean = false,
    /** How to get there. */
    val reach: List<Statement> = emptyList(),
    val needs: List<Statement> = emptyList(),
    /** What it does not take. */
    val refused: List<Statement> = emptyList(),
    /** Sizes and counts, only where they are established. */
    val limits: List<Statement> = emptyList(),
    /** How long an answer may take, only where that is established. */
    val answers: List<AnswerTime> = emptyList(),
    val letters: List<LetterName> = emptyList(),
)

/** Something that is said of a channel. */
@Serializable
public data class Statement(
    val zh: String,
    val en: String,
    /** Id of the law pack, or empty. */
    val rule: String = "",
    /** Where it was read, or empty. */
    val source: String = "",
    /** `ours` is advice that claims no fact. */
    val confidence: String = "",
)

/** How long an answer may take. */
@Serializable
public data class AnswerTime(
    val zh: String,
    val en: String,
    val count: Int,
    /** `days` or `working_days`. */
    val unit: String,
    val scopeZh: String = "",
    val scopeEn: String = "",
)

/** A letter that goes to a channel. */
@Serializable
public data class LetterName(val id: String, val zh: String, val en: String)

/** What happened at a channel. */
@Serializable
public enum class HandInKind {
    @SerialName("handed_in")
    HandedIn,

    @SerialName("accepted")
    Accepted,

    @SerialName("answered")
    Answered,

    @SerialName("refused")
    Refused,

    @SerialName("receipt")
    Receipt,
}

/** Something was handed in, or answered. */
@Serializable
public data class HandIn(
    val channel: ChannelId,
    val kind: HandInKind,
    /** `2026-10-01`. */
    val date: String,
    /** Who it was handed to; may be empty, as every text below. */
    val office: String = "",
    /** Number of the ticket, the receipt or the notice. */
    val ticket: String = "",
    /** Name or number of the clerk. */
    val clerk: String = "",
    /** What was answered, or the reason of a refusal. */
    val reply: String = "",
    val promise: String = "",
    /** Until when; `2026-10-01`. */
    val promisedBy: String? = null,
) {
    override fun toString(): String = "HandIn(…)"
}

/** A hand-in as it stands in the log. */
@Serializable
public data class LoggedHandIn(val id: EventId, val person: PersonId, val handIn: HandIn)

/** How near a day is. */
@Serializable
public enum class DeadlineState {
    @SerialName("overdue")
    Overdue,

    /** Within a week. */
    @SerialName("soon")
    Soon,

    @SerialName("open")
    Open,

    @SerialName("done")
    Done,
}

/** A day on which something is due. */
@Serializable
public data class Deadline(
    val what: String,
    /** `2026-10-01`. */
    val day: String,
    val state: DeadlineState,
    val zh: String,
    val en: String,
    val channel: ChannelId? = null,
    val ticket: String = "",
    val rule: String = "",
    val source: String = "",
)

/** What was handed in, and what is due. */
@Serializable
public data class HandIns(val handIns: List<LoggedHandIn>, val deadlines: List<Deadline>)

/** What belongs to a letter. There is more on the wire; what is left out is a line to fill in by hand. */
@Serializable
public data class LetterFields(
    val addressee: String = "",
    val company: String = "",
    /** Ids of [Letter.ticks]. */
    val ticks: List<String> = emptyList(),
    /** Id of one of [Letter.citations]; none, if empty. */
    val cite: String = "",
    /** In the person's own words. */
    val remark: String = "",
) {
    override fun toString(): String = "LetterFields(…)"
}

/** Which letter, and what it is written from. */
@Serializable
public data class LetterRequest(
    val letter: String,
    val person: PersonId? = null,
    val details: Details = Details(),
    val fields: LetterFields = LetterFields(),
    val atMs: EpochMillis? = null,
)

/** A letter as text, with what a person looks at before it goes out. */
@Serializable
public data class Letter(
    val text: String,
    /** Of a message, in English; empty for other letters. */
    val textEn: String = "",
    val characters: Int = 0,
    /** It is sent as it is, and not printed. */
    val message: Boolean = false,
    /** Words that weaken it. */
    val tone: List<Weakness> = emptyList(),
    val problems: List<Statement> = emptyList(),
    /** The rules of which one may be named. */
    val citations: List<Citation> = emptyList(),
    /** What may be asked for or stated. */
    val ticks: List<LetterName> = emptyList(),
) {
    override fun toString(): String = "Letter(…)"
}

/** Words that weaken a text, and what to write instead. */
@Serializable
public data class Weakness(
    val words: String,
    val kind: String,
    val zh: String,
    val en: String,
    val instead: String = "",
)

/** A rule in the words in which it may be cited. */
@Serializable
public data class Citation(
    val id: String,
    val zh: String,
    val en: String,
    val level: String = "",
    val levelZh: String = "",
    /** To whom it applies. */
    val scope: String = "",
)

/** What a letter is written as. */
@Serializable
public enum class LetterForm {
    @SerialName("text")
    Text,

    @SerialName("html")
    Html,

    /** Needs fonts. */
    @SerialName("pdf")
    Pdf,
}

/** What was written. */
@Serializable
public data class LetterFile(val pages: Int = 0, val missingCharacters: List<String> = emptyList())
