package org.dunlog.app.ui.contacts.share

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Checkbox
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.LabelMark
import org.dunlog.core.ShareRow

/** One event: a tick that keeps it in, and its words, which a tap shows in full. */
@Composable
internal fun ChosenRow(row: ShareRow, ticked: Boolean, opened: Boolean, onTick: (Boolean) -> Unit, onOpen: () -> Unit) {
    Surface(Modifier.fillMaxWidth(), RoundedCornerShape(12.dp), MaterialTheme.colorScheme.surfaceContainerLow) {
        Row(Modifier.padding(vertical = 4.dp)) {
            val tick = stringResource(R.string.share_tick, row.time)
            Checkbox(ticked, onTick, Modifier.semantics { contentDescription = tick })
            Words(row, opened, onOpen)
        }
    }
}

@Composable
private fun Words(row: ShareRow, opened: Boolean, onOpen: () -> Unit) {
    val text = row.text
    val state = stringResource(if (opened) R.string.opened else R.string.closed)
    val tap = if (text == null) {
        Modifier
    } else {
        Modifier
            .clickable(onClickLabel = stringResource(R.string.share_read), onClick = onOpen)
            .semantics { stateDescription = state }
    }
    Column(
        tap.fillMaxWidth().heightIn(min = 48.dp).padding(end = 12.dp, top = 4.dp, bottom = 8.dp),
        verticalArrangement = Arrangement.spacedBy(4.dp),
    ) {
        val party = row.number ?: stringResource(R.string.number_withheld)
        val kind = row.kindWords()
        val title = if (row.kind == "note") kind else stringResource(R.string.share_row, kind, party)
        Text(title, style = MaterialTheme.typography.titleMedium)
        Text(
            row.time,
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        if (text != null) {
            Text(
                text,
                style = MaterialTheme.typography.bodyMedium,
                maxLines = if (opened) Int.MAX_VALUE else 2,
                overflow = TextOverflow.Ellipsis,
            )
        }
        row.label?.let { LabelMark(it) }
    }
}

@Composable
private fun ShareRow.kindWords(): String = when (kind) {
    "call" -> stringResource(R.string.share_call)
    "note" -> stringResource(R.string.share_note)
    else -> stringResource(R.string.share_message)
}
