package org.dunlog.app.ui.contacts.invite

import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.Invited

/** An invitation, before and after it is made. */
data class InviteState(
    /** What the invited will see. Nothing is suggested: the person reveals what they type. */
    val name: String = "",
    val made: Made? = null,
    val making: Boolean = false,
    /** It lies in the clipboard. */
    val copied: Boolean = false,
    val problem: Problem? = null,
) {
    val isReady: Boolean get() = name.isNotBlank() && !making
}

/** One that was made, for [name], until the day [until]. */
data class Made(val invited: Invited, val name: String, val until: String)

/** What the person does there. */
sealed interface InviteEvent {
    data class Name(val text: String) : InviteEvent
    data object Make : InviteEvent
    data object Copy : InviteEvent
    data object Share : InviteEvent
    data object Another : InviteEvent
    data object Back : InviteEvent
}
