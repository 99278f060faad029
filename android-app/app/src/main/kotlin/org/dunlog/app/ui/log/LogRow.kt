package org.dunlog.app.ui.log

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Checkbox
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.LabelMark
import org.dunlog.app.ui.parts.Mark
import org.dunlog.app.ui.parts.Tone
import org.dunlog.app.ui.parts.outcome
import org.dunlog.app.ui.parts.picture
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.app.ui.parts.title
import org.dunlog.app.ui.parts.words
import org.dunlog.core.EventRow

/** One event in two or three lines. */
@Composable
internal fun LogRow(row: EventRow, person: String?, onOpen: () -> Unit) {
    val shape = RoundedCornerShape(12.dp)
    Surface(
        Modifier
            .fillMaxWidth()
            .clip(shape)
            .clickable(onClickLabel = stringResource(R.string.open_event), role = Role.Button, onClick = onOpen)
            .semantics(mergeDescendants = true) {},
        shape,
        MaterialTheme.colorScheme.surfaceContainerLow,
    ) {
        Row(Modifier.padding(12.dp)) {
            Icon(painterResource(row.picture), contentDescription = null, Modifier.padding(end = 12.dp, top = 2.dp))
            EventLines(row, person)
        }
    }
}

/** One event that can be ticked. */
@Composable
internal fun TickedLogRow(
    row: EventRow,
    person: String?,
    ticked: Boolean,
    enabled: Boolean,
    onTick: (Boolean) -> Unit,
) {
    val shape = RoundedCornerShape(12.dp)
    Surface(
        Modifier
            .fillMaxWidth()
            .clip(shape)
            .toggleable(ticked, enabled, Role.Checkbox, onValueChange = onTick)
            .semantics(mergeDescendants = true) {},
        shape,
        MaterialTheme.colorScheme.surfaceContainerLow,
    ) {
        Row(Modifier.padding(12.dp)) {
            Checkbox(ticked, onCheckedChange = null, Modifier.padding(end = 12.dp, top = 2.dp), enabled)
            EventLines(row, person)
        }
    }
}

@Composable
private fun EventLines(row: EventRow, person: String?) {
    Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
        FlowRow(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.SpaceBetween) {
            Text(row.title(), Modifier.padding(end = 12.dp), style = MaterialTheme.typography.titleMedium)
            Text(
                rememberTimes().clock(row.timeMs),
                style = MaterialTheme.typography.bodyMedium,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
        val outcome = row.outcome()
        if (outcome.isNotEmpty()) Text(outcome, style = MaterialTheme.typography.bodyMedium)
        row.text?.let { text ->
            Text(text, style = MaterialTheme.typography.bodyMedium, maxLines = 3, overflow = TextOverflow.Ellipsis)
        }
        Marks(row, person)
    }
}

@Composable
private fun Marks(row: EventRow, person: String?) {
    FlowRow(horizontalArrangement = Arrangement.spacedBy(6.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        row.label?.let { LabelMark(it) }
        row.tags.lastOrNull()?.let { Mark(stringResource(R.string.tagged, it.words()), Tone.Notice) }
        if (row.sources.size > 1) Mark(stringResource(R.string.several_sources, row.sources.size), Tone.Quiet)
        if (row.redacted) Mark(stringResource(R.string.redacted), Tone.Quiet)
        person?.let { Mark(stringResource(R.string.on_phone_of, it), Tone.Quiet) }
    }
}
