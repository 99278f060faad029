package org.dunlog.app.ui.backup

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.password
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.PasswordVisualTransformation
import androidx.compose.ui.text.input.VisualTransformation

/** Its letters are points until the person wants to see them; the keyboard does not learn them. */
@Composable
internal fun PassphraseField(label: String, text: String, shown: Boolean, onChange: (String) -> Unit) {
    val hidden = if (shown) Modifier else Modifier.semantics { password() }
    OutlinedTextField(
        text,
        onChange,
        Modifier.fillMaxWidth().then(hidden),
        label = { Text(label) },
        singleLine = true,
        visualTransformation = if (shown) VisualTransformation.None else PasswordVisualTransformation(),
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Password, autoCorrectEnabled = false),
    )
}
