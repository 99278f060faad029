package org.dunlog.app.testing

import android.content.Context
import android.content.Intent
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.core.content.FileProvider
import androidx.test.core.app.ActivityScenario
import androidx.test.core.app.ApplicationProvider
import java.io.File
import java.nio.file.Files
import org.dunlog.app.AppGraph
import org.dunlog.app.DunlogApp
import org.dunlog.app.Settings
import org.dunlog.app.papers.DetailsStore
import org.dunlog.app.papers.PageSource
import org.dunlog.app.papers.Papers
import org.dunlog.app.papers.PdfPages
import org.dunlog.app.ui.MainActivity
import org.dunlog.core.EventId
import org.dunlog.core.Fonts
import org.dunlog.core.Role
import org.dunlog.core.RustCore
import org.junit.rules.ExternalResource
import org.junit.rules.RuleChain
import org.junit.rules.TestRule
import org.junit.runner.Description
import org.junit.runners.model.Statement
import org.robolectric.util.ReflectionHelpers

/** The app on the real engine, with a clock that stands still and nothing that happens on another thread. */
class AppRule(private val filled: Boolean = true) : TestRule {
    val compose = createEmptyComposeRule()

    /** What the phone has for papers. */
    var fonts: List<Fonts> = emptyList()

    /** How it shows a PDF. */
    var pages: (File) -> PageSource = ::PdfPages
    lateinit var graph: AppGraph
        private set
    lateinit var core: SteadyCore
        private set
    lateinit var permissions: TestPermissions
        private set
    lateinit var scenario: ActivityScenario<MainActivity>
        private set
    private lateinit var folder: File
    private val context: Context get() = ApplicationProvider.getApplicationContext()

    override fun apply(base: Statement, description: Description): Statement =
        RuleChain.outerRule(Parts()).around(compose).apply(base, description)

    /** Opens the window; on [event] if one is given, as from a notification. */
    fun launch(event: EventId? = null, note: Boolean = false) {
        val intent = Intent(context, MainActivity::class.java)
        if (event != null) {
            intent.putExtra(MainActivity.EXTRA_EVENT, event.value).putExtra(MainActivity.EXTRA_NOTE, note)
        }
        scenario = ActivityScenario.launch(intent)
        compose.waitForIdle()
    }

    /** A text of the app in the language of the window. */
    fun words(id: Int): String {
        var text = ""
        scenario.onActivity { text = it.getString(id) }
        return text
    }

    /** Clicks what can be clicked and has these words. */
    fun click(words: Int) {
        val node = compose.onAllNodes(hasText(words(words)).and(hasClickAction())).onFirst()
        runCatching { node.performScrollTo() } // the bottom bar does not scroll
        node.performClick()
        compose.waitForIdle()
    }

    /** Goes back as the gesture of the system does. */
    fun back() {
        scenario.onActivity { it.onBackPressedDispatcher.onBackPressed() }
        compose.waitForIdle()
    }

    /** Until this text stands on the page; for what another thread brings. */
    fun waitForText(text: String, millis: Long = 20_000) = compose.waitUntil(millis) {
        compose.onAllNodes(hasText(text, substring = true)).fetchSemanticsNodes().isNotEmpty()
    }

    /** Looks the page through, and holds its picture against the one that somebody looked at, if it is kept. */
    fun shot(name: String, variant: Variant, keep: Boolean = true) {
        compose.checkUsable("$name ${variant.id}")
        if (keep) scenario.onActivity { Shots.check(it, "$name-${variant.id}") }
    }

    /** What the person of the scenario said in the first run. */
    fun skipFirstRun() {
        graph.settings.personName = Scenario.OWNER
        graph.settings.role = Role.Debtor
        graph.settings.firstRunDone = true
    }

    private inner class Parts : ExternalResource() {
        override fun before() {
            // It remembers where the cache of the app was in the test before.
            ReflectionHelpers.getStaticField<MutableMap<*, *>>(FileProvider::class.java, "sCache").clear()
            folder = Files.createTempDirectory("dunlog").toFile()
            val path = if (filled) Scenario.log(folder).path else folder.resolve("log.db").path
            core = SteadyCore(RustCore.open(path))
            permissions = TestPermissions(context)
            val papers = { Papers(DetailsStore(context), { fonts }, { pages(it) }) }
            graph = AppGraph(Settings(context), permissions, { core }, DirectExecutor(), { Scenario.now }, papers)
            ApplicationProvider.getApplicationContext<DunlogApp>().graph = graph
            if (filled) skipFirstRun()
        }

        override fun after() {
            core.close()
            folder.deleteRecursively()
        }
    }
}
