package org.dunlog.app.papers

import android.app.Application
import androidx.test.core.app.ApplicationProvider
import org.dunlog.app.R
import org.dunlog.core.CoreException
import org.dunlog.core.Fonts
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** Which fonts of a phone papers are set in. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class FontChoiceTest {
    @get:Rule
    val temporary = TemporaryFolder()
    private val choice = FontChoice.read(
        ApplicationProvider.getApplicationContext<Application>().resources.openRawResource(R.raw.fonts)
            .bufferedReader().use { it.readText() },
    )

    @Test
    fun songIsForTheTextAndHeiForTitles() {
        val first = of("Roboto-Regular.ttf", "NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc").first()
        assertEquals("/system/fonts/NotoSerifCJK-Regular.ttc", first.body)
        assertEquals("/system/fonts/NotoSansCJK-Regular.ttc", first.heading)
    }

    @Test
    fun withoutSongEverythingIsHei() {
        val fonts = of("NotoSansCJK-Regular.ttc", "DroidSansFallback.ttf", "NotoSansSymbols-Regular-Subsetted.ttf")
        assertEquals(
            listOf("NotoSansCJK-Regular.ttc", "DroidSansFallback.ttf").map { "/system/fonts/$it" },
            fonts.map { it.body },
        )
        assertEquals("/system/fonts/NotoSansSymbols-Regular-Subsetted.ttf", fonts.first().fallbacks.first())
    }

    @Test
    fun everyMakersPhoneHasOneThatIsKnown() {
        val names = listOf(
            "MiSansVF.ttf",
            "HarmonyOS_Sans_SC_Regular.ttf",
            "OPPOSans-R.ttf",
            "SysSans-Hans-Regular.ttf",
            "HONORSansCN-Regular.ttf",
            "SECCJK-Regular.ttc",
            "NotoSansSC-Regular.otf",
            "DroidSansFallbackBBK.ttf",
        )
        for (name in names) {
            assertEquals(name, listOf("/system/fonts/$name"), of("Roboto-Regular.ttf", name).map { it.body })
        }
    }

    @Test
    fun aFontThatNobodyKnowsIsTakenWhenTheSystemSetsChineseInIt() {
        val found = listOf(
            FoundFont("/product/fonts/NewSans-Bold.ttf", 700, isChinese = true),
            FoundFont("/product/fonts/NewSans.ttf", 400, isChinese = true),
            FoundFont("/system/fonts/Roboto-Regular.ttf"),
        )
        assertEquals("/product/fonts/NewSans.ttf", choice.of(found).first().body)
    }

    @Test
    fun picturesAreNeverTakenForLetters() {
        val found = listOf("NotoColorEmoji.ttf", "NotoColorEmojiFlags.ttf", "DroidSansMono.ttf")
            .map { FoundFont("/system/fonts/$it", isChinese = true) }
        assertEquals(emptyList<Fonts>(), choice.of(found))
        val other = of("NotoSansCJK-Regular.ttc", "NotoColorEmoji.ttf").single()
        assertTrue(other.fallbacks.none { "Emoji" in it })
    }

    @Test
    fun aPhoneWithoutAnyHasNone() = assertEquals(emptyList<Fonts>(), choice.of(emptyList()))

    @Test
    @Config(sdk = [26, 29, 35])
    fun aPhoneIsAskedAtEveryLevelOfAndroid() {
        val fonts = fontsOfPhone(ApplicationProvider.getApplicationContext())
        assertTrue(fonts.none { "Emoji" in it.body })
    }

    @Test
    fun foldersAreListedAndThoseThatAreNotThereAreEmpty() {
        val folder = temporary.newFolder()
        for (name in listOf("b.ttc", "a.OTF", "readme.txt")) folder.resolve(name).writeText("")
        folder.resolve("c.ttf").mkdirs()
        assertEquals(listOf("a.OTF", "b.ttc"), filesIn(listOf("/no/such/folder", folder.path)).map { it.name })
    }

    @Test
    fun theNextIsTriedAndAtLastNone() {
        val tried = mutableListOf<String?>()
        val attempt = inFirstUsable(listOf(Fonts("bitmap"), Fonts("gone"), Fonts("good"), Fonts("other"))) { fonts ->
            tried += fonts?.body
            if (fonts?.body == "bitmap") throw CoreException("font_unreadable", false, "fonts.face")
            if (fonts?.body == "gone") throw CoreException("font_missing", false, "fonts.read")
            "written"
        }
        assertEquals(Attempt("written", null), attempt)
        assertEquals(listOf<String?>("bitmap", "gone", "good"), tried)
        val without = inFirstUsable(listOf(Fonts("bitmap"))) {
            if (it != null) throw CoreException("font_unreadable", false, "fonts.face")
            "as HTML"
        }
        assertEquals(Attempt("as HTML", "font_unreadable"), without)
        assertEquals("font_missing", inFirstUsable(emptyList()) { it }.noPdf)
    }

    @Test
    fun otherFailuresAreNotHidden() {
        val failure = assertThrows(CoreException::class.java) {
            inFirstUsable(listOf(Fonts("good"))) { throw CoreException("disk_full", false, "export.write") }
        }
        assertEquals("disk_full", failure.code)
    }

    private fun of(vararg names: String) = choice.of(names.map { FoundFont("/system/fonts/$it") })
}
