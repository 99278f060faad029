package org.dunlog.app.ui.export

import android.net.Uri
import java.time.LocalDate
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.start
import org.dunlog.core.BundleRequest
import org.dunlog.core.EpochMillis
import org.dunlog.core.ExportRequest
import org.dunlog.core.Exported
import org.dunlog.core.Person
import org.dunlog.core.PersonId

/** What the export page shows. */
data class ExportState(
    val choices: Choices = Choices(),
    val persons: List<Person> = emptyList(),
    /** How many events the choices would list; null while it is counted. */
    val listed: Long? = null,
    val progress: Progress? = null,
    val done: Done? = null,
    val problem: Problem? = null,
) {
    val isBusy: Boolean get() = progress != null

    /** There is something to write and somebody to write it for. */
    val isReady: Boolean get() = !isBusy && choices.people?.isEmpty() != true && choices.isSpan
}

/** What goes into the package. */
data class Choices(
    /** First day; null from the beginning. */
    val from: LocalDate? = null,
    /** Last day, included; null up to now. */
    val to: LocalDate? = null,
    /** Null for everybody. */
    val people: Set<PersonId>? = null,
    val maskBystanders: Boolean = true,
    /** Every event, and not only what belongs to the matter. */
    val all: Boolean = false,
) {
    val isSpan: Boolean get() = from == null || to == null || !to.isBefore(from)
    val fromMs: EpochMillis? get() = from?.start()
    val toMs: EpochMillis? get() = to?.plusDays(1)?.start()

    fun request(folder: String, now: EpochMillis) = ExportRequest(
        folder = folder,
        all = all,
        showBystanders = !maskBystanders,
        people = people?.sortedBy { it.value },
        fromMs = fromMs,
        toMs = toMs,
        atMs = now,
    )

    fun bundle(path: String, verifyPage: String, now: EpochMillis) = BundleRequest(
        path = path,
        all = all,
        showBystanders = !maskBystanders,
        people = people?.sortedBy { it.value },
        fromMs = fromMs,
        toMs = toMs,
        atMs = now,
        verifyPage = verifyPage,
    )
}

/** How far the writing is. */
sealed interface Progress {
    /** The engine collects the events; how long it takes is not known. */
    data object Collecting : Progress

    /** Files are copied to their place; 0 to 1. */
    data class Writing(val share: Float) : Progress

    /** Asked to stop. */
    data object Stopping : Progress
}

/** What was written. */
data class Done(val exported: Exported, val target: Target, val name: String)

/** Where to. */
sealed interface Target {
    data class Zip(val uri: Uri) : Target
    data class Folder(val uri: Uri) : Target

    /** To another app; the file stays in our cache until the next export. */
    data object Share : Target

    /** One signed file. */
    data class Bundle(val uri: Uri) : Target

    /** One signed file to another app; kept as with [Share]. */
    data object ShareBundle : Target

    val isBundle: Boolean get() = this is Bundle || this == ShareBundle
}

/** What the person does there. */
sealed interface ExportEvent {
    data class From(val day: LocalDate?) : ExportEvent
    data class To(val day: LocalDate?) : ExportEvent
    data class LastDays(val days: Long) : ExportEvent
    data class ForPerson(val id: PersonId, val wanted: Boolean) : ExportEvent
    data class Mask(val on: Boolean) : ExportEvent
    data class All(val on: Boolean) : ExportEvent
    data object SaveZip : ExportEvent
    data object SaveFolder : ExportEvent
    data object Share : ExportEvent
    data object SaveBundle : ExportEvent
    data object ShareBundle : ExportEvent
    data object Stop : ExportEvent
}
