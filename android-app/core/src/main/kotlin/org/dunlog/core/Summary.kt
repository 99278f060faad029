package org.dunlog.core

import kotlinx.serialization.Serializable

/**
 * The numbers of the first page of the report. A contact is an incoming call or message that collects a debt,
 * lawfully or not.
 */
@Serializable
public data class Summary(
    /** All events of the span. */
    val events: Long = 0,
    /** Those that belong to the matter. */
    val listed: Long = 0,
    val byLabel: Map<Label, Long> = emptyMap(),
    /** Suspected harassment by conduct; one event may count in several. */
    val byCategory: Map<Category, Long> = emptyMap(),
    val notJudged: Long = 0,
    val redacted: Long = 0,
    val contacts: Long = 0,
    /** Calls among the contacts. */
    val calls: Long = 0,
    /** Answered calls among them. */
    val answered: Long = 0,
    /** Messages among the contacts. */
    val messages: Long = 0,
    val notes: Long = 0,
    /** First and last contact, local time in China. */
    val first: String? = null,
    val last: String? = null,
    /** Local days with a contact. */
    val days: Long = 0,
    /** Contacts in hours that a text of that day forbids. */
    val night: Long = 0,
    val numbersTotal: Long = 0,
    val withheld: Long = 0,
    /** Most contacts first; not all of them. */
    val numbers: List<NumberRow> = emptyList(),
    val persons: List<PersonRow> = emptyList(),
    val thirdParties: Long = 0,
    val thirdPartyContacts: Long = 0,
    val stopRequests: List<String> = emptyList(),
    val afterStop: Long = 0,
    val worstDay: WorstDay? = null,
    val limits: List<LimitHit> = emptyList(),
    /** The heaviest words, in the order of time. */
    val quotes: List<Quote> = emptyList(),
    val seenLive: Long = 0,
    val severalSources: Long = 0,
    val rejected: Long = 0,
    val tornFiles: Long = 0,
    val gaps: Long = 0,
    /** Last local day for a report to the police on the whole course of conduct, and the rule behind it. */
    val reportBy: String? = null,
    val reportByRule: String? = null,
)

/** One number of the case. */
@Serializable
public data class NumberRow(
    val number: String,
    /** What its messages call themselves. */
    val claims: List<String> = emptyList(),
    val calls: Long = 0,
    val answered: Long = 0,
    val messages: Long = 0,
    val night: Long = 0,
    val harassment: Long = 0,
    /** How many people of the case it reached. */
    val persons: Long = 0,
    val first: String = "",
    val last: String = "",
)

/** One person of the case. */
@Serializable
public data class PersonRow(
    val name: String,
    val role: Role,
    val events: Long = 0,
    val harassment: Long = 0,
    val reminders: Long = 0,
)

/** The day with the most contacts. */
@Serializable
public data class WorstDay(
    val date: String,
    val calls: Long = 0,
    val messages: Long = 0,
    val numbers: Long = 0,
    val persons: Long = 0,
)

/** A limit of conduct that was exceeded. Words for people: group `limit` of [Words], by [kind]. */
@Serializable
public data class LimitHit(
    val limit: String,
    val rule: String,
    val kind: String,
    /** Contacts beyond the limit. */
    val contacts: Long = 0,
    val days: Long = 0,
    val mostInADay: Long = 0,
    val first: String = "",
    val last: String = "",
)

/** A message that weighs much. */
@Serializable
public data class Quote(
    val time: String,
    val person: String,
    val number: String? = null,
    val words: String,
    val source: String = "",
    val categories: List<Category> = emptyList(),
)
