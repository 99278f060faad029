package org.dunlog.app.testing

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import java.io.File
import org.dunlog.app.papers.PageSource

/** Pages of lines in place of words: what draws a PDF is the phone's and is not on this machine. */
class DrawnPages(@Suppress("unused") private val file: File, override val count: Int = 14) : PageSource {
    val drawn = mutableListOf<Pair<Int, Int>>()
    var closed = false

    override fun page(index: Int, width: Int): Bitmap {
        check(!closed)
        drawn += index to width
        val height = width * 297 / 210
        val picture = Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(picture)
        canvas.drawColor(Color.WHITE)
        val ink = Paint().apply { color = Color.DKGRAY }
        val step = height / 30f
        for (line in 2 until 28) {
            val end = width * (0.5f + 0.35f * ((line * 7 + index) % 5) / 4)
            canvas.drawRect(width * 0.12f, line * step, end, line * step + step / 4, ink)
        }
        return picture
    }

    override fun close() {
        closed = true
    }
}
