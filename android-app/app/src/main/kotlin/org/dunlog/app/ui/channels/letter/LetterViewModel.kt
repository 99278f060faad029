package org.dunlog.app.ui.channels.letter

import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.viewModelScope
import java.time.format.DateTimeFormatter
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.dunlog.app.AppGraph
import org.dunlog.app.papers.DetailsDraft
import org.dunlog.app.ui.CoreViewModel
import org.dunlog.app.ui.files.Destination
import org.dunlog.app.ui.files.FileSender
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.day
import org.dunlog.core.Core
import org.dunlog.core.CoreException
import org.dunlog.core.LetterFields
import org.dunlog.core.LetterForm
import org.dunlog.core.LetterRequest

/** Has the engine write a letter from the log, the details and what is chosen here. */
class LetterViewModel(
    graph: AppGraph,
    private val saved: SavedStateHandle,
    private val sender: FileSender,
) : CoreViewModel(graph) {
    private val mutable = MutableStateFlow(LetterState())
    private var letter: String? = null
    private var writing: Job? = null
    val state: StateFlow<LetterState> = mutable.asStateFlow()

    /** Writes the [letter]; what was chosen for another one does not go over. */
    fun show(letter: String) {
        if (this.letter != letter) mutable.value = LetterState(restored(letter))
        this.letter = letter
        write()
    }

    /** A name for the file, which says nothing of anybody. */
    fun fileName(prefix: String): String = prefix + DateTimeFormatter.BASIC_ISO_DATE.format(graph.now().day())

    fun onEvent(event: LetterEvent) {
        when (event) {
            is LetterEvent.Write -> {
                save(event.fields)
                mutable.update { it.copy(fields = event.fields, saved = false, copied = false) }
                write(TYPING_MS)
            }
            is LetterEvent.Copy -> mutable.update { it.copy(copied = true) }
            LetterEvent.Again -> write()
            else -> Unit // the screen does it
        }
    }

    /** Writes it as a file. A PDF is set in the first font of the phone that is of use. */
    fun file(to: Destination, name: String, form: LetterForm) {
        if (state.value.busy) return
        mutable.update { it.copy(busy = true, saved = false, problem = null) }
        withFiles(
            failed = { problem -> mutable.update { it.copy(busy = false, problem = problem) } },
            work = {
                val fonts = withContext(Dispatchers.IO) { graph.papers.fonts() }
                sender.send(to, name) { core, path ->
                    val request = request()
                    if (form != LetterForm.Pdf) return@send core.letter(request, form, path)
                    fonts.firstNotNullOfOrNull { font ->
                        try {
                            core.letter(request, form, path, font)
                        } catch (failure: CoreException) {
                            if (failure.code.startsWith("font_")) null else throw failure
                        }
                    } ?: throw CoreException(NO_FONT, false, "")
                }
            },
        ) { mutable.update { it.copy(busy = false, saved = true) } }
    }

    /** The system cannot show its document picker: there is none on this phone. */
    fun noPicker() = mutable.update { it.copy(problem = Problem("no_app")) }

    private fun write(patience: Long = 0) {
        writing?.cancel()
        writing = viewModelScope.launch {
            delay(patience)
            try {
                val (written, takesRemark) = graph.withCore { core ->
                    core.letterText(request()) to takesRemark(core)
                }
                mutable.update { it.copy(letter = written, takesRemark = takesRemark, problem = null) }
            } catch (failure: CoreException) {
                mutable.update { it.copy(problem = Problem(failure)) }
            }
        }
    }

    /** Only some letters print one; which is seen by trying. */
    private fun takesRemark(core: Core): Boolean {
        val mark = "◆remark◆"
        val tried = request().copy(fields = LetterFields(remark = mark))
        return mark in core.letterText(tried).text
    }

    /** To be called where the log may be asked. */
    private fun request() = LetterRequest(
        letter = letter.orEmpty(),
        person = graph.owner()?.id,
        details = (graph.papers.details.read() ?: DetailsDraft()).details(),
        fields = state.value.fields,
        atMs = graph.now(),
    )

    private fun save(fields: LetterFields) {
        saved["letter"] = letter
        saved["company"] = fields.company
        saved["addressee"] = fields.addressee
        saved["ticks"] = fields.ticks.toTypedArray()
        saved["cite"] = fields.cite
        saved["remark"] = fields.remark
    }

    private fun restored(letter: String): LetterFields {
        if (saved.get<String>("letter") != letter) return LetterFields()
        return LetterFields(
            addressee = saved["addressee"] ?: "",
            company = saved["company"] ?: "",
            ticks = saved.get<Array<String>>("ticks").orEmpty().toList(),
            cite = saved["cite"] ?: "",
            remark = saved["remark"] ?: "",
        )
    }

    private companion object {
        /** So long we wait for the next letter. */
        const val TYPING_MS = 300L
        const val NO_FONT = "letter_no_font"
    }
}
