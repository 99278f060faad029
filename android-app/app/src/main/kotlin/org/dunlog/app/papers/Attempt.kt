package org.dunlog.app.papers

import org.dunlog.core.CoreException
import org.dunlog.core.Fonts

/** What was written, and why there is no PDF in it: a code of the wire; null when there is one. */
data class Attempt<T>(val written: T, val noPdf: String?)

/** Has the papers written in the first of [candidates] that the engine can use; at last without fonts, as HTML. */
internal fun <T> inFirstUsable(candidates: List<Fonts>, write: (Fonts?) -> T): Attempt<T> {
    var why = NO_FONT
    for (fonts in candidates) {
        try {
            return Attempt(write(fonts), null)
        } catch (failure: CoreException) {
            if (failure.code !in withoutPdf) throw failure
            why = failure.code
        }
    }
    return Attempt(write(null), why)
}

private const val NO_FONT = "font_missing"

/** Failures that a paper without a PDF does not have. */
private val withoutPdf = setOf(NO_FONT, "font_unreadable", "pdf_failed")
