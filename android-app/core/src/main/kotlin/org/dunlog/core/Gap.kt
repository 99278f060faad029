package org.dunlog.core

import kotlinx.serialization.Serializable

/** A span in which a source was not captured. */
@Serializable
public data class Gap(
    val person: PersonId,
    val source: Source,
    val fromMs: EpochMillis,
    val toMs: EpochMillis,
    /** A short code; words for people: group `gap` of [Words]. */
    val why: String,
) {
    public companion object {
        public const val PERMISSION_REFUSED: String = "permission_refused"
        public const val PERMISSION_REVOKED: String = "permission_revoked"
        public const val NOT_RUNNING: String = "not_running"
        public const val NOT_CONNECTED: String = "not_connected"
        public const val CALL_LOG_TRIMMED: String = "call_log_trimmed"
    }
}
