package org.dunlog.core

import kotlinx.serialization.Serializable

/** What a call or a text is taken for, and why. Always a suspicion. */
@Serializable
public data class Verdict(
    val label: Label,
    /** How much speaks for harassment, 0 to 1. */
    val score: Double,
    val categories: List<Category> = emptyList(),
    /** Strongest first. */
    val reasons: List<Reason> = emptyList(),
    /** Version of the rules that judged. */
    val ruleset: String = "",
)

/** One reason: either quoted words ([quote], [start], [end]) or a counted fact ([fact], [value]). */
@Serializable
public data class Reason(
    /** Id of the rule. */
    val rule: String,
    val category: Category,
    /** The words of the text that the reason rests on. */
    val quote: String? = null,
    /** First character of [quote], counted in Unicode scalar values; see [rangeIn]. */
    val start: Int? = null,
    /** One past its last character. */
    val end: Int? = null,
    /** Which count or time of the history, e.g. `calls_24h`. */
    val fact: String? = null,
    /** Its value, e.g. the number of calls. */
    val value: Long? = null,
    val categoryZh: String? = null,
    val categoryEn: String? = null,
    val whyZh: String? = null,
    val whyEn: String? = null,
)

/**
 * Where the quoted words stand in [text], in the UTF-16 units of a Kotlin string; null when the reason quotes nothing
 * or when the place is not in this text.
 */
public fun Reason.rangeIn(text: String): IntRange? {
    val start = start ?: return null
    val end = end ?: return null
    if (start < 0 || end <= start || end > text.codePointCount(0, text.length)) return null
    val first = text.offsetByCodePoints(0, start)
    return first until text.offsetByCodePoints(first, end - start)
}

/** A call or a text to be judged without a log. */
@Serializable
public data class VerdictRequest(
    val kind: Kind,
    val text: String? = null,
    val number: String? = null,
    val timeMs: EpochMillis? = null,
    /** [Role.Debtor] when left out. */
    val role: Role? = null,
) {
    /** What is judged. */
    @Serializable
    @JvmInline
    public value class Kind(public val word: String) {
        public companion object {
            public val Sms: Kind = Kind("sms")

            /** A call of which only number, hour and role are known. */
            public val Call: Kind = Kind("call")

            /** Words of a call. */
            public val CallLine: Kind = Kind("call_line")
        }
    }
}

/** What [Core.judge] did. */
@Serializable
public data class Judged(
    /** Events that were looked at. */
    val judged: Long,
    /** Verdicts that were written because they are new or differ. */
    val changed: Long,
    val ruleset: String,
)
