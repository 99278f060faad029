package org.dunlog.app.ui.contacts.withdraw

import org.dunlog.app.ui.files.Handed
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.Membership

/** Taking back what a case got. */
data class WithdrawState(
    /** Null until it was read. */
    val membership: Membership? = null,
    val busy: Boolean = false,
    val handed: Handed? = null,
    val problem: Problem? = null,
)

/** What the person does there. */
sealed interface WithdrawEvent {
    data object Send : WithdrawEvent
    data object Save : WithdrawEvent
    data object Back : WithdrawEvent
}
