package org.dunlog.app.ui.export

import androidx.compose.ui.autofill.ContentDataType
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import org.dunlog.app.R
import org.dunlog.app.papers.DetailsDraft
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.DrawnPages
import org.dunlog.app.testing.InEveryVariant
import org.dunlog.app.testing.Shots
import org.dunlog.app.testing.Variant
import org.dunlog.app.testing.checkUsable
import org.dunlog.app.testing.paperFonts
import org.dunlog.core.Clue
import org.dunlog.core.ClueOrigin
import org.dunlog.core.Debt
import org.dunlog.core.Harm
import org.dunlog.core.HarmKind
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** From the choices over the details to the papers, in every language, light and size of letters. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [29])
class PapersShotsTest : InEveryVariant() {
    @get:Rule
    val app = AppRule()
    private lateinit var variant: Variant
    private var drawn: DrawnPages? = null

    /** On its side, every page can be scrolled to its end. */
    @Test
    fun landscape() {
        RuntimeEnvironment.setQualifiers("zh-rCN-w780dp-h360dp-land-mdpi")
        prepare()
        app.compose.checkUsable("export on its side")
        make()
        app.compose.checkUsable("result on its side")
        app.click(R.string.result_preview)
        waitForPage()
        app.compose.checkUsable("preview on its side")
        app.scenario.onActivity { Shots.check(it, "preview-land") }
    }

    /** The number of an ID is cleared by leaving the page, and nothing offers to fill it in or to save it. */
    @Test
    fun theIdNumberIsClearedWhenThePageIsLeft() {
        prepare()
        val plain = SemanticsMatcher.expectValue(SemanticsProperties.ContentDataType, ContentDataType.None)
        val field = app.compose.onNode(hasSetTextAction().and(plain))
        field.performScrollTo().performTextReplacement("000000190001010000")
        app.scenario.recreate() // the window is made anew, and not left
        app.compose.onNode(hasText("000000190001010000")).assertExists()
        app.click(R.string.details_open)
        app.back()
        app.compose.onNode(hasText("000000190001010000")).assertDoesNotExist()
    }

    override fun pages(variant: Variant) {
        this.variant = variant
        variant.apply()
        prepare()
        app.click(R.string.details_open)
        shot("details-empty")
        app.back()
        app.graph.papers.details.keep(written)
        app.click(R.string.details_open)
        app.click(R.string.details_forget)
        shot("details", rare = true)
        app.click(R.string.details_forget_no)
        app.click(R.string.details_done)
        choosing()
        make()
        shot("result")
        app.click(R.string.result_preview)
        waitForPage()
        shot("preview")
        app.click(R.string.preview_later)
        app.click(R.string.preview_larger)
        waitForPage()
        app.compose.waitUntil(20_000) {
            val last = drawn?.drawn?.lastOrNull()
            last != null && last.first == 1 && last.second > 400
        }
        Thread.sleep(HANDED_OVER_MS) // from the thread that draws
        app.compose.waitForIdle()
        shot("preview-large", rare = true)
        app.back()
        app.graph.papers.made.value = null
        shot("result-gone", rare = true)
        app.back()
        app.fonts = emptyList()
        make()
        shot("result-html", rare = true)
    }

    private fun choosing() {
        app.click(R.string.key_events_open)
        app.compose.waitForIdle()
        val rows = app.compose.onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsProperties.ToggleableState))
        rows[1].performClick() // the first is the switch above them
        app.compose.waitForIdle()
        rows[2].performClick()
        shot("key-events")
        app.back()
        app.compose.checkUsable("export with choices ${variant.id}")
    }

    private fun prepare() {
        app.fonts = listOf(paperFonts)
        app.pages = { file -> DrawnPages(file).also { drawn = it } }
        app.core.steadyExport = true
        app.launch()
        app.click(R.string.tab_export)
    }

    private fun make() {
        app.click(R.string.export_make)
        app.waitForText(app.words(R.string.result_share_about), 30_000)
    }

    private fun waitForPage() = app.compose.waitUntil(20_000) {
        app.compose.onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsProperties.ContentDescription).and(isPage))
            .fetchSemanticsNodes().isNotEmpty()
    }

    private val isPage = SemanticsMatcher("is the picture of a page") { node ->
        node.config.getOrElseNullable(SemanticsProperties.ContentDescription) { null }.orEmpty().any { "14" in it }
    }

    private fun shot(name: String, rare: Boolean = false) = app.shot(name, variant, !rare || variant.keepsAll)

    private val written = DetailsDraft(
        DetailsDraft.Who("林晓", "女", "1990年1月1日", "云川小学", "13900001234", "青云市花园路0号"),
        addressee = "青云市公安局花园派出所",
        debt = Debt("速来贷有限公司", "现金贷", "0001", overdue = true),
        harm = listOf(Harm(HarmKind.Health, "整夜睡不着，去医院开了药", "2026年10月", "门诊病历")),
        clues = listOf(Clue(ClueOrigin.Claimed, "自称速来贷法务部", "13900001234")),
        relatives = listOf(DetailsDraft.Kin("周桂芬", "母亲", DetailsDraft.Who("周桂芬", "女"))),
    )

    private companion object {
        const val HANDED_OVER_MS = 200L
    }
}
