package org.dunlog.app.ui.contacts.overview

import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.CaseId
import org.dunlog.core.Membership

/** Both sides of a case: one's own, and those of others. */
data class OverviewState(
    /** Null until they were read. */
    val memberships: List<Membership>? = null,
    /** Who owes has a case of their own; who does not is more often invited. That side stands first. */
    val ownFirst: Boolean = true,
    val problem: Problem? = null,
)

/** What the person does there. */
sealed interface OverviewEvent {
    data object Invite : OverviewEvent
    data object Receive : OverviewEvent
    data object Form : OverviewEvent
    data object Join : OverviewEvent
    data class Share(val case: CaseId) : OverviewEvent
    data class Withdraw(val case: CaseId) : OverviewEvent
    data object Again : OverviewEvent
    data object Back : OverviewEvent
}
