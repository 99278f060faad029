package org.dunlog.app.ui.contacts.join

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.core.Invitation

/** Who invites is seen before anything happens. */
@Composable
fun JoinScreen(state: JoinState, onEvent: (JoinEvent) -> Unit) {
    ScrollPage(stringResource(R.string.join_title), onBack = { onEvent(JoinEvent.Back) }) {
        val invitation = state.invitation
        if (invitation == null) Pasting(state, onEvent)
        state.problem?.let { ProblemMessage(it) }
        if (invitation == null) {
            MainButton(
                stringResource(R.string.join_look),
                { onEvent(JoinEvent.Look) },
                Modifier.fillMaxWidth(),
                enabled = state.isReady,
            )
        } else {
            Invited(invitation, state.busy, onEvent)
        }
    }
}

@Composable
private fun Pasting(state: JoinState, onEvent: (JoinEvent) -> Unit) {
    Text(stringResource(R.string.join_intro), style = MaterialTheme.typography.bodyLarge)
    QuietButton(stringResource(R.string.paste), { onEvent(JoinEvent.Paste) }, Modifier.fillMaxWidth())
    OutlinedTextField(
        state.text,
        { onEvent(JoinEvent.Text(it)) },
        Modifier.fillMaxWidth(),
        label = { Text(stringResource(R.string.join_text)) },
        minLines = 3,
        maxLines = 8,
    )
}

@Composable
private fun Invited(invitation: Invitation, busy: Boolean, onEvent: (JoinEvent) -> Unit) {
    Section(
        Modifier.semantics { liveRegion = LiveRegionMode.Polite },
        stringResource(R.string.join_who, invitation.name),
    ) {
        val until = rememberTimes().date(invitation.until)
        Text(stringResource(R.string.invite_until, until), style = MaterialTheme.typography.bodyMedium)
        Text(stringResource(R.string.join_check), style = MaterialTheme.typography.bodyMedium)
        Text(stringResource(R.string.join_nothing_sent), style = MaterialTheme.typography.bodyMedium)
    }
    FlowRow(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        MainButton(stringResource(R.string.join), { onEvent(JoinEvent.Join) }, enabled = !busy)
        QuietButton(stringResource(R.string.join_refuse), { onEvent(JoinEvent.Refuse) }, enabled = !busy)
    }
}
