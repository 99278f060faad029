package org.dunlog.app.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp

/** How loud something is. */
enum class Tone { Quiet, Good, Notice, Warning }

/** The ground and the text on it. */
data class ToneColors(val ground: Color, val text: Color)

/** The colours of a tone. */
val Tone.colors: ToneColors
    @Composable get() = with(MaterialTheme.colorScheme) {
        when (this@colors) {
            Tone.Quiet -> ToneColors(surfaceContainer, onSurface)
            Tone.Good -> ToneColors(primaryContainer, onPrimaryContainer)
            Tone.Notice -> ToneColors(tertiaryContainer, onTertiaryContainer)
            Tone.Warning -> ToneColors(errorContainer, onErrorContainer)
        }
    }

/** A part of a page that belongs together, with its heading. */
@Composable
fun Section(
    modifier: Modifier = Modifier,
    title: String? = null,
    tone: Tone = Tone.Quiet,
    content: @Composable ColumnScope.() -> Unit,
) {
    val colors = tone.colors
    Surface(
        modifier.fillMaxWidth(),
        shape = RoundedCornerShape(16.dp),
        color = colors.ground,
        contentColor = colors.text,
    ) {
        Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            if (title != null) {
                Text(
                    title,
                    Modifier.semantics { heading() },
                    style = MaterialTheme.typography.titleMedium,
                    fontWeight = FontWeight.SemiBold,
                )
            }
            content()
        }
    }
}
