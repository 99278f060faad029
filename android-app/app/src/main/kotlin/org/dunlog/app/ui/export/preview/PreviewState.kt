package org.dunlog.app.ui.export.preview

import android.graphics.Bitmap
import org.dunlog.app.ui.parts.Problem

/** One page of the papers. */
data class PreviewState(
    /** From 0. */
    val page: Int = 0,
    /** 0 until the file is open. */
    val pages: Int = 0,
    /** The only page that is held; of the one before until the next is drawn. */
    val picture: Bitmap? = null,
    /** How many times the width of the screen. */
    val zoom: Float = 1f,
    val problem: Problem? = null,
) {
    val isFirst: Boolean get() = page == 0
    val isLast: Boolean get() = page >= pages - 1
    val isLarge: Boolean get() = zoom > 1f

    companion object {
        const val LARGE = 2f
        const val LARGEST = 4f
    }
}

/** What the person does there. */
sealed interface PreviewEvent {
    data object Earlier : PreviewEvent
    data object Later : PreviewEvent

    /** Taps: large when it is small, small when it is large. */
    data object Larger : PreviewEvent

    /** Pinches. */
    data class Zoom(val by: Float) : PreviewEvent

    /** The width of the page on the screen became known. */
    data class Width(val points: Int) : PreviewEvent
    data object Print : PreviewEvent
    data object Back : PreviewEvent
}
