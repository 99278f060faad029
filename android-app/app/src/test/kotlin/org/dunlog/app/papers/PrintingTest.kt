package org.dunlog.app.papers

import android.content.Context
import android.content.ContextWrapper
import android.os.CancellationSignal
import android.os.ParcelFileDescriptor
import android.print.LaidOut
import android.print.PageRange
import android.print.PrintAttributes
import android.print.PrintDocumentInfo
import android.print.Written
import androidx.test.core.app.ApplicationProvider
import java.io.File
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** The printer gets the papers as they are. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [26, 35])
class PrintingTest {
    @get:Rule
    val temporary = TemporaryFolder()
    private val bytes = ByteArray(300_000) { (it % 251).toByte() }
    private val pdf: File by lazy { temporary.newFile("papers.pdf").apply { writeBytes(bytes) } }
    private val target: File by lazy { temporary.newFile("spool.pdf") }
    private val adapter: FinishedPdf by lazy { FinishedPdf(pdf, "Dunlog.pdf", 14) }

    @Test
    fun everyPageIsAnnouncedAndEveryByteHandedOver() {
        val laidOut = LaidOut()
        adapter.onLayout(null, PrintAttributes.Builder().build(), CancellationSignal(), laidOut, null)
        assertEquals(14, laidOut.info?.pageCount)
        assertEquals(PrintDocumentInfo.CONTENT_TYPE_DOCUMENT, laidOut.info?.contentType)
        val written = Written()
        write(written, CancellationSignal())
        assertEquals(listOf(PageRange.ALL_PAGES), written.pages)
        assertArrayEquals(bytes, target.readBytes())
    }

    @Test
    fun whatWasCancelledIsNotWritten() {
        val cancelled = CancellationSignal().apply { cancel() }
        val laidOut = LaidOut()
        adapter.onLayout(null, null, cancelled, laidOut, null)
        assertTrue(laidOut.cancelled)
        val written = Written()
        write(written, cancelled)
        assertTrue(written.cancelled)
        assertEquals(0L, target.length())
    }

    @Test
    fun papersThatAreGoneAreAFailureAndNoCrash() {
        val written = Written()
        pdf.delete()
        write(written, CancellationSignal())
        assertTrue(written.failed)
        assertNull(written.pages)
    }

    @Test
    fun aPhoneWithoutPrintingSaysNo() {
        val phone = object : ContextWrapper(ApplicationProvider.getApplicationContext()) {
            override fun getSystemService(name: String): Any? =
                if (name == Context.PRINT_SERVICE) null else super.getSystemService(name)
        }
        assertFalse(print(phone, pdf, "Dunlog", 14))
    }

    private fun write(answer: Written, cancelled: CancellationSignal) {
        ParcelFileDescriptor.open(target, ParcelFileDescriptor.MODE_READ_WRITE).use {
            adapter.onWrite(arrayOf(PageRange(0, 1)), it, cancelled, answer)
        }
    }
}
