package org.dunlog.app.ui.channels.router

import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.ChannelId
import org.dunlog.core.ComplaintChannel
import org.dunlog.core.Deadline
import org.dunlog.core.Fits
import org.dunlog.core.Lender
import org.dunlog.core.Role
import org.dunlog.core.Situation

/** Which place fits, and what the person said for that. */
data class RouterState(
    val answers: Answers = Answers(),
    /** Null until they were read; in the order of the engine. */
    val channels: List<ComplaintChannel>? = null,
    val deadlines: List<Deadline> = emptyList(),
    /** Shows those that do not fit, too. */
    val isAll: Boolean = false,
    val problem: Problem? = null,
) {
    fun that(fits: Fits): List<ComplaintChannel> = channels.orEmpty().filter { it.fits == fits }
}

/** What only the person knows. */
data class Answers(
    val lender: Lender = Lender.Unknown,
    val lenderNamed: Boolean = false,
    val pageOnline: Boolean = false,
    val spoofedNumber: Boolean = false,
) {
    fun situation(role: Role, today: String) = Situation(
        role = role,
        lender = lender,
        lenderNamed = lenderNamed,
        pageOnline = pageOnline,
        spoofedNumber = spoofedNumber,
        today = today,
    )
}

/** What the person does there. */
sealed interface RouterEvent {
    data class Say(val answers: Answers) : RouterEvent
    data class All(val on: Boolean) : RouterEvent
    data class Open(val channel: ChannelId) : RouterEvent
    data object Again : RouterEvent
    data object Back : RouterEvent
}
