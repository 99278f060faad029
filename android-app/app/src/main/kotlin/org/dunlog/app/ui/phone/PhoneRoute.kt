package org.dunlog.app.ui.phone

import android.content.Context
import android.os.Build
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.compose.LifecycleResumeEffect
import org.dunlog.app.R
import org.dunlog.app.graph
import org.dunlog.app.health.ProcessEnds
import org.dunlog.app.health.rom.BootProbe
import org.dunlog.app.health.rom.Rom
import org.dunlog.app.health.rom.openSwitch
import org.dunlog.app.health.rom.readSwitch
import org.dunlog.app.health.rom.systemProperty

@Composable
internal fun PhoneRoute(onBack: () -> Unit) {
    val context = LocalContext.current
    val rom = remember { romOf(context) }
    var notOpened by rememberSaveable { mutableStateOf<String?>(null) }
    var looks by remember { mutableIntStateOf(0) }
    LifecycleResumeEffect(rom) {
        looks++ // the person may come back from the very switch
        onPauseOrDispose {}
    }
    val state = remember(looks, notOpened) { look(context, rom, notOpened) }
    PhoneScreen(state, { notOpened = if (openSwitch(context, it)) null else it.id }, onBack)
}

private fun look(context: Context, rom: Rom, notOpened: String?) = PhoneState(
    rom,
    switches = rom.items.associate { it.id to readSwitch(context, it.check) },
    ends = ProcessEnds.read(context, context.graph.now()),
    startMissed = BootProbe(context).wasMissed(),
    notOpened = notOpened,
)

private fun romOf(context: Context): Rom {
    val data = context.resources.openRawResource(R.raw.roms).bufferedReader().use { it.readText() }
    return Rom.detect(Rom.all(data), Build.MANUFACTURER, ::systemProperty)
}
