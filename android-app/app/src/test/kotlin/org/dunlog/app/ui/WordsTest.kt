package org.dunlog.app.ui

import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.findingWords
import org.dunlog.app.ui.parts.problemWords
import org.dunlog.app.ui.parts.words
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.w3c.dom.Element

/** Nothing is left without words, in either language. */
class WordsTest {
    private val root = File(checkNotNull(System.getProperty("dunlog.contract"))).resolve("../..").canonicalFile

    @Test
    fun everyCodeOfTheWireHasWords() {
        val codes = root.resolve("docs/wire.md").readLines()
            .dropWhile { it != "## Codes" }.drop(1).takeWhile { !it.startsWith("## ") }
            .filter { it.startsWith("| `") }
            .flatMap { row -> Regex("`([a-z0-9_]+)`").findAll(row.substringBefore(" | ")).map { it.groupValues[1] } }
        assertTrue("the table of codes", codes.size >= 25)
        assertEquals(emptyList<String>(), codes.filterNot { it in problemWords })
    }

    @Test
    fun everyFindingOfACheckHasWordsAndSoHasAFileThatCannotBeOpened() {
        val codes = Regex("Self::\\w+ => \"([a-z_]+)\"")
            .findAll(root.resolve("rust-core/bundle/src/code.rs").readText()).map { it.groupValues[1] }.toSet()
        assertTrue("the list of codes", codes.size >= 25)
        assertEquals(codes, findingWords.keys)
        assertEquals(emptyList<String>(), codes.filterNot { it in problemWords })
    }

    @Test
    fun anUnknownCodeIsAMistakeOfOurs() {
        assertEquals(problemWords["internal"], Problem("never heard of").words)
    }

    @Test
    fun bothLanguagesHaveTheSameTextsWithTheSameGaps() {
        val files = root.resolve("android-app/app/src/main/res/values").list().orEmpty()
            .filter { it.startsWith("strings") }
        assertTrue("the files of texts", files.size >= 5)
        for (file in files) {
            val zh = texts("values/$file")
            val en = texts("values-en/$file")
            assertEquals(file, zh.keys, en.keys)
            for ((name, text) in zh) assertEquals(name, gaps(text), gaps(en.getValue(name)))
        }
    }

    private fun texts(path: String): Map<String, String> {
        val file = root.resolve("android-app/app/src/main/res").resolve(path)
        val nodes = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).getElementsByTagName("string")
        return (0 until nodes.length).map { nodes.item(it) as Element }
            .filter { it.getAttribute("translatable") != "false" }
            .associate { it.getAttribute("name") to it.textContent }
    }

    private fun gaps(text: String) = Regex("%\\d\\$[sd]").findAll(text).map { it.value }.toSortedSet().toList()
}
