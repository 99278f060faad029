package org.dunlog.app.ui.contacts.receive

import org.dunlog.app.ui.contacts.Whose
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.BundleGroup
import org.dunlog.core.Imported
import org.dunlog.core.Incoming
import org.dunlog.core.Received

/** A file that came, from picking it to what it brought. */
data class ReceiveState(
    val step: Step = Step.Start,
    /** Under whose name it is kept. */
    val whose: Whose = Whose(),
    val busy: Boolean = false,
    val problem: Problem? = null,
)

/** How far it is. */
sealed interface Step {
    /** Nothing was picked. */
    data object Start : Step

    /** Looked at, and nothing of it taken in. */
    data class Look(val incoming: Incoming) : Step

    /** Taken in, or carried out. */
    data class Done(val received: Received) : Step

    /** An export of another app was read. */
    data class Read(val imported: Imported) : Step
}

/** The one phone of a bundle, whose name may be replaced; null when there are several. */
val Incoming.Bundle.onlyPhone: BundleGroup? get() = report.groups.singleOrNull()

/** It may be taken in: everything in it holds. */
val Incoming.Bundle.holds: Boolean get() = report.filesIntact && report.recordsProven && report.groups.isNotEmpty()

/** What the person does there. */
sealed interface ReceiveEvent {
    data object Pick : ReceiveEvent
    data class ForWhom(val whose: Whose) : ReceiveEvent
    data object TakeIn : ReceiveEvent
    data object Refuse : ReceiveEvent
    data object ShowLog : ReceiveEvent
    data object Back : ReceiveEvent
}
