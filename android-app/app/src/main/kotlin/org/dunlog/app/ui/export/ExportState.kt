package org.dunlog.app.ui.export

import android.net.Uri
import java.time.LocalDate
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.start
import org.dunlog.core.BundleRequest
import org.dunlog.core.Details
import org.dunlog.core.EpochMillis
import org.dunlog.core.ExportRequest
import org.dunlog.core.Exported
import org.dunlog.core.Fonts
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
    /** Typed for these papers, printed, and kept nowhere. */
    val idNumber: Unsaved = Unsaved(),
    /** How many events were chosen by hand to be told; 0 for those that the engine chooses. */
    val keyEvents: Int = 0,
    /** The papers are there to be looked at; until the page of them is shown. */
    val made: Boolean = false,
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
    /** An English edition beside the Chinese one. */
    val english: Boolean = false,
) {
    val isSpan: Boolean get() = from == null || to == null || !to.isBefore(from)
    val fromMs: EpochMillis? get() = from?.start()
    val toMs: EpochMillis? get() = to?.plusDays(1)?.start()

    fun request(folder: String, now: EpochMillis, details: Details? = null, fonts: Fonts? = null) = ExportRequest(
        folder = folder,
        all = all,
        showBystanders = !maskBystanders,
        people = people?.sortedBy { it.value },
        fromMs = fromMs,
        toMs = toMs,
        atMs = now,
        details = details,
        english = english,
        fonts = fonts,
    )

    fun bundle(path: String, verifyPage: String, now: EpochMillis, fonts: Fonts? = null) = BundleRequest(
        path = path,
        all = all,
        showBystanders = !maskBystanders,
        people = people?.sortedBy { it.value },
        fromMs = fromMs,
        toMs = toMs,
        atMs = now,
        verifyPage = verifyPage,
        fonts = fonts,
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

/** A text that lives as long as its page is open and is shown in no log. */
data class Unsaved(val text: String = "") {
    override fun toString() = "Unsaved(…)"
}

/** What was written into the one signed file. */
data class Done(val exported: Exported, val target: Target, val name: String)

/** Where the one signed file goes. */
sealed interface Target {
    data class Bundle(val uri: Uri) : Target

    /** To another app; it stays in our cache until the next one. */
    data object ShareBundle : Target
}

/** What the person does there. */
sealed interface ExportEvent {
    data class From(val day: LocalDate?) : ExportEvent
    data class To(val day: LocalDate?) : ExportEvent
    data class LastDays(val days: Long) : ExportEvent
    data class ForPerson(val id: PersonId, val wanted: Boolean) : ExportEvent
    data class Mask(val on: Boolean) : ExportEvent
    data class All(val on: Boolean) : ExportEvent
    data class English(val on: Boolean) : ExportEvent
    data class IdNumber(val text: String) : ExportEvent
    data object Details : ExportEvent
    data object KeyEvents : ExportEvent
    data object Make : ExportEvent
    data object SaveBundle : ExportEvent
    data object ShareBundle : ExportEvent
    data object Stop : ExportEvent
}
