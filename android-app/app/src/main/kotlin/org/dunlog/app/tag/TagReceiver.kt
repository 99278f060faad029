package org.dunlog.app.tag

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.dunlog.app.capture.CaptureState
import org.dunlog.app.graph
import org.dunlog.core.CoreException
import org.dunlog.core.EventId
import org.dunlog.core.Tag

/** An answer that was tapped in the notification itself. */
class TagReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val event = EventId(intent.getLongExtra(EVENT, 0))
        val tag = Tag(intent.getStringExtra(TAG) ?: return)
        val pending = goAsync()
        context.graph.coreExecutor.execute {
            try {
                context.graph.core.tag(event, tag)
                context.graph.logChanged()
                TagPrompt(context, CaptureState(context)).confirm(event, tag)
            } catch (_: CoreException) {
                // The question stays where it is and can be answered again.
            } finally {
                pending?.finish()
            }
        }
    }

    internal companion object {
        const val EVENT = "event"
        const val TAG = "tag"
    }
}
