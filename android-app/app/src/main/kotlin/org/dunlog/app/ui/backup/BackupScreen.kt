package org.dunlog.app.ui.backup

import android.text.format.Formatter
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
import org.dunlog.app.R
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.SwitchRow
import org.dunlog.app.ui.parts.Tone

/** A passphrase, typed twice, and where the file goes. */
@Composable
fun BackupScreen(state: BackupState, onEvent: (BackupEvent) -> Unit) {
    ScrollPage(stringResource(R.string.backup_title), onBack = { onEvent(BackupEvent.Back) }) {
        Text(stringResource(R.string.backup_intro), style = MaterialTheme.typography.bodyLarge)
        PassphraseSection(state, onEvent)
        Section {
            SwitchRow(
                stringResource(R.string.backup_with_key),
                stringResource(R.string.backup_with_key_about),
                state.withKey,
                { onEvent(BackupEvent.WithKey(it)) },
            )
        }
        state.problem?.let { ProblemMessage(it) }
        if (state.busy) LinearProgressIndicator(Modifier.fillMaxWidth())
        MainButton(
            stringResource(R.string.backup_save),
            { onEvent(BackupEvent.Save) },
            Modifier.fillMaxWidth(),
            enabled = state.isReady,
        )
        state.bytes?.let { Written(it) }
    }
}

@Composable
private fun PassphraseSection(state: BackupState, onEvent: (BackupEvent) -> Unit) {
    Section(title = stringResource(R.string.passphrase)) {
        val about = stringResource(R.string.passphrase_about, BackupState.FEWEST)
        Text(about, style = MaterialTheme.typography.bodyMedium)
        PassphraseField(stringResource(R.string.passphrase), state.first, state.shown) {
            onEvent(BackupEvent.First(it))
        }
        PassphraseField(stringResource(R.string.passphrase_second), state.second, state.shown) {
            onEvent(BackupEvent.Second(it))
        }
        if (state.differs) {
            Text(
                stringResource(R.string.passphrase_differs),
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                color = MaterialTheme.colorScheme.error,
            )
        }
        SwitchRow(stringResource(R.string.passphrase_show), null, state.shown, { onEvent(BackupEvent.Show(it)) })
    }
}

@Composable
private fun Written(bytes: Long) {
    val size = Formatter.formatShortFileSize(LocalContext.current, bytes)
    Section(
        Modifier.semantics { liveRegion = LiveRegionMode.Polite },
        stringResource(R.string.export_done),
        Tone.Good,
    ) {
        Text(stringResource(R.string.backup_done, size), style = MaterialTheme.typography.bodyMedium)
    }
}
