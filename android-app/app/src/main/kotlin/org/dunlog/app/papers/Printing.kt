package org.dunlog.app.papers

import android.content.Context
import android.os.Bundle
import android.os.CancellationSignal
import android.os.ParcelFileDescriptor
import android.print.PageRange
import android.print.PrintAttributes
import android.print.PrintDocumentAdapter
import android.print.PrintDocumentInfo
import android.print.PrintManager
import java.io.File
import java.io.FileOutputStream
import java.io.IOException

/**
 * Opens the system's print dialog for a finished PDF.
 *
 * @param context that of the window.
 * @return false when this phone cannot print.
 */
internal fun print(context: Context, pdf: File, name: String, pages: Int): Boolean {
    val manager = context.getSystemService(PrintManager::class.java) ?: return false
    return try {
        val paper = PrintAttributes.Builder().setMediaSize(PrintAttributes.MediaSize.ISO_A4).build()
        manager.print(name, FinishedPdf(pdf, "$name.pdf", pages), paper)
        true
    } catch (_: RuntimeException) {
        false // some makers leave the service in and take what is behind it out
    }
}

/** Hands over a PDF as it is: its pages are A4 and are not laid out anew. */
internal class FinishedPdf(private val pdf: File, private val name: String, private val pages: Int) :
    PrintDocumentAdapter() {

    override fun onLayout(
        before: PrintAttributes?,
        now: PrintAttributes?,
        cancelled: CancellationSignal?,
        answer: LayoutResultCallback,
        extras: Bundle?,
    ) {
        if (cancelled?.isCanceled == true) return answer.onLayoutCancelled()
        val info = PrintDocumentInfo.Builder(name)
            .setContentType(PrintDocumentInfo.CONTENT_TYPE_DOCUMENT)
            .setPageCount(pages)
            .build()
        answer.onLayoutFinished(info, before != now)
    }

    /** Always the whole file; the system picks the pages that were asked for. */
    override fun onWrite(
        wanted: Array<out PageRange>?,
        target: ParcelFileDescriptor,
        cancelled: CancellationSignal?,
        answer: WriteResultCallback,
    ) {
        if (cancelled?.isCanceled == true) return answer.onWriteCancelled()
        try {
            pdf.inputStream().use { from -> FileOutputStream(target.fileDescriptor).use(from::copyTo) }
        } catch (_: IOException) {
            return answer.onWriteFailed(null)
        }
        answer.onWriteFinished(arrayOf(PageRange.ALL_PAGES))
    }
}
