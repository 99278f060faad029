package org.dunlog.app.ui.log

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Icon
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.Choice
import org.dunlog.app.ui.parts.LocalWords
import org.dunlog.app.ui.parts.PictureButton
import org.dunlog.app.ui.parts.askForDay
import org.dunlog.app.ui.parts.rememberTimes
import org.dunlog.core.Label

/** The search, and behind one button the conditions. What is set is always seen. */
@Composable
internal fun LogConditions(state: LogState, onEvent: (LogEvent) -> Unit) {
    var open by rememberSaveable { mutableStateOf(false) }
    val conditions = state.conditions
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        SearchField(conditions.search) { onEvent(LogEvent.Search(it)) }
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            Choice(stringResource(if (open) R.string.log_fewer else R.string.log_filter), open, { open = !open })
            DayChoice(state, onEvent)
            conditions.number?.let { number ->
                Choice(stringResource(R.string.log_one_number, number), true, { onEvent(LogEvent.AnyNumber) })
            }
            if (!open) {
                conditions.label?.let { label ->
                    Choice(LocalWords.current.label(label), true, { onEvent(LogEvent.ByLabel(null)) })
                }
                conditions.person?.let { id ->
                    val name = state.persons.find { it.id == id }?.name.orEmpty()
                    Choice(name, true, { onEvent(LogEvent.ByPerson(null)) })
                }
            }
        }
        if (open) AllChoices(state, onEvent)
    }
}

@Composable
private fun SearchField(text: String, onChange: (String) -> Unit) {
    OutlinedTextField(
        text,
        onChange,
        Modifier.fillMaxWidth(),
        label = { Text(stringResource(R.string.log_search)) },
        leadingIcon = { Icon(painterResource(R.drawable.ic_search), contentDescription = null) },
        trailingIcon = if (text.isEmpty()) {
            null
        } else {
            { PictureButton(R.drawable.ic_clear, stringResource(R.string.log_clear), { onChange("") }) }
        },
        singleLine = true,
        keyboardOptions = KeyboardOptions(imeAction = ImeAction.Search),
    )
}

@Composable
private fun DayChoice(state: LogState, onEvent: (LogEvent) -> Unit) {
    val ask = askForDay(state.conditions.day) { onEvent(LogEvent.ByDay(it)) }
    val day = state.conditions.day
    val words = if (day == null) stringResource(R.string.log_day) else rememberTimes().day(day)
    Choice(words, day != null, { if (day == null) ask() else onEvent(LogEvent.ByDay(null)) })
}

@Composable
private fun AllChoices(state: LogState, onEvent: (LogEvent) -> Unit) {
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        for (label in Label.all) {
            val chosen = state.conditions.label == label
            Choice(LocalWords.current.label(label), chosen, { onEvent(LogEvent.ByLabel(label.takeUnless { chosen })) })
        }
    }
    if (state.persons.size > 1) {
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            for (person in state.persons) {
                val chosen = state.conditions.person == person.id
                Choice(person.name, chosen, { onEvent(LogEvent.ByPerson(person.id.takeUnless { chosen })) })
            }
        }
    }
}
