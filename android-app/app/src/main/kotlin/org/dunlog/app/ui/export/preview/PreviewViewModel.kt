package org.dunlog.app.ui.export.preview

import android.graphics.Bitmap
import java.io.File
import java.io.IOException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.dunlog.app.AppGraph
import org.dunlog.app.papers.PageSource
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.parts.Problem

/** Draws one page at a time: a phone with little memory holds one picture and not a stack of them. */
class PreviewViewModel(graph: AppGraph) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(PreviewState())
    private val drawing = Mutex()
    private var source: PageSource? = null
    private var file: File? = null
    private var width = 0
    private var work: Job? = null
    val state: StateFlow<PreviewState> = mutable.asStateFlow()

    /** Opens what was made. */
    fun show() {
        val made = graph.papers.made.value?.pdf
        if (made == null) mutable.value = PreviewState(problem = Problem("papers_gone"))
        if (made == null || made == file) return
        file = made
        draw()
    }

    fun onEvent(event: PreviewEvent) {
        val now = state.value
        when (event) {
            PreviewEvent.Earlier -> if (!now.isFirst) turn(now.page - 1)
            PreviewEvent.Later -> if (!now.isLast) turn(now.page + 1)
            PreviewEvent.Larger -> zoom(if (now.isLarge) 1f else PreviewState.LARGE)
            is PreviewEvent.Zoom -> zoom((now.zoom * event.by).coerceIn(1f, PreviewState.LARGEST))
            is PreviewEvent.Width -> if (event.points != width) {
                width = event.points
                draw()
            }
            PreviewEvent.Print, PreviewEvent.Back -> Unit // the screen does it
        }
    }

    /** The phone cannot print. */
    fun noPrinting() = mutable.update { it.copy(problem = Problem("no_printing")) }

    /** The page is left: nothing of it is held. */
    fun clear() {
        work?.cancel()
        file = null
        mutable.value = PreviewState()
        withFiles({}, { withContext(NonCancellable + Dispatchers.IO) { close() } }, {})
    }

    override fun onCleared() {
        source?.close()
    }

    private fun turn(page: Int) {
        mutable.update { it.copy(page = page) }
        draw()
    }

    private fun zoom(zoom: Float) {
        val before = state.value.isLarge
        mutable.update { it.copy(zoom = zoom) }
        if (before != state.value.isLarge) draw()
    }

    private fun draw() {
        val file = file ?: return
        if (width == 0) return
        val now = state.value
        val wanted = if (now.isLarge) (width * PreviewState.LARGE).toInt() else width
        work?.cancel()
        work = withFiles(
            failed = { problem -> mutable.update { it.copy(problem = problem) } },
            work = { withContext(Dispatchers.IO) { drawing.withLock { page(file, now.page, wanted) } } },
        ) { (pages, picture) -> mutable.update { it.copy(pages = pages, picture = picture, problem = null) } }
    }

    private fun page(file: File, page: Int, width: Int): Pair<Int, Bitmap> {
        val open = source ?: graph.papers.openPages(file).also { source = it }
        try {
            return open.count to open.page(page.coerceIn(0, open.count - 1), width.coerceIn(1, WIDEST))
        } catch (failure: IllegalStateException) {
            throw IOException(failure) // closed, or a page that the system cannot draw
        }
    }

    private suspend fun close() = drawing.withLock {
        source?.close()
        source = null
    }

    private companion object {
        /** A page so wide takes 23 MB. */
        const val WIDEST = 2000
    }
}
