package org.dunlog.app.testing

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Canvas
import java.io.File
import kotlin.math.abs
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Assert.fail

/** Pictures of whole windows, held against those that somebody looked at. */
object Shots {
    private val taken = folder("dunlog.shots")
    private val golden = folder("dunlog.golden")

    /** Draws the window and compares it with `name.png`; with `-Ddunlog.golden.write=true` it becomes the one. */
    fun check(activity: Activity, name: String) {
        val picture = draw(activity)
        save(picture, taken.resolve("$name.png"))
        val known = golden.resolve("$name.png")
        if (System.getProperty("dunlog.golden.write") == "true") {
            save(picture, known)
            return
        }
        if (!known.isFile) fail("There is no golden picture $name.png: look at the new one, then write it")
        compare(BitmapFactory.decodeFile(known.path), picture, name)
    }

    private fun draw(activity: Activity): Bitmap {
        val view = activity.window.decorView
        val picture = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
        view.draw(Canvas(picture))
        return picture
    }

    private fun compare(known: Bitmap, fresh: Bitmap, name: String) {
        assertEquals("width of $name", known.width, fresh.width)
        assertEquals("height of $name", known.height, fresh.height)
        val (before, now) = pixels(known) to pixels(fresh)
        val differing = before.indices.count { differ(before[it], now[it]) }
        val share = differing.toDouble() / (known.width * known.height)
        assertTrue("$name differs in ${"%.3f".format(share * 100)} % of its points", share <= TOLERATED_SHARE)
    }

    private fun pixels(picture: Bitmap): IntArray {
        val pixels = IntArray(picture.width * picture.height)
        picture.getPixels(pixels, 0, picture.width, 0, 0, picture.width, picture.height)
        return pixels
    }

    private fun differ(a: Int, b: Int): Boolean =
        listOf(16, 8, 0).any { shift -> abs((a shr shift and 0xFF) - (b shr shift and 0xFF)) > TOLERATED_STEP }

    private fun save(picture: Bitmap, file: File) {
        file.parentFile?.mkdirs()
        file.outputStream().use { picture.compress(Bitmap.CompressFormat.PNG, 100, it) }
    }

    private fun folder(property: String) =
        File(checkNotNull(System.getProperty(property)) { "$property is not set" })

    /** Edges of letters may fall a little differently. */
    private const val TOLERATED_STEP = 24
    private const val TOLERATED_SHARE = 0.001
}
