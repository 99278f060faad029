package org.dunlog.core

import kotlinx.serialization.Serializable

/** The first screen in one answer. */
@Serializable
public data class Home(
    /** Every source that ever spoke. */
    val sources: List<SourceSeen>,
    val week: Week,
    /** Of the incoming events of the week that the phone's own store holds: how many were also seen live. */
    val witnessed: Witnessed,
    val persons: List<Person>,
    /** The whole case. */
    val case: Summary,
)

/** The last words of one source. */
@Serializable
public data class SourceSeen(
    val source: Source,
    val live: Boolean,
    val events: Long,
    /** When its last event happened. */
    val lastMs: EpochMillis,
    /** When that was written down. */
    val recordedMs: EpochMillis,
)

/** The last seven local days, today included. */
@Serializable
public data class Week(val fromMs: EpochMillis? = null, val counts: WeekCounts)

/** Incoming calls and messages. */
@Serializable
public data class WeekCounts(
    val calls: Long,
    val messages: Long,
    val byLabel: Map<Label, Long> = emptyMap(),
    val notJudged: Long = 0,
)

/** How much of what the phone's own store holds was also seen live. */
@Serializable
public data class Witnessed(val calls: LiveShare, val messages: LiveShare)

/** Two counts of events. */
@Serializable
public data class LiveShare(
    /** Seen as they happened. */
    val live: Long,
    /** Only read later from the phone's store. */
    val storeOnly: Long,
)
