package org.dunlog.core

import kotlinx.serialization.Serializable

/** What answers. */
@Serializable
public data class About(
    val program: String,
    /** Version of the rules. */
    val ruleset: String,
    /** False when no log was opened. */
    val log: Boolean,
)

/** A rule that may be cited. */
@Serializable
public data class LawRule(
    val id: String,
    val level: String,
    val levelZh: String = "",
    val title: String,
    val articles: String = "",
    /** First day in force, `2021-01-01`. */
    val from: String,
    /** Last day in force. */
    val to: String? = null,
    /** The words in which it may be cited. */
    val zh: String,
    val en: String,
    /** The sentence that matters. */
    val key: String = "",
    /** True when [key] is word for word. */
    val verbatim: Boolean = false,
    val scope: String = "",
    val conduct: List<Category> = emptyList(),
    val appliesTo: List<Role> = emptyList(),
    val source: String = "",
    val confidence: String = "",
)

/** The words of the program in one language, by group and id, so that screens and report say the same. */
public class Words(private val groups: Map<String, Map<String, String>>) {
    /** The word for an id; the id itself where there is none. */
    public fun get(group: String, id: String): String = groups[group]?.get(id) ?: id

    public fun label(label: Label): String = get("label", label.word)

    public fun category(category: Category): String = get("category", category.word)

    public fun source(source: Source): String = get("source", source.word)

    public fun role(role: Role): String = get("role", role.word)

    public fun limit(kind: String): String = get("limit", kind)

    public fun gap(why: String): String = get("gap", why)

    public companion object {
        /** No words at all: every id stands for itself. */
        public val none: Words = Words(emptyMap())
    }
}
