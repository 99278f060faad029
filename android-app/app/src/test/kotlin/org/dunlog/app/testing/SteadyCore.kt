package org.dunlog.app.testing

import org.dunlog.core.CaseId
import org.dunlog.core.Core
import org.dunlog.core.CoreException
import org.dunlog.core.EpochMillis
import org.dunlog.core.EventCursor
import org.dunlog.core.EventFilter
import org.dunlog.core.EventId
import org.dunlog.core.EventPage
import org.dunlog.core.EventRecord
import org.dunlog.core.ExportRequest
import org.dunlog.core.Exported
import org.dunlog.core.Home
import org.dunlog.core.Invited
import org.dunlog.core.Membership
import org.dunlog.core.Shared
import org.dunlog.core.Summary

/**
 * The real engine, but what differs from run to run, the moments of recording and the hashes, is always the same; and
 * [failure], when set, is thrown by everything that reads.
 */
class SteadyCore(private val real: Core) : Core by real {
    var failure: CoreException? = null

    /** The invitation of every picture; the real one has a key of its own. */
    var invitation: Invited? = null

    /** Happens while the papers are made. */
    var beforeExport: () -> Unit = {}

    /** Lengths and pages hang on the version of a font; in pictures they are always the same. */
    var steadyExport = false

    override fun export(request: ExportRequest): Exported {
        beforeExport()
        val exported = real.export(request)
        if (!steadyExport) return exported
        return exported.copy(
            files = exported.files.map { it.copy(bytes = 20_480) },
            pages = if (request.fonts == null) 0 else 14,
        )
    }

    override fun home(now: EpochMillis): Home = read { real.home(now) }

    override fun summary(from: EpochMillis?, to: EpochMillis?): Summary = read { real.summary(from, to) }

    override fun events(filter: EventFilter, after: EventCursor?, limit: Int): EventPage =
        read { real.events(filter, after, limit) }

    override fun event(id: EventId): EventRecord = read {
        val record = real.event(id)
        record.copy(
            sources = record.sources.map {
                it.copy(recordedMs = EpochMillis(it.timeMs.value + 1000), leaf = "0".repeat(64), seq = 7)
            },
            annotations = record.annotations.map { it.copy(recordedMs = Scenario.now) },
        )
    }

    override fun invite(name: String): Invited = invitation ?: real.invite(name)

    override fun memberships(): List<Membership> = read {
        real.memberships().map { known ->
            val sharedMs = known.sharedMs?.let { EpochMillis(Scenario.now.value - 3_600_000) }
            known.copy(joinedMs = EpochMillis(Scenario.now.value - 172_800_000), sharedMs = sharedMs)
        }
    }

    override fun share(case: CaseId, path: String, events: List<EventId>?): Shared =
        real.share(case, path, events).copy(bytes = 28_410)

    override fun backup(path: String, passphrase: String, withKey: Boolean): Long =
        real.backup(path, passphrase, withKey).let { 450_560 }

    private fun <T> read(work: () -> T): T {
        failure?.let { throw it }
        return work()
    }
}
