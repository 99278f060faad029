package org.dunlog.app.ui.parts

import android.app.DatePickerDialog
import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalContext
import java.time.LocalDate

/** Opens the system's calendar, which every phone has and every reader of screens knows. */
@Composable
fun askForDay(chosen: LocalDate?, onDay: (LocalDate) -> Unit): () -> Unit {
    val context = LocalContext.current
    val today = LocalNow.current().day()
    return {
        val shown = chosen ?: today
        val dialog = DatePickerDialog(
            context,
            { _, year, month, day -> onDay(LocalDate.of(year, month + 1, day)) },
            shown.year,
            shown.monthValue - 1,
            shown.dayOfMonth,
        )
        dialog.show()
    }
}
