package org.dunlog.app.ui.firstrun

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.firstrun.FirstRunState.Step
import org.dunlog.app.ui.needs.NeedList
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.RadioRow
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.core.Role

/** Three pages: what it does and stores, who holds the phone, which permission for what. */
@Composable
fun FirstRunScreen(state: FirstRunState, onEvent: (FirstRunEvent) -> Unit) {
    key(state.step) { // every page begins at its top
        when (state.step) {
            Step.About -> AboutPage(onEvent)
            Step.You -> YouPage(state, onEvent)
            Step.Permissions -> PermissionsPage(state, onEvent)
        }
    }
}

@Composable
private fun AboutPage(onEvent: (FirstRunEvent) -> Unit) {
    ScrollPage(stringResource(R.string.first_title), onBack = null) {
        Text(stringResource(R.string.first_intro), style = MaterialTheme.typography.bodyLarge)
        Section(title = stringResource(R.string.first_does)) { Text(stringResource(R.string.first_does_text)) }
        Section(title = stringResource(R.string.first_stores)) { Text(stringResource(R.string.first_stores_text)) }
        Section(title = stringResource(R.string.first_not)) { Text(stringResource(R.string.first_not_text)) }
        MainButton(stringResource(R.string.next), { onEvent(FirstRunEvent.Next) }, Modifier.fillMaxWidth())
    }
}

@Composable
private fun YouPage(state: FirstRunState, onEvent: (FirstRunEvent) -> Unit) {
    ScrollPage(stringResource(R.string.you_title), onBack = { onEvent(FirstRunEvent.Back) }) {
        Section(title = stringResource(R.string.you_role)) {
            RoleChoice(state.role) { onEvent(FirstRunEvent.ChooseRole(it)) }
        }
        Section(title = stringResource(R.string.you_name)) {
            OutlinedTextField(
                state.name,
                { onEvent(FirstRunEvent.Name(it)) },
                Modifier.fillMaxWidth(),
                label = { Text(stringResource(R.string.you_name_label)) },
                singleLine = true,
            )
            Text(stringResource(R.string.you_name_about), style = MaterialTheme.typography.bodyMedium)
        }
        state.problem?.let { ProblemMessage(it) }
        MainButton(
            stringResource(R.string.next),
            { onEvent(FirstRunEvent.Next) },
            Modifier.fillMaxWidth(),
            enabled = state.role != null && !state.saving,
        )
        if (state.role == null) Text(stringResource(R.string.you_choose), style = MaterialTheme.typography.bodyMedium)
    }
}

/** Whether the person owes. The law treats the two differently, so it is asked and never guessed. */
@Composable
fun RoleChoice(chosen: Role?, onChoose: (Role) -> Unit) {
    Column(Modifier.selectableGroup()) {
        RadioRow(
            stringResource(R.string.role_third_party),
            stringResource(R.string.role_third_party_about),
            chosen == Role.ThirdParty,
            { onChoose(Role.ThirdParty) },
        )
        RadioRow(
            stringResource(R.string.role_debtor),
            stringResource(R.string.role_debtor_about),
            chosen == Role.Debtor,
            { onChoose(Role.Debtor) },
        )
    }
}

@Composable
private fun PermissionsPage(state: FirstRunState, onEvent: (FirstRunEvent) -> Unit) {
    ScrollPage(stringResource(R.string.permissions_title), onBack = { onEvent(FirstRunEvent.Back) }) {
        Text(stringResource(R.string.permissions_intro), style = MaterialTheme.typography.bodyLarge)
        Section { NeedList(state.needs) { onEvent(FirstRunEvent.Allow(it)) } }
        Text(
            stringResource(R.string.permissions_restricted),
            Modifier.padding(horizontal = 4.dp),
            style = MaterialTheme.typography.bodyMedium,
        )
        MainButton(stringResource(R.string.start), { onEvent(FirstRunEvent.Next) }, Modifier.fillMaxWidth())
    }
}
