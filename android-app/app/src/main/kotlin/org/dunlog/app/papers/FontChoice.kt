package org.dunlog.app.papers

import java.io.File
import kotlin.math.abs
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json
import org.dunlog.core.Fonts

/** A font file of the phone. */
data class FoundFont(
    val path: String,
    /** 400 is that of running text. */
    val weight: Int = REGULAR,
    /** The system sets simplified Chinese in it. */
    val isChinese: Boolean = false,
) {
    val name: String get() = File(path).name

    companion object {
        const val REGULAR = 400
    }
}

/** Which fonts papers are set in, by the names of their files; `*` stands for anything. */
@Serializable
data class FontChoice(
    /** The month in which somebody last held this against what phones have. */
    val checked: String,
    /** Where to look on phones that do not say what they have. */
    val folders: List<String>,
    /** Like Song, for running text; the best first. */
    val song: List<String>,
    /** Like Hei, for titles, and for everything where there is no Song; the best first. */
    val hei: List<String>,
    /** For signs that the others lack. */
    val fallbacks: List<String>,
    /** Pictures instead of outlines, and letters of fixed width. */
    val never: List<String>,
) {
    /** What to try in turn, the best first; empty when the phone has no Chinese font that is known. */
    fun of(found: List<FoundFont>): List<Fonts> {
        val usable = found.filterNot { font -> never.any { font.fits(it) } }.distinctBy { it.path }
        val hei = hei.pick(usable)
        val others = usable.filter { it.isChinese }.sortedBy { abs(it.weight - FoundFont.REGULAR) }
        val signs = fallbacks.pick(usable)
        return (song.pick(usable) + hei + others).distinct().take(MOST).map { body ->
            Fonts(
                body = body.path,
                heading = (hei + others).firstOrNull { it != body }?.path,
                fallbacks = (signs + hei).filter { it != body }.distinct().take(MOST_FALLBACKS).map { it.path },
            )
        }
    }

    private fun List<String>.pick(from: List<FoundFont>) =
        flatMap { name -> from.filter { it.fits(name) }.sortedBy { abs(it.weight - FoundFont.REGULAR) } }.distinct()

    private fun FoundFont.fits(wanted: String): Boolean {
        val parts = wanted.split('*').joinToString(".*") { Regex.escape(it) }
        return Regex(parts, RegexOption.IGNORE_CASE).matches(name)
    }

    companion object {
        /** Reads the data file. */
        fun read(json: String): FontChoice = Json.decodeFromString(serializer(), json)

        /** Each is some 20 MB to read, so not all are tried. */
        private const val MOST = 5
        private const val MOST_FALLBACKS = 3
    }
}
