package org.dunlog.app.ui.contacts.overview

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.core.Membership

/** Several phones, one case: what the owner does, and what those do who are called because of them. */
@Composable
fun OverviewScreen(state: OverviewState, onEvent: (OverviewEvent) -> Unit) {
    ScrollPage(stringResource(R.string.contacts_title), onBack = { onEvent(OverviewEvent.Back) }) {
        Text(stringResource(R.string.contacts_intro), style = MaterialTheme.typography.bodyLarge)
        state.problem?.let { ProblemMessage(it) { onEvent(OverviewEvent.Again) } }
        if (state.ownFirst) OwnSection(onEvent)
        OthersSection(state.memberships, onEvent)
        if (!state.ownFirst) OwnSection(onEvent)
    }
}

@Composable
private fun OwnSection(onEvent: (OverviewEvent) -> Unit) {
    Section(title = stringResource(R.string.contacts_own)) {
        Text(stringResource(R.string.contacts_own_about), style = MaterialTheme.typography.bodyMedium)
        val wide = Modifier.fillMaxWidth()
        MainButton(stringResource(R.string.invite_title), { onEvent(OverviewEvent.Invite) }, wide)
        QuietButton(stringResource(R.string.receive_title), { onEvent(OverviewEvent.Receive) }, wide)
        QuietButton(stringResource(R.string.form_link), { onEvent(OverviewEvent.Form) }, wide)
    }
}

@Composable
private fun OthersSection(memberships: List<Membership>?, onEvent: (OverviewEvent) -> Unit) {
    Section(title = stringResource(R.string.contacts_others)) {
        if (memberships?.isEmpty() == true) {
            Text(stringResource(R.string.contacts_others_empty), style = MaterialTheme.typography.bodyMedium)
        }
        memberships.orEmpty().forEach { membership ->
            Joined(membership, onEvent)
            HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
        }
        val wide = Modifier.fillMaxWidth()
        QuietButton(stringResource(R.string.contacts_join), { onEvent(OverviewEvent.Join) }, wide)
    }
}

@Composable
private fun Joined(membership: Membership, onEvent: (OverviewEvent) -> Unit) {
    val times = rememberTimes()
    val sharedMs = membership.sharedMs
    Text(
        stringResource(R.string.contacts_case, membership.owner),
        Modifier.semantics { heading() },
        style = MaterialTheme.typography.bodyLarge,
    )
    val shared = if (sharedMs == null) {
        stringResource(R.string.contacts_not_shared)
    } else {
        stringResource(R.string.contacts_shared, times.moment(sharedMs), membership.sharedEvents ?: 0)
    }
    Text(
        stringResource(R.string.contacts_joined, times.moment(membership.joinedMs)),
        style = MaterialTheme.typography.bodyMedium,
    )
    Text(shared, style = MaterialTheme.typography.bodyMedium)
    FlowRow(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        MainButton(stringResource(R.string.share_open), { onEvent(OverviewEvent.Share(membership.id)) })
        if (sharedMs != null) {
            QuietButton(stringResource(R.string.withdraw_open), { onEvent(OverviewEvent.Withdraw(membership.id)) })
        }
    }
}
