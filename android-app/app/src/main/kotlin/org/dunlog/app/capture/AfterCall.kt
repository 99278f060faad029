package org.dunlog.app.capture

import android.content.Context
import android.os.Handler
import android.os.Looper
import org.dunlog.app.graph

/** Reads the call log about one, five and sixty seconds after a call, and asks for a tag. */
internal class AfterCall(private val context: Context) {
    private val main = Handler(Looper.getMainLooper())

    /**
     * The row stands about a second after the end on most phones; labels of the vendor and rows of slow phones come
     * later. A job stands in for the last reading should the process die before it.
     */
    fun readSoon() {
        main.removeCallbacksAndMessages(null)
        for (delay in DELAYS_MS) {
            main.postDelayed({ context.graph.coreExecutor.execute { context.capture.catchUp(prompts = true) } }, delay)
        }
        ReconcileJob.scheduleOnce(context, DELAYS_MS.last())
    }

    internal companion object {
        val DELAYS_MS = listOf(1_000L, 5_000L, 60_000L)
    }
}
