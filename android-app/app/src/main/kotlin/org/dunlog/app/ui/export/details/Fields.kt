package org.dunlog.app.ui.export.details

import androidx.annotation.StringRes
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.KeyboardType
import java.time.LocalDate
import org.dunlog.app.R
import org.dunlog.app.papers.DetailsDraft
import org.dunlog.app.ui.parts.Choice
import org.dunlog.app.ui.parts.Labelled
import org.dunlog.app.ui.parts.OneOf
import org.dunlog.app.ui.parts.askForDay
import org.dunlog.app.ui.parts.rememberTimes

/** One line that may stay empty. */
@Composable
internal fun LineField(
    @StringRes label: Int,
    text: String,
    keyboard: KeyboardType = KeyboardType.Text,
    lines: Int = 1,
    onChange: (String) -> Unit,
) {
    Labelled(stringResource(label)) { modifier ->
        OutlinedTextField(
            text,
            { onChange(it.take(LONGEST)) },
            modifier,
            placeholder = { Text(stringResource(R.string.details_blank)) },
            singleLine = lines == 1,
            minLines = lines,
            maxLines = if (lines == 1) 1 else 2 * lines,
            keyboardOptions = KeyboardOptions(keyboardType = keyboard),
        )
    }
}

/** A day that may be left open; taken from the system's calendar. */
@Composable
internal fun DayField(@StringRes label: Int, day: String, onDay: (String) -> Unit) {
    val chosen = runCatching { LocalDate.parse(day) }.getOrNull()
    val ask = askForDay(chosen) { onDay(it.toString()) }
    OneOf(label) {
        val words = if (chosen == null) stringResource(R.string.details_day) else rememberTimes().date(chosen)
        Choice(words, chosen != null, ask)
        if (chosen != null) Choice(stringResource(R.string.details_day_none), false, { onDay("") })
    }
}

/** Who somebody is, in the order of the police's own form; no number of an ID. */
@Composable
internal fun WhoFields(who: DetailsDraft.Who, isFull: Boolean = true, onChange: (DetailsDraft.Who) -> Unit) {
    LineField(R.string.details_name, who.name) { onChange(who.copy(name = it)) }
    OneOf(R.string.details_sex) {
        for ((words, sex) in sexes) {
            Choice(stringResource(words), who.sex == sex, { onChange(who.copy(sex = if (who.sex == sex) "" else sex)) })
        }
    }
    LineField(R.string.details_birth, who.birth) { onChange(who.copy(birth = it)) }
    LineField(R.string.details_phone, who.phone, KeyboardType.Phone) { onChange(who.copy(phone = it)) }
    LineField(R.string.details_address, who.address) { onChange(who.copy(address = it)) }
    if (isFull) LineField(R.string.details_household, who.household) { onChange(who.copy(household = it)) }
    LineField(R.string.details_workplace, who.workplace) { onChange(who.copy(workplace = it)) }
}

/** As the papers print it, which are Chinese. */
private val sexes = listOf(R.string.details_woman to "女", R.string.details_man to "男")

/** So long may one field be, in letters. */
private const val LONGEST = 500
