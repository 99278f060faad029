package org.dunlog.app.ui.export

import android.app.Application
import androidx.test.core.app.ApplicationProvider
import java.io.IOException
import org.dunlog.app.papers.MadePapers
import org.dunlog.app.papers.PageSource
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.DrawnPages
import org.dunlog.app.testing.waitUntil
import org.dunlog.app.ui.export.preview.PreviewEvent
import org.dunlog.app.ui.export.preview.PreviewViewModel
import org.dunlog.core.Exported
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** One page at a time. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35])
class PreviewTest {
    @get:Rule
    val app = AppRule()
    private val context: Application get() = ApplicationProvider.getApplicationContext()
    private lateinit var pages: DrawnPages

    @Test
    fun pagesAreTurnedAndDrawnOneAtATime() {
        val model = shown()
        assertEquals(3, model.state.value.pages)
        model.onEvent(PreviewEvent.Earlier)
        assertEquals("there is none before the first", 0, model.state.value.page)
        model.turn()
        model.turn()
        model.onEvent(PreviewEvent.Later)
        assertEquals("there is none after the last", 2, model.state.value.page)
        assertEquals(listOf(0 to 300, 1 to 300, 2 to 300), pages.drawn)
    }

    @Test
    fun aTapMakesThePageLargeAndAPinchChangesIt() {
        val model = shown()
        model.onEvent(PreviewEvent.Larger)
        waitUntil { model.state.value.picture?.width == 600 }
        model.onEvent(PreviewEvent.Zoom(9f))
        assertEquals("not without end", 4f, model.state.value.zoom)
        model.onEvent(PreviewEvent.Zoom(0.01f))
        waitUntil { model.state.value.picture?.width == 300 }
        assertEquals(1f, model.state.value.zoom)
        model.onEvent(PreviewEvent.Width(5000))
        waitUntil { model.state.value.picture?.width == 2000 } // more than that is memory for nothing
    }

    @Test
    fun nothingIsHeldAfterThePageIsLeft() {
        val model = shown()
        model.clear()
        assertNull(model.state.value.picture)
        waitUntil { pages.closed }
    }

    @Test
    fun papersThatAreGoneAndAFileThatCannotBeDrawnHaveWords() {
        val model = PreviewViewModel(app.graph).apply { show() }
        assertEquals("papers_gone", model.state.value.problem?.code)
        app.pages = { throw IOException() }
        app.graph.papers.made.value = made()
        model.show()
        model.onEvent(PreviewEvent.Width(300))
        waitUntil { model.state.value.problem?.code == "io" }
        app.pages = { Failing }
        val other = PreviewViewModel(app.graph).apply { show() }
        other.onEvent(PreviewEvent.Width(300))
        waitUntil { other.state.value.problem?.code == "io" }
        assertNull(other.state.value.picture)
    }

    private fun shown(): PreviewViewModel {
        app.pages = { file -> DrawnPages(file, 3).also { pages = it } }
        app.graph.papers.made.value = made()
        val model = PreviewViewModel(app.graph)
        model.show()
        assertTrue("nothing is drawn before the width is known", model.state.value.picture == null)
        model.onEvent(PreviewEvent.Width(300))
        waitUntil { model.state.value.picture != null }
        return model
    }

    private fun PreviewViewModel.turn() {
        val before = pages.drawn.size
        onEvent(PreviewEvent.Later)
        waitUntil { pages.drawn.size > before }
    }

    private fun made() = MadePapers(context.cacheDir.resolve("papers"), "papers", Exported(1, 1, emptyList(), 3), null)

    private object Failing : PageSource {
        override val count = 1

        override fun page(index: Int, width: Int) = error("cannot be drawn")

        override fun close() = Unit
    }
}
