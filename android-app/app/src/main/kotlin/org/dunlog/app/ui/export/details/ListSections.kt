package org.dunlog.app.ui.export.details

import androidx.annotation.StringRes
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.KeyboardType
import org.dunlog.app.R
import org.dunlog.app.papers.DetailsDraft
import org.dunlog.app.ui.parts.Choice
import org.dunlog.app.ui.parts.OneOf
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.Section
import org.dunlog.core.Clue
import org.dunlog.core.ClueOrigin
import org.dunlog.core.Harm
import org.dunlog.core.HarmKind

/** What it did to the person. */
@Composable
internal fun HarmSection(harm: List<Harm>, onChange: (List<Harm>) -> Unit) {
    val blank = Harm(HarmKind.Work, "")
    ListSection(Named(R.string.details_harm, R.string.details_harm_about), harm, blank, onChange) { row, change ->
        OneOf(R.string.details_harm_kind) {
            for ((kind, words) in kinds) {
                Choice(stringResource(words), row.kind == kind, { change(row.copy(kind = kind)) })
            }
        }
        LineField(R.string.details_harm_date, row.date) { change(row.copy(date = it)) }
        LineField(R.string.details_harm_text, row.text, lines = 2) { change(row.copy(text = it)) }
        LineField(R.string.details_harm_proof, row.proof) { change(row.copy(proof = it)) }
    }
}

private val kinds = listOf(
    HarmKind.Work to R.string.details_harm_work,
    HarmKind.Health to R.string.details_harm_health,
    HarmKind.Family to R.string.details_harm_family,
    HarmKind.Cost to R.string.details_harm_cost,
)

/** Who may be behind the numbers. */
@Composable
internal fun CluesSection(clues: List<Clue>, onChange: (List<Clue>) -> Unit) {
    val blank = Clue(ClueOrigin.Claimed, "")
    ListSection(Named(R.string.details_clues, R.string.details_clues_about), clues, blank, onChange) { row, change ->
        OneOf(R.string.details_clue_origin) {
            for ((origin, words) in origins) {
                Choice(stringResource(words), row.origin == origin, { change(row.copy(origin = origin)) })
            }
        }
        LineField(R.string.details_clue_text, row.text, lines = 2) { change(row.copy(text = it)) }
        LineField(R.string.details_clue_number, row.number, KeyboardType.Phone) { change(row.copy(number = it)) }
    }
}

private val origins = listOf(
    ClueOrigin.Claimed to R.string.details_clue_claimed,
    ClueOrigin.NumberShown to R.string.details_clue_number_shown,
    ClueOrigin.Signature to R.string.details_clue_signature,
    ClueOrigin.Contract to R.string.details_clue_contract,
    ClueOrigin.Confirmed to R.string.details_clue_confirmed,
)

/** Relatives and colleagues who give papers of their own. */
@Composable
internal fun RelativesSection(
    relatives: List<DetailsDraft.Kin>,
    others: List<String>,
    onChange: (List<DetailsDraft.Kin>) -> Unit,
) {
    val free = others.firstOrNull { name -> relatives.none { it.person == name } }.orEmpty()
    val blank = DetailsDraft.Kin(free, who = DetailsDraft.Who(name = free))
    val named = Named(R.string.details_relatives, R.string.details_relatives_about)
    ListSection(named, relatives, blank, onChange) { row, change ->
        if (others.isNotEmpty()) {
            OneOf(R.string.details_relative_phone) {
                for (name in others) {
                    Choice(name, row.person == name, { change(row.copy(person = name)) })
                }
            }
        }
        LineField(R.string.details_relative_relation, row.relation) { change(row.copy(relation = it)) }
        WhoFields(row.who, isFull = false) { change(row.copy(who = it)) }
        LineField(R.string.details_occupation, row.occupation) { change(row.copy(occupation = it)) }
    }
}

private class Named(@param:StringRes val title: Int, @param:StringRes val about: Int)

/** Rows that are added and taken out. */
@Composable
private fun <T> ListSection(
    named: Named,
    rows: List<T>,
    blank: T,
    onChange: (List<T>) -> Unit,
    row: @Composable (T, (T) -> Unit) -> Unit,
) {
    Section(title = stringResource(named.title)) {
        Text(stringResource(named.about), style = MaterialTheme.typography.bodyMedium)
        for ((place, one) in rows.withIndex()) {
            key(place) {
                HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
                Text(stringResource(R.string.details_row, place + 1), style = MaterialTheme.typography.titleSmall)
                row(one) { changed -> onChange(rows.toMutableList().also { it[place] = changed }) }
                val remove = stringResource(R.string.details_remove, place + 1)
                QuietButton(remove, { onChange(rows.filterIndexed { at, _ -> at != place }) })
            }
        }
        if (rows.size < MOST_ROWS) QuietButton(stringResource(R.string.details_add), { onChange(rows + blank) })
    }
}

private const val MOST_ROWS = 20
