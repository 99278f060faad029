package org.dunlog.app.ui.export.preview

import androidx.compose.foundation.Image
import androidx.compose.foundation.clickable
import androidx.compose.foundation.gestures.rememberTransformableState
import androidx.compose.foundation.gestures.transformable
import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.asImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.ui.parts.LoadingMessage
import org.dunlog.app.ui.parts.ProblemMessage
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage

/** The papers page by page, as they will be printed. */
@Composable
fun PreviewScreen(state: PreviewState, onEvent: (PreviewEvent) -> Unit) {
    ScrollPage(stringResource(R.string.preview_title), onBack = { onEvent(PreviewEvent.Back) }) {
        state.problem?.let { ProblemMessage(it) }
        if (state.pages > 0) {
            Text(
                stringResource(R.string.preview_page, state.page + 1, state.pages),
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                style = MaterialTheme.typography.titleMedium,
            )
            Turning(state, onEvent) {
                val size = if (state.isLarge) R.string.preview_smaller else R.string.preview_larger
                QuietButton(stringResource(size), { onEvent(PreviewEvent.Larger) })
            }
        }
        Paper(state, onEvent)
        if (state.pages > 0) {
            Turning(state, onEvent) {
                QuietButton(stringResource(R.string.result_print), { onEvent(PreviewEvent.Print) })
            }
        }
    }
}

/** Above and below the page, so that nobody has to scroll back for the next one. */
@Composable
private fun Turning(state: PreviewState, onEvent: (PreviewEvent) -> Unit, third: @Composable () -> Unit) {
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        val earlier = stringResource(R.string.preview_earlier)
        QuietButton(earlier, { onEvent(PreviewEvent.Earlier) }, enabled = !state.isFirst)
        QuietButton(stringResource(R.string.preview_later), { onEvent(PreviewEvent.Later) }, enabled = !state.isLast)
        third()
    }
}

@Composable
private fun Paper(state: PreviewState, onEvent: (PreviewEvent) -> Unit) {
    BoxWithConstraints(Modifier.fillMaxWidth(), contentAlignment = Alignment.Center) {
        val points = constraints.maxWidth
        LaunchedEffect(points) { onEvent(PreviewEvent.Width(points)) }
        val picture = state.picture
        if (picture == null) {
            if (state.problem == null) LoadingMessage()
            return@BoxWithConstraints
        }
        val wide = maxWidth * state.zoom
        val pinching = rememberTransformableState { _, by, _, _ -> onEvent(PreviewEvent.Zoom(by)) }
        Box(Modifier.horizontalScroll(rememberScrollState(), enabled = state.isLarge)) {
            Image(
                picture.asImageBitmap(),
                stringResource(R.string.preview_picture, state.page + 1, state.pages),
                Modifier
                    .width(wide)
                    .height(wide * picture.height / picture.width)
                    .transformable(pinching, canPan = { false })
                    .clickable(
                        onClickLabel = stringResource(
                            if (state.isLarge) R.string.preview_smaller else R.string.preview_larger,
                        ),
                        role = Role.Image,
                    ) { onEvent(PreviewEvent.Larger) },
                contentScale = ContentScale.FillBounds,
            )
        }
    }
}
