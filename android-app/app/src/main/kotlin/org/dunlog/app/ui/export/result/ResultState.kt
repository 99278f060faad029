package org.dunlog.app.ui.export.result

import android.net.Uri
import java.io.File
import org.dunlog.app.papers.MadePapers
import org.dunlog.app.ui.export.Progress
import org.dunlog.app.ui.parts.Problem

/** The papers that were made, and what was done with them. */
data class ResultState(
    /** Null when they are not there any more, as after the process was killed. */
    val made: MadePapers? = null,
    val progress: Progress? = null,
    val done: Outcome? = null,
    val problem: Problem? = null,
)

/** What became of the papers. */
enum class Outcome { Saved, Packed }

/** Where the papers go. */
sealed interface PapersTarget {
    data class Zip(val uri: Uri) : PapersTarget
    data class Folder(val uri: Uri) : PapersTarget

    /** To another app: what is handed in, without what is for the person alone. */
    data class Share(val hand: (File) -> Unit) : PapersTarget
}

/** What the person does there. */
sealed interface ResultEvent {
    data object Preview : ResultEvent
    data object Print : ResultEvent
    data object SaveZip : ResultEvent
    data object SaveFolder : ResultEvent
    data object Share : ResultEvent

    /** Looks at the papers in a browser. */
    data object OpenHtml : ResultEvent
    data object Stop : ResultEvent
    data object Back : ResultEvent
}
