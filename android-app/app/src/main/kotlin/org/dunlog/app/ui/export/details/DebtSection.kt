package org.dunlog.app.ui.export.details

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.dunlog.app.R
import org.dunlog.app.ui.parts.Choice
import org.dunlog.app.ui.parts.OneOf
import org.dunlog.app.ui.parts.Section
import org.dunlog.core.Debt

/** The loan in one neutral line; amounts are not asked for. */
@Composable
internal fun DebtSection(debt: Debt, onChange: (Debt) -> Unit) {
    Section(title = stringResource(R.string.details_debt)) {
        Text(stringResource(R.string.details_debt_about), style = MaterialTheme.typography.bodyMedium)
        LineField(R.string.details_institution, debt.institution) { onChange(debt.copy(institution = it)) }
        LineField(R.string.details_product, debt.product) { onChange(debt.copy(product = it)) }
        LineField(R.string.details_contract, debt.contractTail) { onChange(debt.copy(contractTail = it)) }
        OneOf(R.string.details_overdue) {
            for ((words, overdue) in answers) {
                Choice(stringResource(words), debt.overdue == overdue, { onChange(debt.copy(overdue = overdue)) })
            }
        }
    }
}

private val answers = listOf(
    R.string.details_not_said to null,
    R.string.details_overdue_yes to true,
    R.string.details_overdue_no to false,
)
