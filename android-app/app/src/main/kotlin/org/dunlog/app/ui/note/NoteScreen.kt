package org.dunlog.app.ui.note

import android.app.TimePickerDialog
import android.text.format.DateFormat
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import java.time.Instant
import java.time.LocalDateTime
import org.dunlog.app.R
import org.dunlog.app.ui.parts.Choice
import org.dunlog.app.ui.parts.LocalNow
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.RadioRow
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.askForDay
import org.dunlog.app.ui.parts.china
import org.dunlog.app.ui.parts.day
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.app.ui.parts.words
import org.dunlog.core.EpochMillis
import org.dunlog.core.NoteKind

/** Writing down what no phone saw. */
@Composable
fun NoteScreen(state: NoteState, onEvent: (NoteEvent) -> Unit) {
    ScrollPage(stringResource(R.string.write_note), onBack = { onEvent(NoteEvent.Back) }) {
        Text(stringResource(R.string.note_intro), style = MaterialTheme.typography.bodyLarge)
        Section(title = stringResource(R.string.note_what)) {
            Column(Modifier.selectableGroup()) {
                for (kind in kinds) {
                    RadioRow(kind.words(), null, state.kind == kind, { onEvent(NoteEvent.Kind(kind)) })
                }
            }
        }
        Section(title = stringResource(R.string.note_when)) { When(state.at) { onEvent(NoteEvent.At(it)) } }
        OutlinedTextField(
            state.text,
            { onEvent(NoteEvent.Text(it)) },
            Modifier.fillMaxWidth(),
            label = { Text(stringResource(R.string.note_text)) },
            minLines = 4,
        )
        state.problem?.let { ProblemMessage(it) }
        MainButton(
            stringResource(R.string.note_save),
            { onEvent(NoteEvent.Save) },
            Modifier.fillMaxWidth(),
            enabled = state.text.isNotBlank() && !state.saving,
        )
        Text(stringResource(R.string.note_marked), style = MaterialTheme.typography.bodySmall)
    }
}

private fun moment(local: LocalDateTime) = EpochMillis(local.atZone(china).toInstant().toEpochMilli())

private val kinds =
    listOf(NoteKind.Remark, NoteKind.Visit, NoteKind.StopRequest, NoteKind.Complaint, NoteKind.Police)

@Composable
private fun When(at: EpochMillis?, onChange: (EpochMillis?) -> Unit) {
    val context = LocalContext.current
    val now = LocalNow.current
    val askForMoment = askForDay(at?.day()) { day ->
        val shown = Instant.ofEpochMilli((at ?: now()).value).atZone(china)
        TimePickerDialog(
            context,
            { _, hour, minute -> onChange(moment(day.atTime(hour, minute))) },
            shown.hour,
            shown.minute,
            DateFormat.is24HourFormat(context),
        ).show()
    }
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        Choice(stringResource(R.string.note_now), at == null, { onChange(null) })
        val words = at?.let { rememberTimes().moment(it) } ?: stringResource(R.string.note_other_time)
        Choice(words, at != null, askForMoment)
    }
}
