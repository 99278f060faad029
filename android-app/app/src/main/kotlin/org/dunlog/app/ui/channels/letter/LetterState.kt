package org.dunlog.app.ui.channels.letter

import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.Letter
import org.dunlog.core.LetterFields

/** A letter, with what the person chooses for it. */
data class LetterState(
    val fields: LetterFields = LetterFields(),
    /** Null until it was written. */
    val letter: Letter? = null,
    /** It prints a remark of the person. */
    val takesRemark: Boolean = false,
    val busy: Boolean = false,
    /** Saved as a file. */
    val saved: Boolean = false,
    /** In the clipboard. */
    val copied: Boolean = false,
    val problem: Problem? = null,
)

/** What the person does there. */
sealed interface LetterEvent {
    data class Write(val fields: LetterFields) : LetterEvent
    data class Copy(val text: String) : LetterEvent
    data class Share(val text: String) : LetterEvent
    data object SavePdf : LetterEvent

    /** For phones whose fonts make no PDF. */
    data object SaveHtml : LetterEvent
    data object Details : LetterEvent
    data object Again : LetterEvent
    data object Back : LetterEvent
}
