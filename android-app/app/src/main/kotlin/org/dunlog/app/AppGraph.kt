package org.dunlog.app

import android.content.Context
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharedFlow
import kotlinx.coroutines.flow.asSharedFlow
import kotlinx.coroutines.withContext
import org.dunlog.app.capture.CaptureReport
import org.dunlog.app.capture.ClockReading
import org.dunlog.app.health.Permissions
import org.dunlog.app.papers.Papers
import org.dunlog.core.Core
import org.dunlog.core.CoreException
import org.dunlog.core.EpochMillis
import org.dunlog.core.Person
import org.dunlog.core.RustCore
import org.dunlog.core.Words

/**
 * The parts that live as long as the process, put together in one place. Tests make their own.
 *
 * @param openCore opens the log; called at most once until it succeeds, never on the main thread.
 * @param now the clock of the phone.
 * @param openPapers what the pages about papers share; called at the first use.
 */
class AppGraph(
    val settings: Settings,
    val permissions: Permissions,
    openCore: () -> Core,
    /** One thread, `core-io`: all work on the log goes through it, in its order. */
    val coreExecutor: ExecutorService = Executors.newSingleThreadExecutor { Thread(it, "core-io") },
    val now: () -> EpochMillis = { EpochMillis(System.currentTimeMillis()) },
    openPapers: () -> Papers = { error("no papers without a phone") },
    /** All clocks of the phone at once; without a phone, one that nobody sets. */
    val clocks: () -> ClockReading = { ClockReading(now().value, now().value, boot = 0) },
) {
    /** [coreExecutor] for coroutines. */
    val coreDispatcher: CoroutineDispatcher = coreExecutor.asCoroutineDispatcher()

    /**
     * The engine. The first use opens the log, which reads and writes the disk: ask on [coreExecutor]. Throws
     * [CoreException] when it cannot be opened, and tries again at the next use.
     */
    val core: Core by lazy(openCore)

    private val changed =
        MutableSharedFlow<Unit>(extraBufferCapacity = 1, onBufferOverflow = BufferOverflow.DROP_OLDEST)
    private val words = ConcurrentHashMap<String, Words>()

    /** Speaks after something was written into the log, so that an open screen reads it again. */
    val changes: SharedFlow<Unit> = changed.asSharedFlow()

    /** Says that the log was written to. From any thread. */
    fun logChanged() {
        changed.tryEmit(Unit)
    }

    /** What the pages about papers share. */
    val papers: Papers by lazy(openPapers)

    /** What capture has to say: it writes, the first screen reads. */
    val captureReport: MutableStateFlow<CaptureReport> = MutableStateFlow(CaptureReport())

    /**
     * What capture does when the person looks at the app, finishes the first run or grants something: catch up with the
     * phone's own records. Runs on [coreExecutor]; nothing until capture sets it.
     */
    @Volatile
    var catchUp: () -> Unit = {}

    /** Has capture catch up. From any thread. */
    fun requestCatchUp() {
        coreExecutor.execute { catchUp() }
    }

    /** The words of the engine in `zh` or `en`, read once. Call it where [core] may be called. */
    fun words(language: String): Words = words.getOrPut(language) { core.words(language) }

    /** Works with the engine on its own thread. Throws [CoreException]. */
    suspend fun <T> withCore(work: (Core) -> T): T = withContext(coreDispatcher) { work(core) }

    /**
     * The person who holds this phone, or null before they said who they are. Asks the log once, then remembers.
     * Call it where [core] may be called.
     */
    fun owner(): Person? {
        val name = settings.personName ?: return null
        val known = settings.personId
        if (known != null) return Person(known, name, settings.role)
        return core.ensurePerson(name, settings.role).also { settings.personId = it.id }
    }

    companion object {
        /** The real ones. */
        fun onPhone(context: Context): AppGraph {
            val log = context.filesDir.resolve("log.db")
            return AppGraph(
                settings = Settings(context),
                permissions = Permissions(context),
                openCore = { RustCore.open(log.path) },
                clocks = { ClockReading.of(context, System.currentTimeMillis()) },
                openPapers = { Papers.onPhone(context) },
            )
        }
    }
}
