package org.dunlog.app.papers

import android.graphics.Bitmap
import android.graphics.Color
import android.graphics.pdf.PdfRenderer
import android.os.ParcelFileDescriptor
import java.io.Closeable
import java.io.File
import java.io.IOException

/** The pages of a PDF, drawn one at a time. Every call blocks. */
interface PageSource : Closeable {
    val count: Int

    /** Draws a page, from 0, so wide. */
    fun page(index: Int, width: Int): Bitmap
}

/** Drawn by the system. */
class PdfPages(file: File) : PageSource {
    private val renderer = opened(file)

    override val count: Int get() = renderer.pageCount

    @Synchronized
    override fun page(index: Int, width: Int): Bitmap = renderer.openPage(index).use { page ->
        val height = (width.toLong() * page.height / page.width.coerceAtLeast(1)).toInt().coerceIn(1, 2 * width)
        Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888).also {
            it.eraseColor(Color.WHITE)
            page.render(it, null, null, PdfRenderer.Page.RENDER_MODE_FOR_DISPLAY)
        }
    }

    @Synchronized
    override fun close() = renderer.close()

    private companion object {
        fun opened(file: File): PdfRenderer {
            val open = ParcelFileDescriptor.open(file, ParcelFileDescriptor.MODE_READ_ONLY)
            try {
                return PdfRenderer(open)
            } catch (failure: IOException) {
                open.close()
                throw failure
            } catch (failure: SecurityException) {
                open.close()
                throw failure
            }
        }
    }
}
