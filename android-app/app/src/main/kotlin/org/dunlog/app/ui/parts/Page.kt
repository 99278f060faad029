package org.dunlog.app.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.only
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R

/** The widest that text stays readable; on a tablet the rest stays free. */
private val readable = 640.dp

/** A page that is read from top to bottom, with its title and, below the top of the stack, a way back. */
@Composable
fun ScrollPage(title: String, onBack: (() -> Unit)?, content: @Composable ColumnScope.() -> Unit) {
    Page(title, onBack) { padding ->
        Column(
            Modifier
                .fillMaxSize()
                .verticalScroll(rememberScrollState())
                .padding(padding)
                .padding(horizontal = 16.dp)
                .padding(bottom = 24.dp),
            verticalArrangement = Arrangement.spacedBy(12.dp),
            content = content,
        )
    }
}

/** A page with its title; [content] scrolls by itself. */
@Composable
fun Page(title: String, onBack: (() -> Unit)?, content: @Composable (PaddingValues) -> Unit) {
    val edges = WindowInsets.safeDrawing.only(WindowInsetsSides.Horizontal + WindowInsetsSides.Top)
    Column(Modifier.fillMaxSize(), horizontalAlignment = Alignment.CenterHorizontally) {
        Column(Modifier.widthIn(max = readable).fillMaxSize().windowInsetsPadding(edges)) {
            Row(
                Modifier.fillMaxWidth().heightIn(min = 64.dp).padding(start = if (onBack == null) 16.dp else 4.dp),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                if (onBack != null) PictureButton(R.drawable.ic_back, stringResource(R.string.back), onBack)
                Text(
                    title,
                    Modifier.weight(1f).padding(horizontal = 4.dp, vertical = 8.dp).semantics { heading() },
                    style = MaterialTheme.typography.headlineSmall,
                )
            }
            content(PaddingValues())
        }
    }
}
