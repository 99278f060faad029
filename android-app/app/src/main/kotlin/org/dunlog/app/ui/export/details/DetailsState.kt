package org.dunlog.app.ui.export.details

import org.dunlog.app.papers.DetailsDraft
import org.dunlog.core.Role

/** What the person wrote for the papers. */
data class DetailsState(
    val draft: DetailsDraft = DetailsDraft(),
    /** Whether the reporter owes. */
    val role: Role = Role.Debtor,
    /** Names of the others in the case, who may give papers of their own. */
    val others: List<String> = emptyList(),
    /** Asked whether everything is to be forgotten. */
    val forgetting: Boolean = false,
)

/** What the person does there. */
sealed interface DetailsEvent {
    /** Something was written, ticked, added or taken out. */
    data class Change(val draft: DetailsDraft) : DetailsEvent

    /** Wants everything forgotten; asked back before it is. */
    data object Forget : DetailsEvent
    data object ForgetAll : DetailsEvent
    data object KeepAll : DetailsEvent
    data object Back : DetailsEvent
}
