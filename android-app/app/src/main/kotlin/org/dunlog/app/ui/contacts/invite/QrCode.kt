package org.dunlog.app.ui.contacts.invite

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.widthIn
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kotlin.math.floor

/**
 * Draws the rows of a QR code, `1` for dark. Dark on white at night too, with the free margin around it, because many
 * cameras read nothing else. [name] is what a screen reader says.
 */
@Composable
fun QrCode(rows: List<String>, name: String, modifier: Modifier = Modifier) {
    val described = Modifier.semantics {
        contentDescription = name
        role = Role.Image
    }
    Canvas(modifier.widthIn(max = WIDEST).fillMaxWidth().aspectRatio(1f).then(described)) {
        drawRect(Color.White)
        val modules = rows.size + 2 * QUIET_MODULES
        val module = floor(size.minDimension / modules).coerceAtLeast(1f) // whole points, so that edges stay sharp
        val margin = (size.minDimension - module * rows.size) / 2
        val start = floor(margin)
        rows.forEachIndexed { y, row ->
            row.forEachIndexed { x, bit ->
                if (bit == '1') {
                    drawRect(Color.Black, Offset(start + x * module, start + y * module), Size(module, module))
                }
            }
        }
    }
}

/** The margin that ISO/IEC 18004 asks for. */
private const val QUIET_MODULES = 4

private val WIDEST = 360.dp
