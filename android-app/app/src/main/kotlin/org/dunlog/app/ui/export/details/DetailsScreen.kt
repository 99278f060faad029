package org.dunlog.app.ui.export.details

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.papers.DetailsDraft
import org.dunlog.app.ui.parts.MainButton
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Tone
import org.dunlog.core.Role

/** What only the person can say. Every field may stay empty. */
@Composable
fun DetailsScreen(state: DetailsState, onEvent: (DetailsEvent) -> Unit) {
    val draft = state.draft
    fun change(draft: DetailsDraft) = onEvent(DetailsEvent.Change(draft))
    ScrollPage(stringResource(R.string.details_title), onBack = { onEvent(DetailsEvent.Back) }) {
        Text(stringResource(R.string.details_intro), style = MaterialTheme.typography.bodyLarge)
        Section(title = stringResource(R.string.details_reporter)) {
            if (state.role == Role.ThirdParty) {
                LineField(R.string.details_relation, draft.relation) { change(draft.copy(relation = it)) }
            }
            WhoFields(draft.reporter) { change(draft.copy(reporter = it)) }
            Text(stringResource(R.string.details_no_id), style = MaterialTheme.typography.bodyMedium)
        }
        StationSection(draft, ::change)
        DebtSection(draft.debt) { change(draft.copy(debt = it)) }
        HarmSection(draft.harm) { change(draft.copy(harm = it)) }
        CluesSection(draft.clues) { change(draft.copy(clues = it)) }
        RelativesSection(draft.relatives, state.others) { change(draft.copy(relatives = it)) }
        MainButton(stringResource(R.string.details_done), { onEvent(DetailsEvent.Back) }, Modifier.fillMaxWidth())
        Forgetting(state.forgetting, onEvent)
    }
}

@Composable
private fun StationSection(draft: DetailsDraft, onChange: (DetailsDraft) -> Unit) {
    Section(title = stringResource(R.string.details_station)) {
        LineField(R.string.details_addressee, draft.addressee) { onChange(draft.copy(addressee = it)) }
        Text(stringResource(R.string.details_receipt_about), style = MaterialTheme.typography.bodyMedium)
        val receipt = draft.receipt
        LineField(R.string.details_receipt_number, receipt.number) {
            onChange(draft.copy(receipt = receipt.copy(number = it)))
        }
        DayField(R.string.details_receipt_date, receipt.date) {
            onChange(draft.copy(receipt = receipt.copy(date = it)))
        }
    }
}

@Composable
private fun Forgetting(asked: Boolean, onEvent: (DetailsEvent) -> Unit) {
    if (!asked) {
        QuietButton(stringResource(R.string.details_forget), { onEvent(DetailsEvent.Forget) }, Modifier.fillMaxWidth())
        return
    }
    Section(
        Modifier.semantics { liveRegion = LiveRegionMode.Polite },
        stringResource(R.string.details_forget_sure),
        Tone.Warning,
    ) {
        Text(stringResource(R.string.details_forget_about), style = MaterialTheme.typography.bodyMedium)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(12.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            QuietButton(stringResource(R.string.details_forget_yes), { onEvent(DetailsEvent.ForgetAll) })
            QuietButton(stringResource(R.string.details_forget_no), { onEvent(DetailsEvent.KeepAll) })
        }
    }
}
