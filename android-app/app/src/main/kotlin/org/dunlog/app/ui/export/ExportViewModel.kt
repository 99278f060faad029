package org.dunlog.app.ui.export

import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.viewModelScope
import java.io.File
import java.io.IOException
import java.time.LocalDate
import java.time.format.DateTimeFormatter
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.dunlog.app.AppGraph
import org.dunlog.app.papers.DetailsDraft
import org.dunlog.app.papers.MadePapers
import org.dunlog.app.papers.inFirstUsable
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.day
import org.dunlog.core.CoreException
import org.dunlog.core.Exported
import org.dunlog.core.PersonId

/** Has the engine write the papers, or one signed file that it brings to its place. */
class ExportViewModel(
    graph: AppGraph,
    private val saved: SavedStateHandle,
    private val writer: PackageWriter,
) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(ExportState(choices = restored()))
    private var writing: Job? = null
    private var counting: Job? = null
    private var clearing: Job? = null
    val state: StateFlow<ExportState> = mutable.asStateFlow()

    init {
        onChanges(::count)
        count()
    }

    /** A name for the file, with the day of today. */
    fun suggestedName(prefix: String): String =
        prefix + DateTimeFormatter.BASIC_ISO_DATE.format(graph.now().day())

    fun onEvent(event: ExportEvent) {
        val now = state.value.choices
        when (event) {
            is ExportEvent.From -> choose(now.copy(from = event.day))
            is ExportEvent.To -> choose(now.copy(to = event.day))
            is ExportEvent.LastDays -> choose(now.copy(from = graph.now().day().minusDays(event.days - 1), to = null))
            is ExportEvent.ForPerson -> choose(now.copy(people = people(event.id, event.wanted)))
            is ExportEvent.Mask -> choose(now.copy(maskBystanders = event.on))
            is ExportEvent.All -> choose(now.copy(all = event.on))
            is ExportEvent.English -> choose(now.copy(english = event.on))
            is ExportEvent.IdNumber -> mutable.update { it.copy(idNumber = Unsaved(event.text.take(LONGEST_ID))) }
            ExportEvent.Stop -> stop()
            else -> Unit // the screen asks where to, first
        }
    }

    /** The page is opened: what was made before is thrown away, and what was written elsewhere is read. */
    fun entered() {
        if (state.value.isBusy || state.value.made) return
        graph.papers.made.value = null
        mutable.update { it.copy(keyEvents = graph.papers.details.read()?.keyEvents?.size ?: 0) }
        clearing = viewModelScope.launch(Dispatchers.IO) { writer.clearPapers() }
    }

    /** The page is left: the number of the ID is forgotten. */
    fun left() = mutable.update { it.copy(idNumber = Unsaved()) }

    /** The page of the papers is shown. */
    fun shown() = mutable.update { it.copy(made = false) }

    /** Writes the papers under [name], to be looked at. */
    fun make(name: String) = working {
        val now = state.value
        val details = (graph.papers.details.read() ?: DetailsDraft()).details(now.idNumber.text)
        clearing?.join()
        val folder = withContext(Dispatchers.IO) { writer.freshPapers() }
        val made = orNothing(folder) {
            val fonts = withContext(Dispatchers.IO) { graph.papers.fonts() }
            val attempt = graph.withCore { core ->
                inFirstUsable(fonts) { core.export(now.choices.request(folder.path, graph.now(), details, it)) }
            }
            currentCoroutineContext().ensureActive() // stopped when the engine was just done
            MadePapers(folder, name, attempt.written, attempt.noPdf)
        }
        graph.papers.made.value = made
        mutable.update { it.copy(progress = null, idNumber = Unsaved(), made = true) }
    }

    /** Writes one signed file to [target] under [name]; [shared] gets what is to be handed to another app. */
    fun write(target: Target, name: String, shared: (File) -> Unit = {}) = working {
        val exported = writeBundle(target, name, shared)
        mutable.update { it.copy(progress = null, done = Done(exported, target, name)) }
    }

    private fun working(work: suspend () -> Unit) {
        if (state.value.isBusy) return
        mutable.update { it.copy(progress = Progress.Collecting, done = null, problem = null) }
        // Known before it starts: what is stopped at once is stopped, too.
        val job = viewModelScope.launch(start = CoroutineStart.LAZY) {
            try {
                work()
            } catch (stopped: CancellationException) {
                end(Problem(INTERRUPTED))
                throw stopped
            } catch (failure: CoreException) {
                // The core may notice the stop before this does, and says where it was; that is luck, and no news.
                end(if (failure.code == INTERRUPTED) Problem(INTERRUPTED) else Problem(failure))
            } catch (_: IOException) {
                end(Problem("io"))
            } catch (_: SecurityException) {
                end(Problem("permission_denied"))
            }
        }
        writing = job
        job.start()
    }

    /** The system cannot show its document picker: there is none on this phone. */
    fun noPicker() = end(Problem("no_app"))

    /** Papers that are not complete are not left. */
    private suspend fun <T> orNothing(folder: File, work: suspend () -> T): T {
        var complete = false
        try {
            return work().also { complete = true }
        } finally {
            if (!complete) folder.deleteRecursively()
        }
    }

    private suspend fun writeBundle(target: Target, name: String, shared: (File) -> Unit): Exported {
        try {
            val choices = state.value.choices
            val signed = withContext(Dispatchers.IO) { writer.freshFolder() }.resolve("$name.dunlog")
            val page = withContext(Dispatchers.IO) { writer.verifyPage() }
            val fonts = withContext(Dispatchers.IO) { graph.papers.fonts() }
            val written = graph.withCore { core ->
                inFirstUsable(fonts) { core.bundle(choices.bundle(signed.path, page.path, graph.now(), it)) }.written
            }
            when (target) {
                is Target.Bundle -> withContext(Dispatchers.IO) { writer.fileTo(target.uri, signed) }
                Target.ShareBundle -> shared(withContext(Dispatchers.IO) { writer.fileToShare(signed) })
            }
            return Exported(written.events, written.listed, written.files)
        } finally {
            writer.clear()
        }
    }

    /** Stops the engine, if it is at work, and the copying after it. */
    private fun stop() {
        if (!state.value.isBusy) return
        mutable.update { it.copy(progress = Progress.Stopping) }
        writing?.cancel()
        viewModelScope.launch(Dispatchers.IO) { graph.core.interrupt() }
    }

    /** The app is closed for good: nobody waits for the package any more. */
    override fun onCleared() {
        if (state.value.isBusy) graph.core.interrupt()
    }

    private fun end(problem: Problem) = mutable.update { it.copy(progress = null, problem = problem) }

    private fun choose(choices: Choices) {
        save(choices)
        mutable.update { it.copy(choices = choices, done = null, problem = null) }
        count()
    }

    private fun people(id: PersonId, wanted: Boolean): Set<PersonId>? {
        val everybody = state.value.persons.map { it.id }.toSet()
        val now = state.value.choices.people ?: everybody
        val chosen = if (wanted) now + id else now - id
        return chosen.takeUnless { it == everybody }
    }

    private fun count() {
        val choices = state.value.choices
        counting?.cancel()
        mutable.update { it.copy(listed = null) }
        counting = withCore(
            failed = { problem -> mutable.update { it.copy(problem = problem) } },
            work = { core -> core.persons() to core.summary(choices.fromMs, choices.toMs) },
        ) { (persons, summary) ->
            mutable.update { it.copy(persons = persons, listed = if (choices.all) summary.events else summary.listed) }
        }
    }

    private fun save(choices: Choices) {
        saved["from"] = choices.from?.toEpochDay()
        saved["to"] = choices.to?.toEpochDay()
        saved["people"] = choices.people?.map { it.value }?.toLongArray()
        saved["mask"] = choices.maskBystanders
        saved["all"] = choices.all
        saved["english"] = choices.english
    }

    private fun restored() = Choices(
        from = saved.get<Long>("from")?.let(LocalDate::ofEpochDay),
        to = saved.get<Long>("to")?.let(LocalDate::ofEpochDay),
        people = saved.get<LongArray>("people")?.map(::PersonId)?.toSet(),
        maskBystanders = saved["mask"] ?: true,
        all = saved["all"] ?: false,
        english = saved["english"] ?: false,
    )

    private companion object {
        /** Longer than the number of any ID. */
        const val LONGEST_ID = 40

        /** The person stopped it. */
        const val INTERRUPTED = "interrupted"
    }
}
