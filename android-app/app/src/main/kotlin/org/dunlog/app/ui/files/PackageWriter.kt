package org.dunlog.app.ui.files

import android.content.ContentResolver
import android.content.Context
import android.content.res.AssetManager
import android.net.Uri
import android.provider.DocumentsContract
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException
import java.io.OutputStream
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive

/**
 * Brings the files of the engine to where the person wants them. The engine writes into our cache first: only there is
 * a path. Nothing stays in the cache but what is being shared, and the papers while they are being looked at.
 */
class PackageWriter(private val cache: File, private val resolver: ContentResolver, private val assets: AssetManager) {
    constructor(context: Context) : this(context.cacheDir, context.contentResolver, context.assets)

    /** Where the engine writes; empty at every call. */
    fun freshFolder(): File {
        clear()
        cache.resolve("share").deleteRecursively()
        return cache.resolve("package").apply { mkdirs() }
    }

    /** Where the engine writes papers to look at; empty at every call. */
    fun freshPapers(): File {
        clearPapers()
        return cache.resolve(PAPERS).apply { mkdirs() }
    }

    /** Throws the papers away. */
    fun clearPapers() {
        cache.resolve(PAPERS).deleteRecursively()
    }

    /** The page that checks bundles, where the engine can read it. */
    fun verifyPage(): File {
        val page = cache.resolve("verify.html")
        assets.open("verify.html").use { from -> page.outputStream().use { from.copyTo(it) } }
        return page
    }

    /** Throws away what the engine wrote. */
    fun clear() {
        cache.resolve("package").deleteRecursively()
    }

    /** Packs [folder] into the document [target]; one that could not be finished is deleted. */
    suspend fun zipTo(target: Uri, folder: File, progress: (Float) -> Unit) = orDelete(target) {
        zip(open(target), folder, progress)
    }

    /** Packs those of [folder] that are [wanted] into our cache, for another app to read. What was there goes. */
    suspend fun zipToShare(
        name: String,
        folder: File,
        wanted: (File) -> Boolean = { true },
        progress: (Float) -> Unit,
    ): File {
        val file = freshShare().resolve(name)
        zip(file.outputStream(), folder, progress, wanted)
        return file
    }

    /** Copies a file of ours to where another app may read it. What was there goes. */
    fun copyToShare(file: File): File = file.copyTo(freshShare().resolve(file.name), overwrite = true)

    /** Copies [folder] as a new folder [name] into the tree that the person chose. */
    suspend fun copyTo(tree: Uri, name: String, folder: File, progress: (Float) -> Unit) {
        val root = DocumentsContract.buildDocumentUriUsingTree(tree, DocumentsContract.getTreeDocumentId(tree))
        val target = create(root, DocumentsContract.Document.MIME_TYPE_DIR, name)
        orDelete(target) {
            val steps = Steps(bytes(folder), progress)
            for (file in files(folder)) {
                open(create(target, "application/octet-stream", file.name)).use { out -> steps.copy(file, out) }
            }
        }
    }

    /** Copies the one [file] into the document [target]; one that could not be finished is deleted. */
    suspend fun fileTo(target: Uri, file: File) = orDelete(target) {
        open(target).use { out -> Steps(file.length()) {}.copy(file, out) }
    }

    /** Keeps the one [file] in our cache, for another app to read. */
    fun fileToShare(file: File): File {
        val shared = cache.resolve("share").apply { mkdirs() }.resolve(file.name)
        if (!file.renameTo(shared)) throw IOException()
        return shared
    }

    /** Takes back a document that the person made for something that was not written after all. */
    fun discard(document: Uri) {
        runCatching { DocumentsContract.deleteDocument(resolver, document) }
    }

    private suspend fun zip(
        out: OutputStream,
        folder: File,
        progress: (Float) -> Unit,
        wanted: (File) -> Boolean = { true },
    ) {
        val files = files(folder).filter(wanted)
        val steps = Steps(files.sumOf(File::length), progress)
        ZipOutputStream(out.buffered()).use { zip ->
            for (file in files) {
                zip.putNextEntry(ZipEntry(file.name))
                steps.copy(file, zip)
                zip.closeEntry()
            }
        }
    }

    private fun freshShare(): File = cache.resolve("share").apply {
        deleteRecursively()
        mkdirs()
    }

    private suspend fun orDelete(document: Uri, write: suspend () -> Unit) {
        var complete = false
        try {
            write()
            complete = true
        } finally {
            if (!complete) discard(document)
        }
    }

    private fun create(parent: Uri, type: String, name: String): Uri =
        DocumentsContract.createDocument(resolver, parent, type, name) ?: throw FileNotFoundException()

    private fun open(document: Uri): OutputStream = resolver.openOutputStream(document, "wt") ?: throw IOException()

    private fun files(folder: File): List<File> =
        folder.listFiles().orEmpty().filter(File::isFile).sortedBy(File::getName)

    private fun bytes(folder: File): Long = files(folder).sumOf(File::length)

    /** Copies in pieces, tells how far it is, and stops between two of them. */
    private inner class Steps(bytes: Long, private val progress: (Float) -> Unit) {
        private val total = bytes.coerceAtLeast(1)
        private var done = 0L

        suspend fun copy(file: File, out: OutputStream) = file.inputStream().use { source ->
            val piece = ByteArray(PIECE_BYTES)
            while (true) {
                currentCoroutineContext().ensureActive()
                val read = source.read(piece)
                if (read < 0) break
                out.write(piece, 0, read)
                done += read
                progress(done.toFloat() / total)
            }
        }
    }

    private companion object {
        const val PIECE_BYTES = 256 * 1024
        const val PAPERS = "papers"
    }
}
