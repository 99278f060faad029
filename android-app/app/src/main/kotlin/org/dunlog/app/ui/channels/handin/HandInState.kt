package org.dunlog.app.ui.channels.handin

import java.time.LocalDate
import org.dunlog.app.R
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.ChannelId
import org.dunlog.core.HandIn
import org.dunlog.core.HandInKind

/** A step that is being written down. */
data class HandInState(
    val channel: ChannelId? = null,
    val kind: HandInKind = HandInKind.HandedIn,
    /** Null for today. */
    val date: LocalDate? = null,
    val office: String = "",
    val ticket: String = "",
    val clerk: String = "",
    val reply: String = "",
    val promise: String = "",
    val promisedBy: LocalDate? = null,
    /** It was said that the contacts shall stop, which is a step of its own. */
    val askedToStop: Boolean = false,
    val busy: Boolean = false,
    /** It stands in the log. */
    val saved: Boolean = false,
    val problem: Problem? = null,
) {
    fun handIn(channel: ChannelId, today: LocalDate) = HandIn(
        channel = channel,
        kind = kind,
        date = (date ?: today).toString(),
        office = office.trim(),
        ticket = ticket.trim(),
        clerk = clerk.trim(),
        reply = reply.trim(),
        promise = promise.trim(),
        promisedBy = promisedBy?.toString(),
    )

    override fun toString() = "HandInState(…)"
}

/** What it was, in words. */
internal val HandInKind.words: Int
    get() = when (this) {
        HandInKind.HandedIn -> R.string.handin_handed_in
        HandInKind.Accepted -> R.string.handin_accepted
        HandInKind.Answered -> R.string.handin_answered
        HandInKind.Refused -> R.string.handin_refused
        HandInKind.Receipt -> R.string.handin_receipt
    }

/** What the person does there. */
sealed interface HandInEvent {
    data class Write(val state: HandInState) : HandInEvent
    data object Save : HandInEvent
    data object Back : HandInEvent
}
