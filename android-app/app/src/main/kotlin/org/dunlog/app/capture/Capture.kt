package org.dunlog.app.capture

import android.content.Context
import kotlinx.coroutines.flow.update
import org.dunlog.app.AppGraph
import org.dunlog.app.DunlogApp
import org.dunlog.app.graph
import org.dunlog.app.health.rom.BootProbe
import org.dunlog.app.tag.TagPrompt
import org.dunlog.core.CoreException
import org.dunlog.core.EpochMillis
import org.dunlog.core.Observation

/**
 * Where all sources hand over what they saw, and where the phone's own records are compared with it.
 *
 * Order of work: what was seen is on disk first, the verdict comes afterwards, words for the person last. A process
 * that is frozen or killed in between loses an opinion and no fact.
 */
class Capture(private val context: Context) {
    private val graph: AppGraph get() = context.graph
    private val state = CaptureState(context)
    internal val listener = ListenerBinding(context)
    private val afterCall = AfterCall(context)
    private val startedMs = graph.now().value
    private var compared = false

    /**
     * A live source saw something. Returns at once; [done] is called on the log's own thread as soon as it is on disk,
     * or could not be written. Before the person said whose phone this is nothing is logged: the phone's own records
     * are read when they do.
     */
    fun saw(observations: List<Observation>, done: () -> Unit = {}) {
        graph.coreExecutor.execute {
            try {
                append(observations)
            } finally {
                done()
            }
        }
    }

    /** The phone stopped ringing or a talk ended: the call log gets its row within a second, on some phones later. */
    fun callEnded() = afterCall.readSoon()

    /**
     * Compares with the call log and the message store, records gaps, judges what is new. Runs on the log's own thread.
     *
     * @param prompts offer fresh calls for tagging.
     */
    fun catchUp(prompts: Boolean = false) {
        guarded {
            val owner = graph.owner() ?: return
            val startMissed = BootProbe(context).wasMissed()
            val listenerDead = listener.isDead()
            graph.captureReport.update { it.copy(startMissed = startMissed, listenerDead = listenerDead) }
            val asleep = if (compared) null else state.alive.value.takeIf { it > 0 }?.let { it..startedMs }
            val found = Reconciler(context, state).run(owner.id, asleep, listenerDead)
            compared = true
            if (found.isNotEmpty()) judge(found.minOf { it.row.timeMs })
            LogKeeping(graph).checkClock(owner.id)
            if (prompts) TagPrompt(context, state).offer(found)
        }
    }

    /** Signs what the log holds, once a day or oftener. Runs on the log's own thread. */
    fun signDaily() {
        guarded {
            val owner = graph.owner() ?: return
            LogKeeping(graph).signDaily(owner.id)
        }
    }

    private fun append(observations: List<Observation>) {
        guarded {
            val owner = graph.owner() ?: return
            graph.core.observe(owner.id, observations)
            state.alive = graph.now()
            graph.logChanged()
            graph.coreExecutor.execute { guarded { judge(observations.minOf { it.timeMs }) } }
        }
    }

    private fun judge(from: EpochMillis) {
        val today = graph.now().value - DAY_MS
        graph.core.judge(from.takeIf { it.value > today })
        graph.logChanged()
    }

    /** What fails is said on the first screen; the phone's own records are read again at the next occasion. */
    private inline fun guarded(work: () -> Unit) = try {
        work()
        report(null)
    } catch (failure: CoreException) {
        report(failure)
    }

    private fun report(failure: CoreException?) =
        graph.captureReport.update { it.copy(catchingUp = null, failure = failure) }

    private companion object {
        /** What is older than a day changes what is known of many numbers: then the whole log is judged. */
        const val DAY_MS = 24 * 60 * 60 * 1000L
    }
}

/** Capture, from any context of the app. */
val Context.capture: Capture
    get() = (applicationContext as DunlogApp).capture
