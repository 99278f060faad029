package org.dunlog.app.ui.export

import android.content.ActivityNotFoundException
import android.content.ClipData
import android.content.Context
import android.content.Intent
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.core.content.FileProvider
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.createSavedStateHandle
import androidx.lifecycle.viewmodel.compose.viewModel
import java.io.File
import org.dunlog.app.AppGraph
import org.dunlog.app.R

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
    ExportScreen(state) { event ->
        try {
            when (event) {
                ExportEvent.SaveZip -> zip.launch("$name.zip")
                ExportEvent.SaveFolder -> folder.launch(null)
                ExportEvent.Share -> model.write(Target.Share, name) { file -> share(context, file) }
                else -> model.onEvent(event)
            }
        } catch (_: ActivityNotFoundException) {
            model.noPicker()
        }
    }
}

/** Lets the person choose the app; that one may read this one file, once. */
private fun share(context: Context, file: File) {
    val uri = FileProvider.getUriForFile(context, "${context.packageName}.share", file)
    val send = Intent(Intent.ACTION_SEND)
        .setType("application/zip")
        .putExtra(Intent.EXTRA_STREAM, uri)
        .addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
    send.clipData = ClipData.newRawUri(null, uri)
    context.startActivity(Intent.createChooser(send, null))
}
