package org.dunlog.app.tag

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.FilledTonalButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.core.Tag

/** The question and its five answers, large enough for a shaking hand. */
@Composable
internal fun TagPage(onTag: (Tag, failed: () -> Unit) -> Unit, onNote: () -> Unit, onLater: () -> Unit) {
    var hasFailed by rememberSaveable { mutableStateOf(false) }
    Surface(shape = MaterialTheme.shapes.extraLarge, tonalElevation = 6.dp) {
        Column(
            modifier = Modifier.verticalScroll(rememberScrollState()).padding(24.dp),
            verticalArrangement = Arrangement.spacedBy(8.dp),
        ) {
            Text(
                stringResource(R.string.tag_question),
                style = MaterialTheme.typography.titleLarge,
                modifier = Modifier.semantics { heading() },
            )
            Text(stringResource(R.string.tag_explanation), style = MaterialTheme.typography.bodyMedium)
            if (hasFailed) {
                Text(stringResource(R.string.tag_failed), color = MaterialTheme.colorScheme.error)
            }
            for (tag in Tag.all) {
                FilledTonalButton(onClick = { onTag(tag) { hasFailed = true } }, modifier = wide()) {
                    Text(stringResource(tagWord(tag)))
                }
            }
            OutlinedButton(onClick = onNote, modifier = wide()) { Text(stringResource(R.string.tag_note)) }
            TextButton(onClick = onLater, modifier = wide()) { Text(stringResource(R.string.tag_later)) }
        }
    }
}

private fun wide() = Modifier.fillMaxWidth().heightIn(min = 48.dp)
