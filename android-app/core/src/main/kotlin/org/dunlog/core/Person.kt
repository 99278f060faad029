package org.dunlog.core

import kotlinx.serialization.Serializable

/** Somebody whose phone is in the case. */
@Serializable
public data class Person(
    val id: PersonId,
    /** As the user named them; printed in the report. */
    val name: String,
    val role: Role,
)
