package org.dunlog.app.ui

import android.app.ActivityManager
import android.app.AppOpsManager
import android.app.Application
import android.app.ApplicationExitInfo
import android.os.Process
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.flow.update
import org.dunlog.app.R
import org.dunlog.app.testing.AppRule
import org.dunlog.app.testing.Scenario
import org.dunlog.app.testing.Variant
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowActivityManager.ApplicationExitInfoBuilder

/** A phone that works against the app: what it did, and which switch is to blame, can be seen. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [33])
class HealthShotsTest {
    @get:Rule
    val app = AppRule()
    private val phone: Application = ApplicationProvider.getApplicationContext()

    @Test
    fun chinese() = pages(Variant.ZhLight)

    @Test
    fun englishInLargeLetters() = pages(Variant.EnLarge)

    private fun pages(variant: Variant) {
        variant.apply()
        workAgainstTheApp()
        app.launch()
        app.graph.captureReport.update { it.copy(listenerDead = true) }
        app.compose.waitForIdle()
        app.compose.onNodeWithText(app.words(R.string.hint_listener_dead)).performScrollTo().assertIsDisplayed()
        app.shot("home-listener-dead", variant)
        app.click(R.string.tab_settings)
        app.click(R.string.phone_title)
        app.shot("phone-ended", variant)
    }

    private fun workAgainstTheApp() {
        val manager = shadowOf(phone.getSystemService(ActivityManager::class.java))
        manager.setBackgroundRestricted(true)
        val reasons = listOf(ApplicationExitInfo.REASON_SIGNALED, ApplicationExitInfo.REASON_USER_REQUESTED)
        for ((index, reason) in (reasons + reasons.first()).withIndex()) {
            val end = ApplicationExitInfoBuilder.newBuilder()
                .setProcessName(phone.packageName)
                .setReason(reason)
                .setTimestamp(Scenario.now.value - index * 3_600_000L)
                .build()
            manager.addApplicationExitInfo(end)
        }
        shadowOf(phone.getSystemService(AppOpsManager::class.java)).setMode(
            "android:access_restricted_settings",
            Process.myUid(),
            phone.packageName,
            AppOpsManager.MODE_ALLOWED,
        )
    }
}
