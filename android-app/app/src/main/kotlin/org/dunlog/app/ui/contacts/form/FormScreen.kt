package org.dunlog.app.ui.contacts.form

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.dunlog.app.R
import org.dunlog.app.ui.contacts.WhoseSection
import org.dunlog.app.ui.contacts.receive.ReadSection
import org.dunlog.app.ui.files.Handed
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section

/** A page to fill in goes out; the text that it gives comes back. */
@Composable
fun FormScreen(state: FormState, onEvent: (FormEvent) -> Unit) {
    ScrollPage(stringResource(R.string.form_title), onBack = { onEvent(FormEvent.Back) }) {
        Text(stringResource(R.string.form_intro), style = MaterialTheme.typography.bodyLarge)
        Outgoing(state, onEvent)
        Section(title = stringResource(R.string.form_in)) {
            Text(stringResource(R.string.form_in_about), style = MaterialTheme.typography.bodyMedium)
            QuietButton(stringResource(R.string.paste), { onEvent(FormEvent.Paste) })
            OutlinedTextField(
                state.text,
                { onEvent(FormEvent.Text(it)) },
                Modifier.fillMaxWidth(),
                label = { Text(stringResource(R.string.form_text)) },
                minLines = 3,
                maxLines = 8,
            )
        }
        WhoseSection(state.whose, stringResource(R.string.form_whose), null) { onEvent(FormEvent.ForWhom(it)) }
        state.problem?.let { ProblemMessage(it) }
        if (state.busy) LinearProgressIndicator(Modifier.fillMaxWidth())
        MainButton(
            stringResource(R.string.receive_take_in),
            { onEvent(FormEvent.TakeIn) },
            Modifier.fillMaxWidth(),
            enabled = state.isReady,
        )
        state.imported?.let { ReadSection(it) }
    }
}

@Composable
private fun Outgoing(state: FormState, onEvent: (FormEvent) -> Unit) {
    Section(title = stringResource(R.string.form_out)) {
        Text(stringResource(R.string.form_out_about), style = MaterialTheme.typography.bodyMedium)
        val wide = Modifier.fillMaxWidth()
        MainButton(stringResource(R.string.form_send), { onEvent(FormEvent.Send) }, wide, !state.busy)
        QuietButton(stringResource(R.string.save_file), { onEvent(FormEvent.Save) }, wide, !state.busy)
        state.handed?.let { handed ->
            val words = if (handed == Handed.Saved) R.string.export_done else R.string.handed_over
            Text(
                stringResource(words),
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                style = MaterialTheme.typography.bodyMedium,
            )
        }
    }
}
