package org.dunlog.app.ui.phone

import android.content.Context
import android.os.Build
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import org.dunlog.app.R
import org.dunlog.app.health.rom.BootProbe
import org.dunlog.app.health.rom.Rom
import org.dunlog.app.health.rom.openSwitch
import org.dunlog.app.health.rom.systemProperty

@Composable
internal fun PhoneRoute(onBack: () -> Unit) {
    val context = LocalContext.current
    val rom = remember { romOf(context) }
    var notOpened by rememberSaveable { mutableStateOf<String?>(null) }
    val state = PhoneState(rom, BootProbe(context).wasMissed(), notOpened)
    PhoneScreen(state, { notOpened = if (openSwitch(context, it)) null else it.id }, onBack)
}

private fun romOf(context: Context): Rom {
    val data = context.resources.openRawResource(R.raw.roms).bufferedReader().use { it.readText() }
    return Rom.detect(Rom.all(data), Build.MANUFACTURER, ::systemProperty)
}
