package org.dunlog.app.tag

import android.content.Context
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performClick
import androidx.lifecycle.Lifecycle
import androidx.test.core.app.ActivityScenario
import androidx.test.core.app.ApplicationProvider
import org.dunlog.app.R
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.Shots
import org.dunlog.app.testing.Variant
import org.dunlog.app.testing.checkUsable
import org.dunlog.core.EventId
import org.dunlog.core.Tag
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The page behind the notification after a call. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [29])
class TagPageTest {
    @get:Rule
    val app = AppRule()

    private val context: Context get() = ApplicationProvider.getApplicationContext()

    @Test
    fun everyLanguageLightAndSizeOfLetters() {
        for (variant in Variant.entries) {
            variant.apply()
            open { page ->
                app.compose.checkUsable("tag-${variant.id}")
                page.onActivity { Shots.check(it, "tag-${variant.id}") }
            }
        }
    }

    @Test
    fun oneTapIsLoggedAndThePageIsGone() {
        Variant.ZhLight.apply()
        val call = newestCall()
        open { page ->
            var shown: TagActivity? = null
            page.onActivity { shown = it }
            tap(R.string.tag_impersonation)
            assertTrue(checkNotNull(shown).isFinishing)
        }
        assertEquals(Tag.Impersonation, app.graph.core.event(call).annotations.last().tag)
    }

    @Test
    fun whatCouldNotBeLoggedIsSaidAndThePageStays() {
        Variant.ZhLight.apply()
        open { page ->
            app.core.close()
            tap(R.string.tag_abuse)
            app.compose.onNode(hasText(context.getString(R.string.tag_failed))).assertExists()
            assertEquals(Lifecycle.State.RESUMED, page.state)
        }
    }

    private fun open(use: (ActivityScenario<TagActivity>) -> Unit) {
        ActivityScenario.launch<TagActivity>(TagActivity.intent(context, newestCall())).use {
            app.compose.waitForIdle()
            use(it)
        }
    }

    private fun tap(words: Int) {
        app.compose.onNode(hasText(context.getString(words))).performClick()
        app.compose.waitForIdle()
    }

    private fun newestCall(): EventId =
        app.core.events().events.first { it.kind == "call" }.id
}
