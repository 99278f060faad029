package org.dunlog.app.ui

import android.app.Application
import android.os.Looper
import androidx.test.core.app.ApplicationProvider
import org.dunlog.app.Settings
import org.dunlog.app.testing.Phone
import org.dunlog.app.ui.apps.AppsEvent
import org.dunlog.app.ui.apps.AppsViewModel
import org.dunlog.app.ui.apps.installedApps
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Which apps are offered, and that none is read until it is ticked. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [33])
class AppsTest {
    private val context = ApplicationProvider.getApplicationContext<Application>()

    @Test
    fun appsForMessagesComeFirstAndOurOwnIsNotOffered() {
        Phone.install("com.example.weather", "A weather app")
        Phone.install("com.tencent.mm", "微信")
        Phone.install(context.packageName, "self")
        val apps = installedApps(context)
        val expected = listOf("com.tencent.mm" to true, "com.example.weather" to false)
        assertEquals(expected, apps.map { it.packageName to it.forMessages })
    }

    @Test
    fun tickingIsKeptAndUntickingForgotten() {
        val settings = Settings(context)
        assertEquals(emptySet<String>(), settings.notificationPackages)
        val model = AppsViewModel(settings) { emptyList() }
        model.onEvent(AppsEvent.Tick("com.tencent.mm", true))
        model.onEvent(AppsEvent.Tick("com.android.mms", true))
        model.onEvent(AppsEvent.Tick("com.tencent.mm", false))
        shadowOf(Looper.getMainLooper()).idle()
        assertEquals(setOf("com.android.mms"), Settings(context).notificationPackages)
        assertEquals(setOf("com.android.mms"), model.state.value.ticked)
    }
}
