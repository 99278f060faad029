package org.dunlog.app.ui

import androidx.compose.ui.test.hasText
import org.dunlog.app.R
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.InEveryVariant
import org.dunlog.app.testing.Phone
import org.dunlog.app.testing.Variant
import org.dunlog.app.testing.checkUsable
import org.dunlog.core.CoreException
import org.dunlog.core.EventFilter
import org.dunlog.core.EventId
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowSystemProperties

/** Every page with a filled log, in every language, light and size of letters. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [29])
class ShotsTest : InEveryVariant() {
    @get:Rule
    val app = AppRule()

    @Test
    fun whatIsSeenWhenTheLogIsDamaged() {
        Variant.ZhLight.apply()
        app.core.failure = CoreException("db_corrupt", false, "ledger.open")
        app.launch()
        app.shot("home-problem", Variant.ZhLight)
        tab(R.string.tab_log)
        app.shot("log-problem", Variant.ZhLight)
    }

    override fun pages(variant: Variant) {
        variant.apply()
        ShadowSystemProperties.override("ro.mi.os.version.name", "OS3.0")
        Phone.install("com.android.mms", "短信")
        Phone.install("com.tencent.mm", "微信")
        Phone.install("com.example.weather", "天气")
        val threat = app.core.events(EventFilter(text = "后果自负")).events.first().id
        val call = app.core.events().events.first { it.kind == "call" }.id
        app.launch()
        app.shot("home", variant)
        tab(R.string.tab_log)
        app.shot("log", variant)
        app.click(R.string.log_filter)
        app.shot("log-filter", variant)
        app.click(R.string.log_fewer)
        tab(R.string.tab_export)
        app.shot("export", variant)
        tab(R.string.tab_settings)
        app.shot("settings", variant)
        rarePages(variant)
        tab(R.string.tab_home)
        app.click(R.string.write_note)
        app.shot("note", variant)
        app.scenario.close()
        open(threat, "event-message", variant)
        open(call, "event-call", variant)
    }

    /** Pages of mere text need not be kept in every light. */
    private fun rarePages(variant: Variant) {
        val pages = listOf(
            R.string.proof_title to "proof",
            R.string.about_title to "about",
            R.string.settings_apps to "apps",
            R.string.phone_title to "phone",
        )
        for ((link, name) in pages) {
            app.click(link)
            if (name == "apps") waitForApps()
            app.shot(name, variant, keep = variant == Variant.ZhLight || variant == Variant.EnLarge)
            app.back()
        }
    }

    private fun open(id: EventId, name: String, variant: Variant) {
        app.launch(id)
        app.shot(name, variant)
        app.click(R.string.raw_title)
        app.compose.checkUsable("$name open ${variant.id}")
        app.scenario.close()
    }

    /** The list of apps is read on a thread of its own. */
    private fun waitForApps() = app.compose.waitUntil(10_000) {
        app.compose.onAllNodes(hasText("微信")).fetchSemanticsNodes().isNotEmpty()
    }

    private fun tab(name: Int) = app.click(name)
}
