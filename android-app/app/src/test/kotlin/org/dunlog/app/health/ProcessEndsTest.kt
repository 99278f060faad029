package org.dunlog.app.health

import android.app.ActivityManager
import android.app.Application
import android.app.ApplicationExitInfo
import android.os.Build
import androidx.test.core.app.ApplicationProvider
import org.dunlog.core.EpochMillis
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowActivityManager.ApplicationExitInfoBuilder

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [29, 33, 35])
class ProcessEndsTest {
    private val app: Application = ApplicationProvider.getApplicationContext()
    private val now = EpochMillis(1_790_859_791_000)

    @Test
    fun whatThePhoneEndedAndWhatWasStoppedByForceAreCountedForAWeek() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) {
            assertEquals(ProcessEnds(), ProcessEnds.read(app, now))
            return
        }
        ended(ApplicationExitInfo.REASON_SIGNALED, hoursAgo = 30)
        ended(ApplicationExitInfo.REASON_EXCESSIVE_RESOURCE_USAGE, hoursAgo = 3)
        ended(ApplicationExitInfo.REASON_USER_REQUESTED, hoursAgo = 5)
        ended(ApplicationExitInfo.REASON_OTHER, hoursAgo = 7 * 24 + 1)
        ended(ApplicationExitInfo.REASON_PERMISSION_CHANGE, hoursAgo = 1)
        ended(ApplicationExitInfo.REASON_CRASH, hoursAgo = 1)
        val expected = ProcessEnds(byPhone = 2, byForce = 1, last = EpochMillis(now.value - 3 * HOUR))
        assertEquals(expected, ProcessEnds.read(app, now))
    }

    private fun ended(reason: Int, hoursAgo: Int) {
        val end = ApplicationExitInfoBuilder.newBuilder()
            .setProcessName(app.packageName)
            .setReason(reason)
            .setTimestamp(now.value - hoursAgo * HOUR)
            .build()
        shadowOf(app.getSystemService(ActivityManager::class.java)).addApplicationExitInfo(end)
    }

    private companion object {
        const val HOUR = 3_600_000L
    }
}
