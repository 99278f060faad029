package org.dunlog.app.ui.contacts.share

import org.dunlog.app.ui.files.Handed
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.EventId
import org.dunlog.core.SharePreview
import org.dunlog.core.Shared

/** Exactly what a case would get, and what became of it. */
data class ShareState(
    /** Null until it was read. */
    val preview: SharePreview? = null,
    /** What the person took out. */
    val unticked: Set<EventId> = emptySet(),
    /** Whose words are shown in full. */
    val opened: Set<EventId> = emptySet(),
    val busy: Boolean = false,
    val done: Done? = null,
    val problem: Problem? = null,
) {
    val chosen: List<EventId> get() = preview?.rows.orEmpty().map { it.id }.filterNot { it in unticked }

    /** Events that stay here. */
    val keptBack: Long get() = preview?.let { it.keptBack + it.rows.size - chosen.size } ?: 0
    val isReady: Boolean get() = chosen.isNotEmpty() && !busy
}

/** What was shared, and whether it was handed on or saved. */
data class Done(val shared: Shared, val handed: Handed)

/** What the person does there. */
sealed interface ShareEvent {
    data class Tick(val id: EventId, val on: Boolean) : ShareEvent
    data class TickAll(val on: Boolean) : ShareEvent
    data class Open(val id: EventId) : ShareEvent
    data object Send : ShareEvent
    data object Save : ShareEvent
    data object Again : ShareEvent
    data object Back : ShareEvent
}
