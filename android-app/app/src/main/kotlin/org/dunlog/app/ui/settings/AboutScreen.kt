package org.dunlog.app.ui.settings

import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalResources
import androidx.compose.ui.res.stringResource
import org.dunlog.app.R
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.core.About

/** Version, rules, licences. */
@Composable
fun AboutScreen(version: String, about: About?, onBack: () -> Unit) {
    ScrollPage(stringResource(R.string.about_title), onBack) {
        Section(title = stringResource(R.string.app_name)) {
            Text(stringResource(R.string.about_text), style = MaterialTheme.typography.bodyMedium)
            Text(stringResource(R.string.about_version, version), style = MaterialTheme.typography.bodyMedium)
            if (about != null) {
                Text(stringResource(R.string.about_engine, about.program), style = MaterialTheme.typography.bodyMedium)
                Text(stringResource(R.string.about_ruleset, about.ruleset), style = MaterialTheme.typography.bodyMedium)
            }
        }
        Section(title = stringResource(R.string.licences_title)) {
            val resources = LocalResources.current
            val licences = remember(resources) {
                resources.openRawResource(R.raw.licences).bufferedReader().use { it.readText().trim() }
            }
            SelectionContainer { Text(licences, style = MaterialTheme.typography.bodySmall) }
        }
    }
}

/** What the record proves and what it does not, in plain words. */
@Composable
fun ProofScreen(onBack: () -> Unit) {
    ScrollPage(stringResource(R.string.proof_title), onBack) {
        Section(title = stringResource(R.string.proof_yes)) {
            Text(stringResource(R.string.proof_yes_text), style = MaterialTheme.typography.bodyLarge)
        }
        Section(title = stringResource(R.string.proof_no)) {
            Text(stringResource(R.string.proof_no_text), style = MaterialTheme.typography.bodyLarge)
        }
        Section(title = stringResource(R.string.proof_do)) {
            Text(stringResource(R.string.proof_do_text), style = MaterialTheme.typography.bodyLarge)
        }
    }
}
