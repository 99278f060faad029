package org.dunlog.app.ui.parts

import androidx.annotation.StringRes
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp

/** A field with its label above it, where it may take as many lines as it needs; a screen reader says both as one. */
@Composable
fun Labelled(label: String, field: @Composable (Modifier) -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
        Text(label, Modifier.clearAndSetSemantics {}, style = MaterialTheme.typography.bodyMedium)
        field(Modifier.fillMaxWidth().semantics { contentDescription = label })
    }
}

/** A question with its answers beside each other. */
@Composable
fun OneOf(@StringRes question: Int, choices: @Composable () -> Unit) {
    Text(stringResource(question), style = MaterialTheme.typography.bodyMedium)
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        choices()
    }
}
