package org.dunlog.app.ui.event

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.style.TextDecoration
import org.dunlog.core.Reason
import org.dunlog.core.rangeIn

/** The original text, unaltered, with the words that a reason quotes underlined on a ground of their own. */
internal fun marked(text: String, reasons: List<Reason>, ground: Color, ink: Color): AnnotatedString =
    buildAnnotatedString {
        append(text)
        val style = SpanStyle(color = ink, background = ground, textDecoration = TextDecoration.Underline)
        for (range in reasons.mapNotNull { it.rangeIn(text) }) addStyle(style, range.first, range.last + 1)
    }
