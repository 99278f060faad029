package org.dunlog.app.ui.backup

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import org.dunlog.app.R
import org.dunlog.app.ui.contacts.receive.MergedSection
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.SwitchRow

/** A file, its passphrase, and what came of it. */
@Composable
fun RestoreScreen(state: RestoreState, onEvent: (RestoreEvent) -> Unit) {
    ScrollPage(stringResource(R.string.restore_title), onBack = { onEvent(RestoreEvent.Back) }) {
        Text(stringResource(R.string.restore_intro), style = MaterialTheme.typography.bodyLarge)
        val file = state.file
        if (file == null) {
            state.problem?.let { ProblemMessage(it) }
            state.restored?.logs?.forEach { MergedSection(it) }
        }
        val pick = if (file == null) R.string.restore_pick else R.string.restore_pick_other
        val wide = Modifier.fillMaxWidth()
        if (file == null && state.restored == null) {
            MainButton(stringResource(pick), { onEvent(RestoreEvent.Pick) }, wide, !state.busy)
        } else {
            QuietButton(stringResource(pick), { onEvent(RestoreEvent.Pick) }, wide, !state.busy)
        }
        if (file != null) Opening(file, state, onEvent)
        if (state.busy) LinearProgressIndicator(wide)
    }
}

@Composable
private fun Opening(file: String, state: RestoreState, onEvent: (RestoreEvent) -> Unit) {
    Section(title = file) {
        PassphraseField(stringResource(R.string.passphrase), state.passphrase, state.shown) {
            onEvent(RestoreEvent.Passphrase(it))
        }
        SwitchRow(stringResource(R.string.passphrase_show), null, state.shown, { onEvent(RestoreEvent.Show(it)) })
    }
    state.problem?.let { ProblemMessage(it) }
    MainButton(
        stringResource(R.string.restore_do),
        { onEvent(RestoreEvent.Restore) },
        Modifier.fillMaxWidth(),
        enabled = state.isReady,
    )
}
