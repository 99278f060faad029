package org.dunlog.app.ui

import org.dunlog.app.health.Need
import org.dunlog.app.health.NeedState
import org.dunlog.app.ui.home.Capture
import org.dunlog.app.ui.home.Capture.Hint
import org.dunlog.app.ui.home.Capture.Overall
import org.dunlog.core.EpochMillis
import org.dunlog.core.Home
import org.dunlog.core.LiveShare
import org.dunlog.core.Source
import org.dunlog.core.SourceSeen
import org.dunlog.core.Summary
import org.dunlog.core.Week
import org.dunlog.core.WeekCounts
import org.dunlog.core.Witnessed
import org.junit.Assert.assertEquals
import org.junit.Test

/** What the first page says of capture, by what is allowed and what arrived. */
class CaptureStateTest {
    private val everything = Need.entries.associateWith { NeedState.Granted }
    private val nothing = Need.entries.associateWith { NeedState.Refused }
    private val required = listOf(Need.CallLog, Need.PhoneState, Need.ReceiveSms, Need.ReadSms)

    @Test
    fun withoutAnyPermissionNothingIsCaptured() {
        assertEquals(Overall.Nothing, Capture.of(home(), nothing, 0).overall)
    }

    @Test
    fun aMissingSourceIsOnlyPartOfTheTruthEvenWhenOthersArrive() {
        for (need in required) {
            val needs = everything + (need to NeedState.Refused)
            assertEquals(Overall.Partly, Capture.of(home(seen = true), needs, 1).overall)
        }
    }

    @Test
    fun theOptionalOnesAreNotMissed() {
        val needs = nothing + required.associateWith { NeedState.Granted }
        assertEquals(Overall.Working, Capture.of(home(seen = true), needs, 0).overall)
    }

    @Test
    fun permissionAloneProvesNothing() {
        assertEquals(Overall.NothingYet, Capture.of(home(), everything, 1).overall)
    }

    @Test
    fun whatIsOnlyFoundAfterwardsIsSaidFromTheThirdOnAndNotWhenOneWasSeenLive() {
        assertEquals(emptySet<Hint>(), hints(LiveShare(0, 2)))
        assertEquals(setOf(Hint.CallsOnlyLater, Hint.MessagesOnlyLater), hints(LiveShare(0, 3)))
        assertEquals(emptySet<Hint>(), hints(LiveShare(1, 9)))
    }

    @Test
    fun notificationAccessWithoutAnAppIsSaid() {
        assertEquals(setOf(Hint.NoAppTicked), Capture.of(home(), everything, 0).hints)
    }

    @Test
    fun aListenerThatIsNotConnectedIsMarkedAndTheOthersAreNot() {
        val capture = Capture.of(home(seen = true), everything, 1, listenerDead = true)
        assertEquals(setOf(Hint.ListenerDead), capture.hints)
        assertEquals(listOf(Need.NotificationAccess), capture.lines.filter { it.isDead }.map { it.need })
    }

    private fun hints(share: LiveShare) = Capture.of(home(share = share), everything, 1).hints

    private fun home(seen: Boolean = false, share: LiveShare = LiveShare(0, 0)): Home {
        val (happened, written) = EpochMillis(1) to EpochMillis(2)
        val last = SourceSeen(Source.CallLog, live = false, events = 1, lastMs = happened, recordedMs = written)
        return Home(
            sources = if (seen) listOf(last) else emptyList(),
            week = Week(counts = WeekCounts(0, 0)),
            witnessed = Witnessed(share, share),
            persons = emptyList(),
            case = Summary(),
        )
    }
}
