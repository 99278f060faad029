package org.dunlog.app.ui

import androidx.activity.compose.LocalActivity
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.rememberUpdatedState

/** Has [forget] called when the page is left, and not when the window is only made anew, as by a rotation. */
@Composable
internal fun WhenLeft(forget: () -> Unit) {
    val activity = LocalActivity.current
    val current by rememberUpdatedState(forget)
    DisposableEffect(activity) {
        onDispose {
            if (activity?.isChangingConfigurations != true) current()
        }
    }
}
