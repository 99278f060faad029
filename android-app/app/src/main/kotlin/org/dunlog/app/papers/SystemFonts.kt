package org.dunlog.app.papers

import android.content.Context
import android.os.Build
import androidx.annotation.RequiresApi
import java.io.File
import org.dunlog.app.R
import org.dunlog.core.Fonts

/** The fonts of this phone in which papers can be set, to be tried in turn. Reads the disk. */
internal fun fontsOfPhone(context: Context): List<Fonts> {
    val data = context.resources.openRawResource(R.raw.fonts).bufferedReader().use { it.readText() }
    val choice = FontChoice.read(data)
    val said = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) fontsThatTheSystemNames() else emptyList()
    return choice.of(said + filesIn(choice.folders))
}

/** What the system itself says, with the language that it uses a font for: that finds those of every maker. */
@RequiresApi(Build.VERSION_CODES.Q)
private fun fontsThatTheSystemNames(): List<FoundFont> = try {
    android.graphics.fonts.SystemFonts.getAvailableFonts().mapNotNull { font ->
        val path = font.file?.path ?: return@mapNotNull null
        val languages = font.localeList.toLanguageTags().split(',')
        FoundFont(path, font.style.weight, languages.any { it.startsWith("zh-Hans") || it == "zh-CN" })
    }
} catch (_: RuntimeException) {
    emptyList() // makers change this part of the system; the folders remain
}

/** Font files that this app may read. Some makers forbid to list the folder; then it is as if it were empty. */
internal fun filesIn(folders: List<String>): List<FoundFont> = folders
    .flatMap { File(it).listFiles().orEmpty().sortedBy(File::getName) }
    .filter { it.isFile && it.extension.lowercase() in setOf("ttf", "ttc", "otf", "otc") }
    .map { FoundFont(it.path) }
