package org.dunlog.app.ui.event

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.inLanguage
import org.dunlog.core.EventRecord
import org.dunlog.core.ExceededLimit
import org.dunlog.core.Reason

/** Why it is taken for what it is taken for: quoted words and counted facts, strongest first. */
@Composable
internal fun WhySection(record: EventRecord) {
    Section(title = stringResource(R.string.why_title)) {
        when {
            record.verdict == null -> Text(stringResource(R.string.why_not_judged))
            record.reasons.isEmpty() -> Text(stringResource(R.string.why_nothing))
            else -> record.reasons.groupBy { it.category }.values.forEachIndexed { index, reasons ->
                if (index > 0) HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
                ReasonsText(reasons)
            }
        }
        if (record.verdict != null) {
            Text(
                stringResource(R.string.why_only_suspected),
                style = MaterialTheme.typography.bodySmall,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
    }
}

/** The reasons of one kind of conduct. */
@Composable
private fun ReasonsText(reasons: List<Reason>) {
    val first = reasons.first()
    Column(
        Modifier.semantics(mergeDescendants = true) {},
        verticalArrangement = Arrangement.spacedBy(4.dp),
    ) {
        val category = inLanguage(first.categoryZh, first.categoryEn).ifEmpty { first.category.word }
        Text(category, style = MaterialTheme.typography.titleSmall, fontWeight = FontWeight.SemiBold)
        reasons.forEach { Text(it.words(), style = MaterialTheme.typography.bodyMedium) }
    }
}

@Composable
private fun Reason.words(): String {
    val why = inLanguage(whyZh, whyEn)
    val quote = quote
    val count = count
    return when {
        quote != null -> stringResource(R.string.why_quote, why, quote)
        count != null -> stringResource(R.string.why_count, why, count)
        else -> why
    }
}

/** The value of a fact that counts something; the others are a yes or an hour, which the words already say. */
private val Reason.count: Long?
    get() = value.takeIf { COUNTED.any { fact.orEmpty().startsWith(it) } }

private val COUNTED = listOf("calls_", "messages_", "people_", "answered_", "unanswered_", "prefix_", "known_of_")

/** The limits of conduct that the event exceeds by the law of its day, in the words in which they may be cited. */
@Composable
internal fun LimitsSection(limits: List<ExceededLimit>) {
    Section(title = stringResource(R.string.limits_title)) {
        limits.forEachIndexed { index, limit ->
            if (index > 0) HorizontalDivider(color = MaterialTheme.colorScheme.outlineVariant)
            Text(inLanguage(limit.zh, limit.en), style = MaterialTheme.typography.bodyMedium)
        }
    }
}
