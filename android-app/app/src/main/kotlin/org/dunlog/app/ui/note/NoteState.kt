package org.dunlog.app.ui.note

import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.EpochMillis
import org.dunlog.core.NoteKind

/** Something that no phone saw, while it is being written down. */
data class NoteState(
    val kind: NoteKind = NoteKind.Remark,
    val text: String = "",
    /** When it happened; null for now. */
    val at: EpochMillis? = null,
    val saving: Boolean = false,
    /** It is in the log. */
    val saved: Boolean = false,
    val problem: Problem? = null,
)

/** What the person does there. */
sealed interface NoteEvent {
    data class Kind(val kind: NoteKind) : NoteEvent
    data class Text(val text: String) : NoteEvent
    data class At(val moment: EpochMillis?) : NoteEvent
    data object Save : NoteEvent
    data object Back : NoteEvent
}
