package org.dunlog.app.capture

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import org.dunlog.app.graph
import org.dunlog.app.health.OpenReminder

/**
 * Compares with the phone's own records now and then. Phones give such work hours late or not at all: it is a net
 * under the other nets, and everything is read again at the next start anyway.
 */
class ReconcileJob : JobService() {
    override fun onStartJob(parameters: JobParameters): Boolean {
        graph.coreExecutor.execute {
            capture.catchUp(prompts = parameters.jobId == ONCE)
            if (parameters.jobId == PERIODIC) {
                capture.signDaily()
                OpenReminder(this).remindWhenDue()
            }
            jobFinished(parameters, false)
        }
        return true
    }

    /** Stopped by the phone: what was appended stays, the rest is read next time. */
    override fun onStopJob(parameters: JobParameters): Boolean = true

    companion object {
        internal const val PERIODIC = 1
        internal const val ONCE = 2
        private const val PERIOD_MS = 12 * 60 * 60 * 1000L

        /** Twice a day, kept over restarts of the phone. Asking again changes nothing. */
        fun schedulePeriodic(context: Context) {
            val jobs = context.getSystemService(JobScheduler::class.java)
            if (jobs.getPendingJob(PERIODIC) != null) return
            jobs.schedule(job(context, PERIODIC).setPeriodic(PERIOD_MS).setPersisted(true).build())
        }

        /** Once, not before [delayMs]. */
        fun scheduleOnce(context: Context, delayMs: Long) {
            val job = job(context, ONCE).setMinimumLatency(delayMs).setOverrideDeadline(2 * delayMs).build()
            context.getSystemService(JobScheduler::class.java).schedule(job)
        }

        private fun job(context: Context, id: Int) =
            JobInfo.Builder(id, ComponentName(context, ReconcileJob::class.java))
    }
}
