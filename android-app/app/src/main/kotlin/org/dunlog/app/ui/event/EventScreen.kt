package org.dunlog.app.ui.event

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.LabelMark
import org.dunlog.app.ui.parts.LoadingMessage
import org.dunlog.app.ui.parts.LocalWords
import org.dunlog.app.ui.parts.Mark
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Tone
import org.dunlog.app.ui.parts.colors
import org.dunlog.app.ui.parts.outcome
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.app.ui.parts.title
import org.dunlog.core.EventRecord

/** One event with everything that is known of it. [writeNote] puts the cursor into the note. */
@Composable
fun EventScreen(state: EventState, writeNote: Boolean, onEvent: (EventEvent) -> Unit) {
    key(state.id) {
        ScrollPage(stringResource(R.string.event_title), onBack = { onEvent(EventEvent.Back) }) {
            state.problem?.let { ProblemMessage(it) { onEvent(EventEvent.Again) } }
            val record = state.record
            if (record == null) {
                if (state.problem == null) LoadingMessage()
            } else {
                HeadSection(record, onEvent)
                OwnWordsSection(state, writeNote, onEvent)
                WhySection(record)
                if (record.limits.isNotEmpty()) LimitsSection(record.limits)
                SourcesSection(record)
            }
        }
    }
}

/** Who, when, what: the text stands as it came. */
@Composable
private fun HeadSection(record: EventRecord, onEvent: (EventEvent) -> Unit) {
    Section {
        FlowRow(horizontalArrangement = Arrangement.spacedBy(6.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            val label = record.verdict?.label
            if (label == null) Mark(stringResource(R.string.not_judged), Tone.Quiet) else LabelMark(label)
            if (record.redacted) Mark(stringResource(R.string.redacted), Tone.Quiet)
        }
        Text(record.title(), style = MaterialTheme.typography.titleLarge)
        Text(rememberTimes().exact(record.timeMs), style = MaterialTheme.typography.bodyMedium)
        val outcome = record.outcome()
        if (outcome.isNotEmpty()) Text(outcome, style = MaterialTheme.typography.bodyLarge)
        record.text?.takeIf { it.isNotEmpty() }?.let { text ->
            val ink = Tone.Warning.colors
            SelectionContainer {
                Text(marked(text, record.reasons, ink.ground, ink.text), style = MaterialTheme.typography.bodyLarge)
            }
            if (record.reasons.any { it.quote != null }) {
                Text(stringResource(R.string.event_marked), style = MaterialTheme.typography.bodySmall)
            }
        }
        val role = LocalWords.current.role(record.person.role)
        Text(
            stringResource(R.string.event_person, record.person.name, role),
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        record.number?.let { number ->
            QuietButton(stringResource(R.string.event_same_number), { onEvent(EventEvent.SameNumber(number)) })
        }
    }
}
