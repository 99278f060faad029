package org.dunlog.app.ui.contacts.invite

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.selection.SelectionContainer
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
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Tone
import org.dunlog.app.ui.parts.rememberTimes

/** First the name that is shown, then the invitation as words and as a picture. */
@Composable
fun InviteScreen(state: InviteState, onEvent: (InviteEvent) -> Unit) {
    ScrollPage(stringResource(R.string.invite_title), onBack = { onEvent(InviteEvent.Back) }) {
        state.problem?.let { ProblemMessage(it) }
        val made = state.made
        if (made == null) Asking(state, onEvent) else MadePage(made, state.copied, onEvent)
    }
}

@Composable
private fun Asking(state: InviteState, onEvent: (InviteEvent) -> Unit) {
    Text(stringResource(R.string.invite_intro), style = MaterialTheme.typography.bodyLarge)
    Section(title = stringResource(R.string.invite_name)) {
        OutlinedTextField(
            state.name,
            { onEvent(InviteEvent.Name(it)) },
            Modifier.fillMaxWidth(),
            label = { Text(stringResource(R.string.invite_name_label)) },
            singleLine = true,
        )
        Text(stringResource(R.string.invite_name_about), style = MaterialTheme.typography.bodyMedium)
    }
    MainButton(
        stringResource(R.string.invite_make),
        { onEvent(InviteEvent.Make) },
        Modifier.fillMaxWidth(),
        enabled = state.isReady,
    )
}

@Composable
private fun MadePage(made: Made, copied: Boolean, onEvent: (InviteEvent) -> Unit) {
    val until = rememberTimes().date(made.until)
    Section(
        Modifier.semantics { liveRegion = LiveRegionMode.Polite },
        stringResource(R.string.invite_made, made.name),
        Tone.Good,
    ) {
        Text(stringResource(R.string.invite_until, until), style = MaterialTheme.typography.bodyMedium)
        Text(stringResource(R.string.invite_holds), style = MaterialTheme.typography.bodyMedium)
    }
    val wide = Modifier.fillMaxWidth()
    MainButton(stringResource(R.string.invite_share), { onEvent(InviteEvent.Share) }, wide)
    QuietButton(stringResource(R.string.copy), { onEvent(InviteEvent.Copy) }, wide)
    if (copied) {
        Text(
            stringResource(R.string.copied),
            Modifier.semantics { liveRegion = LiveRegionMode.Polite },
            style = MaterialTheme.typography.bodyMedium,
        )
    }
    Section(title = stringResource(R.string.invite_qr)) {
        QrCode(made.invited.qr, stringResource(R.string.invite_qr_spoken, made.name))
        Text(stringResource(R.string.invite_qr_about), style = MaterialTheme.typography.bodyMedium)
    }
    Section(title = stringResource(R.string.invite_text)) {
        SelectionContainer { Text(made.invited.invitation, style = MaterialTheme.typography.bodySmall) }
    }
    QuietButton(stringResource(R.string.invite_another), { onEvent(InviteEvent.Another) }, wide)
}
