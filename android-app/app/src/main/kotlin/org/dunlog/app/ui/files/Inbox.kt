package org.dunlog.app.ui.files

import android.content.ContentResolver
import android.content.Context
import android.net.Uri
import android.provider.OpenableColumns
import java.io.File
import java.io.IOException

/**
 * Brings what the person picked to where the engine can read it: only our cache has paths. One file at a time; nothing
 * stays once it was read.
 */
class Inbox(private val cache: File, private val resolver: ContentResolver) {
    constructor(context: Context) : this(context.cacheDir, context.contentResolver)

    private val folder: File get() = cache.resolve("incoming")

    /** Copies a document under its own name, which becomes part of the record of an import. */
    fun fetch(document: Uri): File {
        val file = fresh(nameOf(document))
        val source = resolver.openInputStream(document) ?: throw IOException()
        source.use { from -> file.outputStream().use(from::copyTo) }
        return file
    }

    /** Writes a pasted text. */
    fun write(name: String, text: String): File = fresh(name).apply { writeText(text) }

    /** Throws away what was fetched. */
    fun clear() {
        folder.deleteRecursively()
    }

    private fun fresh(name: String): File {
        clear()
        return folder.apply { mkdirs() }.resolve(name)
    }

    /** Another app says it, so it is not trusted to be a mere name. */
    private fun nameOf(document: Uri): String {
        val said = try {
            resolver.query(document, arrayOf(OpenableColumns.DISPLAY_NAME), null, null, null)
                ?.use { row -> if (row.moveToFirst()) row.getString(0) else null }
        } catch (_: RuntimeException) {
            null // some document providers throw what they like
        }
        val name = said.orEmpty().filterNot { it.isISOControl() || it in "/\\:" }.takeLast(LONGEST_NAME)
        return name.takeUnless { it.isBlank() || it.all { sign -> sign == '.' } } ?: "file"
    }

    private companion object {
        /** In letters, of which one takes up to four bytes of the 255 that a file name may have. */
        const val LONGEST_NAME = 60
    }
}
