package org.dunlog.app.ui.contacts

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import org.dunlog.app.R
import org.dunlog.app.ui.parts.RadioRow
import org.dunlog.app.ui.parts.Section
import org.dunlog.core.Role

/** Whose phone a file is of. The law treats who owes and who does not differently, so it is asked and never guessed. */
data class Whose(val name: String = "", val role: Role? = null) {
    val isComplete: Boolean get() = name.isNotBlank() && role != null
}

/** Asks for it. */
@Composable
internal fun WhoseSection(whose: Whose, title: String, about: String?, onChange: (Whose) -> Unit) {
    Section(title = title) {
        if (about != null) Text(about, style = MaterialTheme.typography.bodyMedium)
        OutlinedTextField(
            whose.name,
            { onChange(whose.copy(name = it)) },
            Modifier.fillMaxWidth(),
            label = { Text(stringResource(R.string.whose_name)) },
            singleLine = true,
        )
        Column(Modifier.selectableGroup()) {
            for ((role, words) in roles) {
                RadioRow(stringResource(words), null, whose.role == role, { onChange(whose.copy(role = role)) })
            }
        }
        if (whose.role == null) {
            Text(stringResource(R.string.you_choose), style = MaterialTheme.typography.bodyMedium)
        }
    }
}

private val roles = listOf(
    Role.ThirdParty to R.string.whose_third_party,
    Role.Debtor to R.string.whose_debtor,
)
