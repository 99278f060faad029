package org.dunlog.app.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.dunlog.app.R

/** Says that something is being read. */
@Composable
fun LoadingMessage(modifier: Modifier = Modifier) {
    val words = stringResource(R.string.loading)
    Box(modifier.fillMaxWidth().padding(48.dp), contentAlignment = Alignment.Center) {
        CircularProgressIndicator(Modifier.semantics { contentDescription = words })
    }
}

/** Says that there is nothing, and why that may be. */
@Composable
fun EmptyMessage(title: String, text: String, modifier: Modifier = Modifier, action: @Composable () -> Unit = {}) {
    Column(
        modifier.fillMaxWidth().padding(horizontal = 32.dp, vertical = 48.dp),
        verticalArrangement = Arrangement.spacedBy(12.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        Text(
            title,
            Modifier.semantics { heading() },
            style = MaterialTheme.typography.titleMedium,
            textAlign = TextAlign.Center,
        )
        Text(
            text,
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
            textAlign = TextAlign.Center,
        )
        action()
    }
}

/** Says what went wrong and what to do; read aloud when it appears. */
@Composable
fun ProblemMessage(problem: Problem, modifier: Modifier = Modifier, onRetry: (() -> Unit)? = null) {
    val words = problem.words
    Section(
        modifier.semantics { liveRegion = LiveRegionMode.Polite },
        title = stringResource(words.what),
        tone = Tone.Warning,
    ) {
        Text(stringResource(words.advice), style = MaterialTheme.typography.bodyMedium)
        val place = listOf(problem.code, problem.where).filter(String::isNotEmpty).joinToString(" · ")
        Text(stringResource(R.string.problem_code, place), style = MaterialTheme.typography.bodySmall)
        if (onRetry != null) QuietButton(stringResource(R.string.again), onRetry)
    }
}
