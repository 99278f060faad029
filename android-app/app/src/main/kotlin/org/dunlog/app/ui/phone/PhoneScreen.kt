package org.dunlog.app.ui.phone

import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Icon
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.dunlog.app.R
import org.dunlog.app.health.ProcessEnds
import org.dunlog.app.health.rom.Rom
import org.dunlog.app.health.rom.SwitchState
import org.dunlog.app.ui.parts.QuietButton
import org.dunlog.app.ui.parts.ScrollPage
import org.dunlog.app.ui.parts.Section
import org.dunlog.app.ui.parts.Tone
import org.dunlog.app.ui.parts.rememberTimes

/** What the page shows. */
data class PhoneState(
    val rom: Rom,
    /** How the switches stand, by their ids. */
    val switches: Map<String, SwitchState> = emptyMap(),
    /** How often the phone ended the app of late. */
    val ends: ProcessEnds = ProcessEnds(),
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
        EndsSection(state.ends)
        for (item in state.rom.items) {
            val stands = state.switches[item.id] ?: SwitchState.Unknown
            Switch(item, stands, failed = state.notOpened == item.id) { onOpen(item) }
        }
        Text(stringResource(R.string.phone_try), style = MaterialTheme.typography.bodyMedium)
    }
}

/** That the phone ends the app is the one proof that a switch is off which every maker gives. */
@Composable
private fun EndsSection(ends: ProcessEnds) {
    val last = ends.last ?: return
    Section(tone = Tone.Notice) {
        val moment = rememberTimes().moment(last)
        if (ends.byPhone > 0) Text(pluralStringResource(R.plurals.phone_ended, ends.byPhone, ends.byPhone))
        if (ends.byForce > 0) Text(pluralStringResource(R.plurals.phone_stopped, ends.byForce, ends.byForce))
        Text(stringResource(R.string.phone_ended_last, moment), style = MaterialTheme.typography.bodyMedium)
    }
}

@Composable
private fun Switch(item: Rom.Item, stands: SwitchState, failed: Boolean, onOpen: () -> Unit) {
    Section(title = stringResource(title(item.id))) {
        Stands(stands)
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

/** How it stands; nothing when the phone does not tell. */
@Composable
private fun Stands(state: SwitchState) {
    if (state == SwitchState.Unknown) return
    val isOn = state == SwitchState.On
    Row(verticalAlignment = Alignment.CenterVertically) {
        Icon(
            painterResource(if (isOn) R.drawable.ic_ok else R.drawable.ic_warning),
            contentDescription = null,
            Modifier.padding(end = 8.dp),
            tint = if (isOn) LocalContentColor.current else MaterialTheme.colorScheme.error,
        )
        val words = stringResource(if (isOn) R.string.phone_stands_right else R.string.phone_stands_wrong)
        Text(words, style = MaterialTheme.typography.labelLarge)
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
