package org.dunlog.app.ui.event

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.Choice
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.app.ui.parts.words
import org.dunlog.core.Annotation
import org.dunlog.core.Tag

/** What the person says of it: one tap, or a note. It corrects the program's opinion without touching the record. */
@Composable
internal fun OwnWordsSection(state: EventState, writeNote: Boolean, onEvent: (EventEvent) -> Unit) {
    Section(title = stringResource(R.string.own_title)) {
        Text(stringResource(R.string.own_about), style = MaterialTheme.typography.bodyMedium)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            for (tag in Tag.all) {
                Choice(tag.words(), state.tag == tag, { onEvent(EventEvent.AddTag(tag)) })
            }
        }
        NoteField(state, writeNote, onEvent)
        state.said?.let { said ->
            Text(
                when (said) {
                    is Said.Tagged -> stringResource(R.string.said_tag, said.tag.words())
                    Said.Noted -> stringResource(R.string.said_note)
                },
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                style = MaterialTheme.typography.bodyMedium,
                color = MaterialTheme.colorScheme.primary,
            )
        }
        state.record?.annotations.orEmpty().asReversed().forEach { AnnotationText(it) }
    }
}

@Composable
private fun NoteField(state: EventState, writeNote: Boolean, onEvent: (EventEvent) -> Unit) {
    val focus = remember { FocusRequester() }
    OutlinedTextField(
        state.note,
        { onEvent(EventEvent.Note(it)) },
        Modifier.fillMaxWidth().focusRequester(focus),
        label = { Text(stringResource(R.string.own_note)) },
        minLines = 2,
    )
    if (writeNote) LaunchedEffect(Unit) { focus.requestFocus() }
    QuietButton(
        stringResource(R.string.own_note_save),
        { onEvent(EventEvent.AddNote) },
        enabled = state.note.isNotBlank() && !state.saving,
    )
}

@Composable
private fun AnnotationText(annotation: Annotation) {
    val said = annotation.tag?.let { stringResource(R.string.tagged, it.words()) } ?: annotation.text
    val time = rememberTimes().moment(annotation.recordedMs)
    Text(stringResource(R.string.own_line, time, said), style = MaterialTheme.typography.bodyMedium)
}
