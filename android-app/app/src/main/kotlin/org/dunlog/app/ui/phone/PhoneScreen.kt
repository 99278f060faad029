package org.dunlog.app.ui.phone

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.dunlog.app.R
import org.dunlog.app.health.rom.Rom
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Tone

/** What the page shows. */
data class PhoneState(
    val rom: Rom,
    /** The phone was started and did not tell us. */
    val startMissed: Boolean = false,
    /** The switch whose page could not be opened. */
    val notOpened: String? = null,
)

/** The switches of this maker that keep the app awake and let messages through: each with its path and a jump. */
@Composable
fun PhoneScreen(state: PhoneState, onOpen: (Rom.Item) -> Unit, onBack: () -> Unit) {
    ScrollPage(stringResource(R.string.phone_title), onBack) {
        Text(stringResource(R.string.phone_about, state.rom.name), style = MaterialTheme.typography.bodyLarge)
        if (state.startMissed) {
            Section(tone = Tone.Notice) { Text(stringResource(R.string.phone_start_missed)) }
        }
        for (item in state.rom.items) {
            Switch(item, failed = state.notOpened == item.id) { onOpen(item) }
        }
        Text(stringResource(R.string.phone_try), style = MaterialTheme.typography.bodyMedium)
    }
}

@Composable
private fun Switch(item: Rom.Item, failed: Boolean, onOpen: () -> Unit) {
    Section(title = stringResource(title(item.id))) {
        if (item.path.isNotEmpty()) Text(item.path, style = MaterialTheme.typography.bodyLarge)
        val isChinese = LocalConfiguration.current.locales[0].language == "zh"
        (if (isChinese) item.noteZh else item.noteEn)?.let { Text(it, style = MaterialTheme.typography.bodyMedium) }
        if (failed) {
            Text(
                stringResource(R.string.phone_not_opened),
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                style = MaterialTheme.typography.bodyMedium,
            )
        }
        if (item.open.isNotEmpty()) QuietButton(stringResource(R.string.phone_open), onOpen)
    }
}

private fun title(id: String): Int = when (id) {
    "autostart" -> R.string.phone_autostart
    "battery", "sleep", "idle" -> R.string.phone_battery
    "sms", "sms_app" -> R.string.phone_sms
    "blank_pass" -> R.string.phone_blank_pass
    "recents" -> R.string.phone_recents
    "restricted" -> R.string.phone_restricted
    else -> R.string.phone_other
}
