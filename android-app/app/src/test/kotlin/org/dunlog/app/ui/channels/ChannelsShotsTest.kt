package org.dunlog.app.ui.channels

import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import org.dunlog.app.R
import org.dunlog.app.papers.DetailsDraft
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.InEveryVariant
import org.dunlog.app.testing.Scenario
import org.dunlog.app.testing.Variant
import org.dunlog.app.testing.checkUsable
import org.dunlog.app.ui.parts.day
import org.dunlog.core.ChannelId
import org.dunlog.core.HandIn
import org.dunlog.core.HandInKind
import org.junit.Rule
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Where to complain, in every language, light and size of letters. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [29])
class ChannelsShotsTest : InEveryVariant() {
    @get:Rule
    val app = AppRule()
    private lateinit var variant: Variant

    override fun pages(variant: Variant) {
        this.variant = variant
        variant.apply()
        app.graph.papers.details.keep(DetailsDraft(DetailsDraft.Who("林晓", phone = "13900001234")))
        handIn()
        app.launch()
        shot("home-due", rare = true)
        app.click(R.string.channels_title)
        app.click(R.string.lender_consumer_finance)
        app.click(R.string.channels_named)
        shot("channels")
        app.click(R.string.channels_all)
        app.compose.checkUsable("all channels ${variant.id}")
        open("lender")
        shot("channel")
        app.click(R.string.handin_title)
        app.compose.onAllNodes(hasSetTextAction()).onFirst().performScrollTo().performTextReplacement("GD0002")
        shot("hand-in")
        app.click(R.string.save)
        app.waitForText("GD0002")
        app.compose.checkUsable("channel after a step ${variant.id}")
        letter()
    }

    private fun letter() {
        val named = app.core.route(app.graph.owner()?.id).single { it.channel.value == "lender" }.letters.first()
        val name = if (variant == Variant.En || variant == Variant.EnLarge) named.en else named.zh
        app.compose.onAllNodes(hasText(name).and(hasClickAction())).onFirst().performScrollTo().performClick()
        app.waitForText(app.words(R.string.letter_copy))
        app.compose.onAllNodes(hasSetTextAction()).onFirst().performScrollTo().performTextReplacement("天天打")
        app.waitForText(app.words(R.string.letter_tone))
        app.click(R.string.letter_copy)
        shot("letter")
    }

    private fun open(id: String) {
        val channel = app.core.route(app.graph.owner()?.id).single { it.channel.value == id }
        val name = if (variant == Variant.En || variant == Variant.EnLarge) channel.en else channel.zh
        app.compose.onNode(hasContentDescription("${app.words(R.string.channels_open)} $name"))
            .performScrollTo().performClick()
        app.waitForText(app.words(R.string.handin_title))
    }

    private fun handIn() {
        val day = Scenario.now.day()
        val handIn = HandIn(
            ChannelId("lender"),
            HandInKind.HandedIn,
            day.minusDays(10).toString(),
            office = "云川消费金融有限公司",
            ticket = "GD0001",
            promise = "三日内回电",
            promisedBy = day.minusDays(1).toString(),
        )
        app.core.handIn(checkNotNull(app.graph.owner()).id, handIn, askedToStop = true)
    }

    private fun shot(name: String, rare: Boolean = false) = app.shot(name, variant, !rare || variant.keepsAll)
}
