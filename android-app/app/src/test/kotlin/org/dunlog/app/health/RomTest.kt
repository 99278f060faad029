package org.dunlog.app.health

import android.app.Application
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.SystemClock
import android.provider.Settings
import androidx.test.core.app.ApplicationProvider
import java.time.Duration
import org.dunlog.app.R
import org.dunlog.app.capture.WakeReceiver
import org.dunlog.app.health.rom.BootProbe
import org.dunlog.app.health.rom.Rom
import org.dunlog.app.health.rom.openSwitch
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowSystemClock

/** The makers' switches: the data file is sound, and a phone is recognised by what it says of itself. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
class RomTest {
    private val context: Context = ApplicationProvider.getApplicationContext()
    private val roms = Rom.all(context.resources.openRawResource(R.raw.roms).bufferedReader().use { it.readText() })

    @Test
    fun everyEntryCanBeUsed() {
        assertEquals(roms.size, roms.map { it.id }.toSet().size)
        for (rom in roms) {
            assertEquals(rom.id, rom.items.size, rom.items.map { it.id }.toSet().size)
            for (item in rom.items) {
                val where = "${rom.id}/${item.id}"
                assertTrue(where, item.open.all(PLACE::matches))
                assertTrue(where, item.check?.let(CHECK::matches) ?: true)
                assertTrue(where, item.path.length <= 60 && (item.path.isNotEmpty() || item.noteZh != null))
                assertEquals(where, item.noteZh == null, item.noteEn == null)
            }
            assertTrue(rom.id, rom.items.any { "APP_DETAILS" in it.open })
        }
    }

    @Test
    fun aPhoneIsWhatItIsAndNotWhatItsAncestorsWere() {
        val phones = listOf(
            "ohos_container" to mapOf("ro.sys.anco.product.software.version" to "6", "ro.build.version.emui" to "14"),
            "hyperos" to mapOf("ro.mi.os.version.name" to "OS3.0", "ro.miui.ui.version.name" to "V816"),
            "miui" to mapOf("ro.miui.ui.version.name" to "V140"),
            "realmeui" to mapOf("ro.build.version.realmeui" to "V6.0", "ro.build.version.oplusrom" to "V15.0.0"),
            "coloros" to mapOf("ro.build.version.oplusrom" to "V16.0.0"),
            "originos" to mapOf("ro.vivo.os.build.display.id" to "OriginOS 5", "ro.vivo.os.name" to "Funtouch"),
            "funtouch" to mapOf("ro.vivo.os.build.display.id" to "Funtouch OS 12"),
            "harmonyos" to mapOf("ro.build.ohos.devicetype" to "phone", "ro.build.version.magic" to "3.1.0"),
            "magicos" to mapOf("ro.build.version.magic" to "MagicOS_9.0.0", "ro.build.version.emui" to "EmotionUI_10"),
            "emui" to mapOf("ro.build.version.emui" to "EmotionUI_14.2.0"),
            "oneui" to mapOf("ro.build.version.oneui" to "80000"),
            "flyme" to mapOf("ro.build.display.id" to "Flyme 12.1.0.0A"),
            "android" to emptyMap(),
        )
        for ((id, properties) in phones) {
            assertEquals(id, Rom.detect(roms, "unknown") { properties[it].orEmpty() }.id)
        }
        assertEquals("transsion", Rom.detect(roms, "TECNO") { "" }.id)
    }

    @Test
    fun thePageThatThisPhoneHasIsOpenedAndElseThatOfTheApp() {
        val app = context as Application
        shadowOf(app).checkActivities(true)
        val item = roms.first { it.id == "hyperos" }.items.first { it.id == "autostart" }
        assertFalse(openSwitch(context, item))
        shadowOf(app.packageManager).addActivityIfNotPresent(ComponentName("com.android.settings", "Details"))
        shadowOf(app.packageManager).addIntentFilterForActivity(
            ComponentName("com.android.settings", "Details"),
            IntentFilter(Settings.ACTION_APPLICATION_DETAILS_SETTINGS).apply {
                addCategory(Intent.CATEGORY_DEFAULT)
                addDataScheme("package")
            },
        )
        assertTrue(openSwitch(context, item))
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, shadowOf(app).nextStartedActivity.action)
    }

    @Test
    fun aStartOfThePhoneThatWeWereNotToldOfIsNoticedAfterAWhile() {
        val probe = BootProbe(context)
        started(times = 4)
        probe.installed()
        assertFalse(probe.wasMissed())
        started(times = 5)
        assertFalse("not yet", probe.wasMissed())
        ShadowSystemClock.advanceBy(Duration.ofMinutes(4))
        assertTrue(probe.wasMissed())
        WakeReceiver().onReceive(context, Intent(Intent.ACTION_BOOT_COMPLETED))
        assertFalse(probe.wasMissed())
    }

    private fun started(times: Int) {
        Settings.Global.putInt(context.contentResolver, Settings.Global.BOOT_COUNT, times)
        check(SystemClock.elapsedRealtime() < 60_000) { "a phone that has just started" }
    }

    private companion object {
        val CHECK = Regex("""op:\d{5}|restricted|battery|boot""")
        val PLACE = Regex("""APP_DETAILS|[AP]:[\w.]+|C:[\w.]+/[\w.]+""")
    }
}
