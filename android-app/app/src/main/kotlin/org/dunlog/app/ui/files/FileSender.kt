package org.dunlog.app.ui.files

import android.net.Uri
import java.io.File
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext
import org.dunlog.app.AppGraph
import org.dunlog.core.Core

/** Where one file goes. */
sealed interface Destination {
    /** A document that the person made with the system's dialog. */
    data class Document(val uri: Uri) : Destination

    /** To another app; the file stays in our cache until the next one is written. */
    data class Share(val hand: (File) -> Unit) : Destination
}

/** Has the engine write one file and brings it to its place. */
class FileSender(private val graph: AppGraph, private val writer: PackageWriter) {

    /** Throws [org.dunlog.core.CoreException] and [java.io.IOException]; then no unfinished document is left. */
    suspend fun <T> send(to: Destination, name: String, write: (Core, String) -> T): T {
        var complete = false
        try {
            val file = withContext(Dispatchers.IO) { writer.freshFolder() }.resolve(name)
            val written = graph.withCore { core -> write(core, file.path) }
            bring(file, to)
            complete = true
            return written
        } finally {
            withContext(NonCancellable + Dispatchers.IO) {
                writer.clear()
                if (!complete && to is Destination.Document) writer.discard(to.uri)
            }
        }
    }

    private suspend fun bring(file: File, to: Destination) = when (to) {
        is Destination.Document -> withContext(Dispatchers.IO) { writer.fileTo(to.uri, file) }
        is Destination.Share -> to.hand(withContext(Dispatchers.IO) { writer.fileToShare(file) })
    }
}
