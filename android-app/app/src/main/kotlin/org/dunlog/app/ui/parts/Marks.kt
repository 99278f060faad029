package org.dunlog.app.ui.parts

import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.dunlog.core.Label

/** A few words on a ground of their own. The words say it; the colour only helps. */
@Composable
fun Mark(words: String, tone: Tone, modifier: Modifier = Modifier) {
    val colors = tone.colors
    val ground = if (tone == Tone.Quiet) MaterialTheme.colorScheme.surfaceContainerHighest else colors.ground
    Surface(modifier, RoundedCornerShape(8.dp), ground, colors.text) {
        Text(words, Modifier.padding(horizontal = 8.dp, vertical = 3.dp), style = MaterialTheme.typography.labelMedium)
    }
}

/** What an event is taken for. */
@Composable
fun LabelMark(label: Label, modifier: Modifier = Modifier) = Mark(LocalWords.current.label(label), label.tone, modifier)

private val Label.tone: Tone
    get() = when (this) {
        Label.Harassment -> Tone.Warning
        Label.CollectionReminder, Label.Fraud -> Tone.Notice
        else -> Tone.Quiet
    }
