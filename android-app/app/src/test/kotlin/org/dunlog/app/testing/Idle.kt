package org.dunlog.app.testing

import android.os.Looper
import org.junit.Assert.fail
import org.robolectric.Shadows.shadowOf

/** Lets the main thread and those that copy files work until [done]. */
fun waitUntil(done: () -> Boolean) {
    val end = System.nanoTime() + 20_000_000_000
    while (System.nanoTime() < end) {
        shadowOf(Looper.getMainLooper()).idle()
        if (done()) return
        Thread.sleep(5)
    }
    fail("still busy")
}
