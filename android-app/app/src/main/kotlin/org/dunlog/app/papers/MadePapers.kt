package org.dunlog.app.papers

import java.io.File
import org.dunlog.core.Exported

/** Papers that were just made and lie in our cache, to be looked at, printed and handed on. */
data class MadePapers(
    val folder: File,
    /** What the file or folder of them is called. */
    val name: String,
    val exported: Exported,
    /** Why there is no PDF, as a code; null when there is one. */
    val noPdf: String?,
) {
    /** What is printed and handed in. */
    val pdf: File? get() = folder.resolve(PDF).takeIf { noPdf == null }

    /** The same for a browser. */
    val html: File get() = folder.resolve(HTML)

    /** Nothing of it is for logs. */
    override fun toString() = "MadePapers(…)"

    companion object {
        const val PDF = "材料.pdf"
        const val HTML = "材料.html"
    }
}
