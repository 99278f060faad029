package org.dunlog.app.ui.export

import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.autofill.ContentDataType
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDataType
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import org.dunlog.app.R
import org.dunlog.app.ui.parts.Labelled

/** Its text is seen while it is typed; neither the keyboard nor a password manager is to learn it. */
@Composable
internal fun UnsavedField(label: String, text: String, onChange: (String) -> Unit) {
    Labelled(label) { modifier ->
        OutlinedTextField(
            text,
            onChange,
            modifier.semantics { contentDataType = ContentDataType.None },
            placeholder = { Text(stringResource(R.string.details_blank)) },
            singleLine = true,
            keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Password, autoCorrectEnabled = false),
        )
    }
}
