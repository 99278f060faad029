package org.dunlog.app.ui.parts

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Checkbox
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Switch
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp

// Every control is at least 48 dp high and grows with its text.

/** What the page is for. */
@Composable
fun MainButton(text: String, onClick: () -> Unit, modifier: Modifier = Modifier, enabled: Boolean = true) {
    Button(onClick, modifier.heightIn(min = 52.dp), enabled) { Text(text, textAlign = TextAlign.Center) }
}

/** What else can be done. */
@Composable
fun QuietButton(text: String, onClick: () -> Unit, modifier: Modifier = Modifier, enabled: Boolean = true) {
    OutlinedButton(
        onClick,
        modifier.heightIn(min = 48.dp),
        enabled,
        colors = ButtonDefaults.outlinedButtonColors(contentColor = LocalContentColor.current),
    ) { Text(text, textAlign = TextAlign.Center) }
}

/** A picture that does something; [name] is what a screen reader says. */
@Composable
fun PictureButton(picture: Int, name: String, onClick: () -> Unit, modifier: Modifier = Modifier) {
    IconButton(onClick, modifier) { Icon(painterResource(picture), contentDescription = name) }
}

/** One of several conditions. */
@Composable
fun Choice(text: String, chosen: Boolean, onClick: () -> Unit, modifier: Modifier = Modifier) {
    FilterChip(chosen, onClick, { Text(text, Modifier.padding(vertical = 8.dp)) }, modifier.heightIn(min = 48.dp))
}

/** A line that is ticked or not. */
@Composable
fun TickRow(text: String, ticked: Boolean, onChange: (Boolean) -> Unit, modifier: Modifier = Modifier) {
    ControlRow(text, null, modifier.toggleable(ticked, role = Role.Checkbox, onValueChange = onChange)) {
        Checkbox(ticked, onCheckedChange = null)
    }
}

/** A line that is on or off, with what that means. */
@Composable
fun SwitchRow(text: String, about: String?, on: Boolean, onChange: (Boolean) -> Unit, modifier: Modifier = Modifier) {
    ControlRow(text, about, modifier.toggleable(on, role = Role.Switch, onValueChange = onChange), first = false) {
        Switch(on, onCheckedChange = null)
    }
}

/** A line that excludes its neighbours. */
@Composable
fun RadioRow(text: String, about: String?, chosen: Boolean, onClick: () -> Unit, modifier: Modifier = Modifier) {
    ControlRow(text, about, modifier.selectable(chosen, role = Role.RadioButton, onClick = onClick)) {
        RadioButton(chosen, onClick = null)
    }
}

@Composable
private fun ControlRow(
    text: String,
    about: String?,
    modifier: Modifier,
    first: Boolean = true,
    control: @Composable () -> Unit,
) {
    Row(
        modifier.fillMaxWidth().heightIn(min = 48.dp).padding(vertical = 8.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (first) control()
        Column(Modifier.weight(1f).padding(horizontal = if (first) 12.dp else 0.dp)) {
            Text(text, style = MaterialTheme.typography.bodyLarge)
            if (about != null) {
                Text(
                    about,
                    style = MaterialTheme.typography.bodySmall,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
            }
        }
        if (!first) control()
    }
}
