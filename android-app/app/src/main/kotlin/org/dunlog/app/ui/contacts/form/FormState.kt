package org.dunlog.app.ui.contacts.form

import org.dunlog.app.ui.contacts.Whose
import org.dunlog.app.ui.files.Handed
import org.dunlog.app.ui.parts.Problem
import org.dunlog.core.Imported

/** The page for phones that cannot run the app, and the text that comes back. */
data class FormState(
    /** What became of the page. */
    val handed: Handed? = null,
    val text: String = "",
    val whose: Whose = Whose(),
    val busy: Boolean = false,
    /** What the text brought. */
    val imported: Imported? = null,
    val problem: Problem? = null,
) {
    val isReady: Boolean get() = text.isNotBlank() && whose.isComplete && !busy
}

/** What the person does there. */
sealed interface FormEvent {
    data object Send : FormEvent
    data object Save : FormEvent
    data class Text(val text: String) : FormEvent

    /** Takes what lies in the clipboard. */
    data object Paste : FormEvent
    data class ForWhom(val whose: Whose) : FormEvent
    data object TakeIn : FormEvent
    data object Back : FormEvent
}
