package org.dunlog.app.ui.export

import android.content.ActivityNotFoundException
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.createSavedStateHandle
import androidx.lifecycle.viewmodel.compose.viewModel
import org.dunlog.app.AppGraph
import org.dunlog.app.R
import org.dunlog.app.ui.files.ANY_BYTES
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.app.ui.files.shareFile

/** The export page with the system's document pickers and its sharing. */
@Composable
internal fun ExportRoute(graph: AppGraph) {
    val context = LocalContext.current
    val application = context.applicationContext
    val model = viewModel { ExportViewModel(graph, createSavedStateHandle(), PackageWriter(application)) }
    val state by model.state.collectAsStateWithLifecycle()
    val name = model.suggestedName(stringResource(R.string.export_file_name))
    val zip = rememberLauncherForActivityResult(ActivityResultContracts.CreateDocument("application/zip")) { uri ->
        if (uri != null) model.write(Target.Zip(uri), name)
    }
    val folder = rememberLauncherForActivityResult(ActivityResultContracts.OpenDocumentTree()) { uri ->
        if (uri != null) model.write(Target.Folder(uri), name)
    }
    val bundle = rememberLauncherForActivityResult(ActivityResultContracts.CreateDocument(ANY_BYTES)) { uri ->
        if (uri != null) model.write(Target.Bundle(uri), name)
    }
    ExportScreen(state) { event ->
        try {
            when (event) {
                ExportEvent.SaveZip -> zip.launch("$name.zip")
                ExportEvent.SaveFolder -> folder.launch(null)
                ExportEvent.Share -> model.write(Target.Share, name) { shareFile(context, it, "application/zip") }
                ExportEvent.SaveBundle -> bundle.launch("$name.dunlog")
                ExportEvent.ShareBundle -> model.write(Target.ShareBundle, name) { shareFile(context, it, ANY_BYTES) }
                else -> model.onEvent(event)
            }
        } catch (_: ActivityNotFoundException) {
            model.noPicker()
        }
    }
}
