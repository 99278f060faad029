package org.dunlog.app.ui.contacts.join

import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.Invitation

/** An invitation that came, before it is accepted. */
data class JoinState(
    val text: String = "",
    /** What it says; null until it was read. */
    val invitation: Invitation? = null,
    val busy: Boolean = false,
    /** The case was joined. */
    val joined: Boolean = false,
    val problem: Problem? = null,
) {
    val isReady: Boolean get() = text.isNotBlank() && !busy
}

/** What the person does there. */
sealed interface JoinEvent {
    data class Text(val text: String) : JoinEvent

    /** Takes what lies in the clipboard. */
    data object Paste : JoinEvent

    /** Reads it, and does nothing else. */
    data object Look : JoinEvent
    data object Join : JoinEvent
    data object Refuse : JoinEvent
    data object Back : JoinEvent
}
