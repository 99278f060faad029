package org.dunlog.app.capture

import android.content.ComponentName
import android.content.Context
import android.content.pm.PackageManager
import android.os.Handler
import android.os.Looper
import android.service.notification.NotificationListenerService
import org.dunlog.app.graph
import org.dunlog.app.health.Need

/**
 * Whether the phone really connects [NotificationCapture]. Access can be granted while nothing is connected: after an
 * update of the app, after the maker's cleaner stopped it, or for no reason that is told. Then no notification comes,
 * and the switch in the settings still stands on.
 */
internal class ListenerBinding(private val context: Context) {
    private val graph = context.graph
    private val component = ComponentName(context, NotificationCapture::class.java)
    private val main = Handler(Looper.getMainLooper())

    @Volatile private var isConnected = false
    private var waitingSince: Long? = null
    private var wasSwitched = false

    /** The phone connected the listener. */
    fun connected() {
        isConnected = true
    }

    /** The phone let go of the listener. */
    fun disconnected() {
        isConnected = false
    }

    /**
     * Has the phone connect what it does not: by asking, and when that does not help for a minute, by switching the
     * component off and on, once in the life of the process. Runs on the log's own thread.
     *
     * @return true when access is granted and nothing was connected for a minute.
     */
    fun isDead(): Boolean {
        if (isConnected || !graph.permissions.isGranted(Need.NotificationAccess)) {
            waitingSince = null
            return false
        }
        val now = graph.now().value
        val since = waitingSince ?: now.also {
            waitingSince = it
            main.postDelayed({ graph.requestCatchUp() }, PATIENCE_MS)
        }
        val isDead = now - since >= PATIENCE_MS
        if (isDead && !wasSwitched) switchOffAndOn()
        NotificationListenerService.requestRebind(component)
        return isDead
    }

    private fun switchOffAndOn() {
        wasSwitched = true
        for (state in OFF_AND_ON) {
            context.packageManager.setComponentEnabledSetting(component, state, PackageManager.DONT_KILL_APP)
        }
    }

    internal companion object {
        /** A phone that has just started takes its time. */
        const val PATIENCE_MS = 60 * 1000L
        private val OFF_AND_ON = listOf(
            PackageManager.COMPONENT_ENABLED_STATE_DISABLED,
            PackageManager.COMPONENT_ENABLED_STATE_ENABLED,
        )
    }
}
