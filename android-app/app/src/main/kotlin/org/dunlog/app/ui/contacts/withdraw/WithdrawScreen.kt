package org.dunlog.app.ui.contacts.withdraw

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.dunlog.app.R
import org.dunlog.app.ui.files.Handed
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Tone
import org.dunlog.app.ui.parts.rememberTimes

/** What taking back does and what it cannot do, then the request. */
@Composable
fun WithdrawScreen(state: WithdrawState, onEvent: (WithdrawEvent) -> Unit) {
    ScrollPage(stringResource(R.string.withdraw_title), onBack = { onEvent(WithdrawEvent.Back) }) {
        state.problem?.let { ProblemMessage(it) }
        val membership = state.membership ?: return@ScrollPage
        val sharedMs = membership.sharedMs
        val shared = if (sharedMs == null) {
            stringResource(R.string.contacts_not_shared)
        } else {
            stringResource(
                R.string.contacts_shared,
                rememberTimes().moment(sharedMs),
                membership.sharedEvents ?: 0,
            )
        }
        Section(title = stringResource(R.string.contacts_case, membership.owner)) {
            Text(shared, style = MaterialTheme.typography.bodyMedium)
        }
        Section(title = stringResource(R.string.withdraw_does)) {
            Text(
                stringResource(R.string.withdraw_does_text, membership.owner),
                style = MaterialTheme.typography.bodyLarge,
            )
        }
        Section(title = stringResource(R.string.withdraw_not)) {
            Text(stringResource(R.string.withdraw_not_text), style = MaterialTheme.typography.bodyLarge)
        }
        val wide = Modifier.fillMaxWidth()
        MainButton(stringResource(R.string.withdraw_send), { onEvent(WithdrawEvent.Send) }, wide, !state.busy)
        QuietButton(stringResource(R.string.save_file), { onEvent(WithdrawEvent.Save) }, wide, !state.busy)
        state.handed?.let { HandedSection(it, membership.owner) }
    }
}

@Composable
private fun HandedSection(handed: Handed, owner: String) {
    val title = if (handed == Handed.Saved) R.string.export_done else R.string.handed_over
    Section(Modifier.semantics { liveRegion = LiveRegionMode.Polite }, stringResource(title), Tone.Good) {
        Text(stringResource(R.string.withdraw_next, owner), style = MaterialTheme.typography.bodyMedium)
    }
}
