package org.dunlog.app.testing

import java.util.concurrent.AbstractExecutorService
import java.util.concurrent.TimeUnit

/** Does at once and on the caller's thread what it is given, so that a test never waits. */
class DirectExecutor : AbstractExecutorService() {
    private var down = false

    override fun execute(command: Runnable) = command.run()

    override fun shutdown() {
        down = true
    }

    override fun shutdownNow(): List<Runnable> = emptyList<Runnable>().also { shutdown() }

    override fun isShutdown(): Boolean = down

    override fun isTerminated(): Boolean = down

    override fun awaitTermination(timeout: Long, unit: TimeUnit): Boolean = down
}
