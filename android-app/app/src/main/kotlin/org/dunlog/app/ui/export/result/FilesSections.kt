package org.dunlog.app.ui.export.result

import android.text.format.Formatter
import androidx.annotation.StringRes
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import org.dunlog.app.R
import org.dunlog.app.papers.MadePapers
import org.dunlog.app.ui.parts.Section
import org.dunlog.core.ExportedFile

/** The files in plain words: what is handed in, what goes along for checking, and what is kept. */
@Composable
internal fun FilesSections(files: List<ExportedFile>) {
    val (mine, handed) = files.partition { it.isPrivate }
    val (letters, ours) = handed.partition { it.isLetter }
    val (papers, data) = ours.partition { it.isPaper }
    FilesSection(R.string.files_hand_in, R.string.files_hand_in_about, papers)
    FilesSection(R.string.files_letters, R.string.files_letters_about, letters)
    FilesSection(R.string.files_data, R.string.files_data_about, data)
    FilesSection(R.string.files_mine, R.string.files_mine_about, mine)
}

/** To another place than the police, which stands in its name. */
private val ExportedFile.isLetter: Boolean
    get() = name.startsWith("渠道-")

/** To be read and printed; the others are for a computer. */
private val ExportedFile.isPaper: Boolean
    get() = name.endsWith(".pdf") || name.endsWith(".html")

@Composable
private fun FilesSection(@StringRes title: Int, @StringRes about: Int, files: List<ExportedFile>) {
    if (files.isEmpty()) return
    val context = LocalContext.current
    val hasPdf = files.any { it.name == MadePapers.PDF }
    Section(title = stringResource(title)) {
        Text(stringResource(about), style = MaterialTheme.typography.bodyMedium)
        for (file in files) {
            Column(Modifier.semantics(mergeDescendants = true) {}) {
                val size = Formatter.formatShortFileSize(context, file.bytes)
                Text(
                    stringResource(R.string.export_file, file.name, size),
                    style = MaterialTheme.typography.bodyLarge,
                )
                val words = file.words(hasPdf)
                if (words != null) Text(stringResource(words), style = MaterialTheme.typography.bodySmall)
            }
        }
    }
}

@StringRes
private fun ExportedFile.words(hasPdf: Boolean): Int? = when {
    isPrivate -> R.string.file_questions
    name == MadePapers.PDF -> R.string.file_papers_pdf
    name == MadePapers.HTML -> if (hasPdf) R.string.file_papers_html else R.string.file_papers_html_alone
    name.startsWith("English.") -> R.string.file_english
    name == "明细.csv" -> R.string.file_table
    name == "记录.ndjson" -> R.string.file_records
    name == "manifest.json" -> R.string.file_manifest
    name == "校验说明.txt" -> R.string.file_how_to_check
    else -> null
}
