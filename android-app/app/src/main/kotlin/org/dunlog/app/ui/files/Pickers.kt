package org.dunlog.app.ui.files

import android.content.ActivityNotFoundException
import android.net.Uri
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable

/** What a file of ours is towards other apps; their own extensions are not added to a name then. */
internal const val ANY_BYTES = "application/octet-stream"

/** The system's dialog for where a file goes; [none] when this phone has no such dialog. */
@Composable
internal fun rememberSaveDialog(type: String, none: () -> Unit, chosen: (Uri) -> Unit): (String) -> Unit {
    val dialog = rememberLauncherForActivityResult(ActivityResultContracts.CreateDocument(type)) { uri ->
        if (uri != null) chosen(uri)
    }
    return { name -> orNone(none) { dialog.launch(name) } }
}

/** The system's dialog for which file; [none] when this phone has no such dialog. */
@Composable
internal fun rememberOpenDialog(none: () -> Unit, chosen: (Uri) -> Unit): () -> Unit {
    val dialog = rememberLauncherForActivityResult(ActivityResultContracts.OpenDocument()) { uri ->
        if (uri != null) chosen(uri)
    }
    return { orNone(none) { dialog.launch(arrayOf("*/*")) } }
}

private fun orNone(none: () -> Unit, open: () -> Unit) = try {
    open()
} catch (_: ActivityNotFoundException) {
    none()
}
