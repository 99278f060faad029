package org.dunlog.app.ui.export

import android.content.ActivityNotFoundException
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.createSavedStateHandle
import androidx.lifecycle.viewmodel.compose.viewModel
import org.dunlog.app.AppGraph
import org.dunlog.app.R
import org.dunlog.app.ui.WhenLeft
import org.dunlog.app.ui.files.ANY_BYTES
import org.dunlog.app.ui.files.PackageWriter
import org.dunlog.app.ui.files.rememberSaveDialog
import org.dunlog.app.ui.files.shareFile
import org.dunlog.app.ui.nav.Navigator
import org.dunlog.app.ui.nav.PapersRoute

/** The export page, which leads to that of the papers when they are made. */
@Composable
internal fun ExportRoute(graph: AppGraph, navigator: Navigator) {
    val context = LocalContext.current
    val application = context.applicationContext
    val model = viewModel { ExportViewModel(graph, createSavedStateHandle(), PackageWriter(application)) }
    val state by model.state.collectAsStateWithLifecycle()
    val name = model.suggestedName(stringResource(R.string.export_file_name))
    val bundle = rememberSaveDialog(ANY_BYTES, model::noPicker) { model.write(Target.Bundle(it), name) }
    LaunchedEffect(model) { model.entered() }
    LaunchedEffect(state.made) {
        if (state.made) {
            model.shown()
            navigator.open(PapersRoute.Result)
        }
    }
    WhenLeft(model::left)
    ExportScreen(state) { event ->
        when (event) {
            ExportEvent.Details -> navigator.open(PapersRoute.Details)
            ExportEvent.KeyEvents -> navigator.open(PapersRoute.KeyEvents)
            ExportEvent.Make -> model.make(name)
            ExportEvent.SaveBundle -> bundle("$name.dunlog")
            ExportEvent.ShareBundle -> model.write(Target.ShareBundle, name) {
                try {
                    shareFile(context, it, ANY_BYTES)
                } catch (_: ActivityNotFoundException) {
                    model.noPicker()
                }
            }
            else -> model.onEvent(event)
        }
    }
}
