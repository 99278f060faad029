package org.dunlog.core

import kotlinx.serialization.Serializable

/** Which event of the log. */
@Serializable
@JvmInline
public value class EventId(public val value: Long)

/** Which person of the case. */
@Serializable
@JvmInline
public value class PersonId(public val value: Long)

/** Which joined case. */
@Serializable
@JvmInline
public value class CaseId(public val value: Long)

/** A moment: milliseconds since 1970-01-01T00:00:00Z. The log takes moments between the years 2000 and 2100. */
@Serializable
@JvmInline
public value class EpochMillis(public val value: Long) : Comparable<EpochMillis> {
    override fun compareTo(other: EpochMillis): Int = value.compareTo(other.value)
}
