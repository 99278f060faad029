package org.dunlog.app.capture

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.dunlog.app.graph
import org.dunlog.app.health.rom.BootProbe

/**
 * The phone started, the app was updated, or the clock was set: everything that may have been missed is read, and the
 * periodic job is there again.
 */
class WakeReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action !in ACTIONS) return
        if (intent.action == Intent.ACTION_BOOT_COMPLETED) BootProbe(context).told()
        ReconcileJob.schedulePeriodic(context)
        val pending = goAsync()
        context.graph.coreExecutor.execute {
            try {
                context.capture.catchUp()
            } finally {
                pending?.finish()
            }
        }
    }

    private companion object {
        val ACTIONS = setOf(
            Intent.ACTION_BOOT_COMPLETED,
            Intent.ACTION_MY_PACKAGE_REPLACED,
            Intent.ACTION_TIME_CHANGED,
            Intent.ACTION_TIMEZONE_CHANGED,
        )
    }
}
