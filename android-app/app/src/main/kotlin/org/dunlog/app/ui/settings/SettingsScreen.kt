package org.dunlog.app.ui.settings

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.firstrun.RoleChoice
import org.dunlog.app.ui.needs.NeedList
import org.dunlog.app.ui.parts.LocalWords
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.RadioRow
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section

/** Person and role, language, what may be captured, and what this program is. */
@Composable
fun SettingsScreen(state: SettingsState, onEvent: (SettingsEvent) -> Unit) {
    ScrollPage(stringResource(R.string.settings_title), onBack = null) {
        state.problem?.let { ProblemMessage(it) }
        PersonSection(state, onEvent)
        LanguageSection(state.language, onEvent)
        Section {
            LinkRow(stringResource(R.string.contacts_title)) { onEvent(SettingsEvent.OpenContacts) }
            HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
            LinkRow(stringResource(R.string.backup_title)) { onEvent(SettingsEvent.OpenBackup) }
            HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
            LinkRow(stringResource(R.string.restore_title)) { onEvent(SettingsEvent.OpenRestore) }
        }
        Section(title = stringResource(R.string.settings_capture)) {
            NeedList(state.needs) { onEvent(SettingsEvent.Allow(it)) }
            HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
            Text(
                stringResource(R.string.settings_apps_count, state.tickedApps),
                style = MaterialTheme.typography.bodyMedium,
            )
            QuietButton(stringResource(R.string.settings_apps), { onEvent(SettingsEvent.OpenApps) })
        }
        Section {
            LinkRow(stringResource(R.string.phone_title)) { onEvent(SettingsEvent.OpenPhone) }
            HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
            LinkRow(stringResource(R.string.proof_title)) { onEvent(SettingsEvent.OpenProof) }
            HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
            LinkRow(stringResource(R.string.about_title)) { onEvent(SettingsEvent.OpenAbout) }
        }
    }
}

@Composable
private fun PersonSection(state: SettingsState, onEvent: (SettingsEvent) -> Unit) {
    Section(title = stringResource(R.string.settings_person)) {
        val editing = state.editing
        if (editing == null) {
            Text(state.name, style = MaterialTheme.typography.bodyLarge)
            Text(LocalWords.current.role(state.role), style = MaterialTheme.typography.bodyMedium)
            QuietButton(stringResource(R.string.settings_person_change), { onEvent(SettingsEvent.Edit) })
        } else {
            Text(stringResource(R.string.settings_person_about), style = MaterialTheme.typography.bodyMedium)
            OutlinedTextField(
                editing.name,
                { onEvent(SettingsEvent.Name(it)) },
                Modifier.fillMaxWidth(),
                label = { Text(stringResource(R.string.you_name_label)) },
                singleLine = true,
            )
            RoleChoice(editing.role) { onEvent(SettingsEvent.ChooseRole(it)) }
            FlowRow(
                horizontalArrangement = Arrangement.spacedBy(12.dp),
                verticalArrangement = Arrangement.spacedBy(8.dp),
            ) {
                MainButton(
                    stringResource(R.string.save),
                    { onEvent(SettingsEvent.Save) },
                    enabled = editing.name.isNotBlank() && !editing.saving,
                )
                QuietButton(stringResource(R.string.cancel), { onEvent(SettingsEvent.Cancel) })
            }
        }
    }
}

@Composable
private fun LanguageSection(language: String?, onEvent: (SettingsEvent) -> Unit) {
    Section(title = stringResource(R.string.settings_language)) {
        Column(Modifier.selectableGroup()) {
            val choices = listOf(
                null to stringResource(R.string.language_of_phone),
                "zh" to stringResource(R.string.language_zh),
                "en" to stringResource(R.string.language_en),
            )
            for ((id, name) in choices) {
                RadioRow(name, null, language == id, { onEvent(SettingsEvent.ChooseLanguage(id)) })
            }
        }
    }
}

@Composable
internal fun LinkRow(text: String, onClick: () -> Unit) {
    Box(
        Modifier.fillMaxWidth().clickable(role = Role.Button, onClick = onClick).heightIn(min = 48.dp),
        contentAlignment = Alignment.CenterStart,
    ) { Text(text, style = MaterialTheme.typography.bodyLarge) }
}
