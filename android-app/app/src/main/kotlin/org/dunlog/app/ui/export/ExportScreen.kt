package org.dunlog.app.ui.export

import android.text.format.Formatter
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import java.time.LocalDate
import org.dunlog.app.R
import org.dunlog.app.ui.parts.Choice
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.SwitchRow
import org.dunlog.app.ui.parts.TickRow
import org.dunlog.app.ui.parts.Tone
import org.dunlog.app.ui.parts.askForDay
import org.dunlog.app.ui.parts.rememberTimes

/** What goes into the package, and where it goes. */
@Composable
fun ExportScreen(state: ExportState, onEvent: (ExportEvent) -> Unit) {
    ScrollPage(stringResource(R.string.export_title), onBack = null) {
        Text(stringResource(R.string.export_intro), style = MaterialTheme.typography.bodyLarge)
        SpanSection(state.choices, onEvent)
        if (state.persons.size > 1) PeopleSection(state, onEvent)
        DetailsSection(state, onEvent)
        Section {
            SwitchRow(
                stringResource(R.string.export_mask),
                stringResource(R.string.export_mask_about),
                state.choices.maskBystanders,
                { onEvent(ExportEvent.Mask(it)) },
            )
            SwitchRow(
                stringResource(R.string.export_all),
                stringResource(R.string.export_all_about),
                state.choices.all,
                { onEvent(ExportEvent.All(it)) },
            )
            SwitchRow(
                stringResource(R.string.export_english),
                stringResource(R.string.export_english_about),
                state.choices.english,
                { onEvent(ExportEvent.English(it)) },
            )
        }
        IdSection(state.idNumber, onEvent)
        state.problem?.let { ProblemMessage(it) }
        val progress = state.progress
        if (progress == null) Making(state, onEvent) else ProgressSection(progress) { onEvent(ExportEvent.Stop) }
        state.done?.let { DoneSection(it) }
    }
}

@Composable
private fun SpanSection(choices: Choices, onEvent: (ExportEvent) -> Unit) {
    Section(title = stringResource(R.string.export_span)) {
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            Choice(stringResource(R.string.export_span_all), choices.from == null && choices.to == null, {
                onEvent(ExportEvent.From(null))
                onEvent(ExportEvent.To(null))
            })
            Choice(stringResource(R.string.export_span_30), false, { onEvent(ExportEvent.LastDays(30)) })
            DayChoice(R.string.export_from, R.string.export_from_day, choices.from) { onEvent(ExportEvent.From(it)) }
            DayChoice(R.string.export_to, R.string.export_to_day, choices.to) { onEvent(ExportEvent.To(it)) }
        }
        if (!choices.isSpan) Text(stringResource(R.string.export_span_wrong), color = MaterialTheme.colorScheme.error)
    }
}

@Composable
private fun DayChoice(none: Int, some: Int, day: LocalDate?, onDay: (LocalDate?) -> Unit) {
    val ask = askForDay(day, onDay)
    val words = if (day == null) stringResource(none) else stringResource(some, rememberTimes().date(day))
    Choice(words, day != null, ask)
}

@Composable
private fun PeopleSection(state: ExportState, onEvent: (ExportEvent) -> Unit) {
    Section(title = stringResource(R.string.export_people)) {
        for (person in state.persons) {
            val wanted = state.choices.people?.contains(person.id) ?: true
            TickRow(person.name, wanted, { onEvent(ExportEvent.ForPerson(person.id, it)) })
        }
        if (state.choices.people?.isEmpty() == true) {
            Text(stringResource(R.string.export_nobody), color = MaterialTheme.colorScheme.error)
        }
    }
}

@Composable
private fun DetailsSection(state: ExportState, onEvent: (ExportEvent) -> Unit) {
    Section(title = stringResource(R.string.details_title)) {
        Text(stringResource(R.string.details_why), style = MaterialTheme.typography.bodyMedium)
        QuietButton(stringResource(R.string.details_open), { onEvent(ExportEvent.Details) })
        val chosen = state.keyEvents
        Text(
            if (chosen == 0) {
                stringResource(R.string.key_events_auto)
            } else {
                stringResource(R.string.key_events_count, chosen)
            },
            style = MaterialTheme.typography.bodyMedium,
        )
        QuietButton(stringResource(R.string.key_events_open), { onEvent(ExportEvent.KeyEvents) })
    }
}

@Composable
private fun IdSection(number: Unsaved, onEvent: (ExportEvent) -> Unit) {
    Section(title = stringResource(R.string.id_number)) {
        Text(stringResource(R.string.id_number_about), style = MaterialTheme.typography.bodyMedium)
        UnsavedField(stringResource(R.string.id_number_label), number.text) { onEvent(ExportEvent.IdNumber(it)) }
    }
}

@Composable
private fun Making(state: ExportState, onEvent: (ExportEvent) -> Unit) {
    val listed = state.listed
    if (listed != null && state.choices.people == null) {
        Text(stringResource(R.string.export_listed, listed), style = MaterialTheme.typography.bodyLarge)
    }
    val make = stringResource(R.string.export_make)
    MainButton(make, { onEvent(ExportEvent.Make) }, Modifier.fillMaxWidth(), state.isReady)
    Section(title = stringResource(R.string.export_bundle)) {
        Text(stringResource(R.string.export_bundle_about), style = MaterialTheme.typography.bodyMedium)
        FlowRow(
            horizontalArrangement = Arrangement.spacedBy(12.dp),
            verticalArrangement = Arrangement.spacedBy(8.dp),
        ) {
            val ready = state.isReady
            QuietButton(
                stringResource(R.string.export_bundle_save),
                { onEvent(ExportEvent.SaveBundle) },
                enabled = ready,
            )
            QuietButton(
                stringResource(R.string.export_bundle_share),
                { onEvent(ExportEvent.ShareBundle) },
                enabled = ready,
            )
        }
    }
    Text(stringResource(R.string.export_private), style = MaterialTheme.typography.bodySmall)
}

/** How far it is, and a way to stop it. */
@Composable
internal fun ProgressSection(progress: Progress, onStop: () -> Unit) {
    Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }, title = stringResource(progress.words)) {
        if (progress is Progress.Writing) {
            LinearProgressIndicator({ progress.share }, Modifier.fillMaxWidth())
        } else {
            LinearProgressIndicator(Modifier.fillMaxWidth())
        }
        QuietButton(stringResource(R.string.stop), onStop, enabled = progress != Progress.Stopping)
    }
}

private val Progress.words: Int
    get() = when (this) {
        Progress.Collecting -> R.string.export_collecting
        is Progress.Writing -> R.string.export_writing
        Progress.Stopping -> R.string.export_stopping
    }

@Composable
private fun DoneSection(done: Done) {
    val context = LocalContext.current
    val title = if (done.target == Target.ShareBundle) R.string.export_packed else R.string.export_done
    Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }, stringResource(title), Tone.Good) {
        Text(stringResource(R.string.export_counts, done.exported.events, done.exported.listed))
        for (file in done.exported.files) {
            val size = Formatter.formatShortFileSize(context, file.bytes)
            Text(stringResource(R.string.export_file, file.name, size), style = MaterialTheme.typography.bodyMedium)
        }
        Text(stringResource(R.string.export_bundle_check), style = MaterialTheme.typography.bodyMedium)
    }
}
