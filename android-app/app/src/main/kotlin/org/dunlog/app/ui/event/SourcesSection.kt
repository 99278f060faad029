package org.dunlog.app.ui.event

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.LocalWords
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.core.EventRecord
import org.dunlog.core.Sighting
import org.dunlog.core.columns

/** Who saw it, and on request every column as the source gave it. */
@Composable
internal fun SourcesSection(record: EventRecord) {
    var open by rememberSaveable { mutableStateOf(false) }
    Section(title = stringResource(R.string.seen_title)) {
        Text(stringResource(R.string.seen_about), style = MaterialTheme.typography.bodyMedium)
        record.sources.forEach { SightingText(it) }
        OpenRow(open) { open = !open }
        if (open) {
            SelectionContainer {
                Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
                    record.sources.forEach { RawColumns(it) }
                    record.verdict?.let { RawLine(stringResource(R.string.raw_ruleset), it.ruleset) }
                }
            }
        }
    }
}

@Composable
private fun SightingText(sighting: Sighting) {
    val times = rememberTimes()
    Column(Modifier.semantics(mergeDescendants = true) {}) {
        Text(LocalWords.current.source(sighting.source), style = MaterialTheme.typography.titleSmall)
        Text(
            stringResource(R.string.seen_line, times.exact(sighting.timeMs), times.exact(sighting.recordedMs)),
            style = MaterialTheme.typography.bodyMedium,
        )
    }
}

@Composable
private fun OpenRow(open: Boolean, onClick: () -> Unit) {
    val state = stringResource(if (open) R.string.opened else R.string.closed)
    Row(
        Modifier
            .fillMaxWidth()
            .clickable(role = Role.Button, onClick = onClick)
            .heightIn(min = 48.dp)
            .semantics { stateDescription = state },
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Text(stringResource(R.string.raw_title), Modifier.weight(1f), style = MaterialTheme.typography.titleSmall)
        Icon(painterResource(if (open) R.drawable.ic_less else R.drawable.ic_more), contentDescription = null)
    }
}

@Composable
private fun RawColumns(sighting: Sighting) {
    Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
        HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
        Text(LocalWords.current.source(sighting.source), style = MaterialTheme.typography.titleSmall)
        RawLine(stringResource(R.string.raw_position), sighting.seq.toString())
        RawLine(stringResource(R.string.raw_leaf), sighting.leaf)
        sighting.columns.forEach { (name, value) -> RawLine(name, value) }
    }
}

@Composable
private fun RawLine(name: String, value: String) {
    Column {
        Text(
            name,
            style = MaterialTheme.typography.labelMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        Text(value, style = MaterialTheme.typography.bodySmall, fontFamily = FontFamily.Monospace)
    }
}
