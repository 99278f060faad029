package org.dunlog.core

import java.io.Closeable

/**
 * The engine: it logs, judges, tells and exports.
 *
 * Every function blocks, so call from a thread that may wait; any thread will do. One call at a time works on the
 * log and others wait, except [about], [verdict], [law] and [words], which need no log. Every function throws
 * [CoreException].
 */
public interface Core : Closeable {
    /** Finds a person by [name], or adds them. Fails with `role_differs` when known with another role. */
    public fun ensurePerson(name: String, role: Role): Person

    /** Everybody in the case. */
    public fun persons(): List<Person>

    /**
     * Appends what is new of at most 500 [observations] of the phone of [person], in one durable step, and answers
     * each in its order.
     */
    public fun observe(person: PersonId, observations: List<Observation>): List<Observed>

    /**
     * Judges every event with the history of the case and writes what changed. With [from], only that local day and
     * later ones, with what is known of the days before: enough after one event, and quick in a long log.
     */
    public fun judge(from: EpochMillis? = null): Judged

    /** Records a span in which a source was not captured. */
    public fun addGap(gap: Gap)

    /** Every recorded gap. */
    public fun gaps(): List<Gap>

    /** The first screen, for the seven days up to [now]. */
    public fun home(now: EpochMillis): Home

    /** The totals of the whole log, or from [from] (included) to [to] (not included). */
    public fun summary(from: EpochMillis? = null, to: EpochMillis? = null): Summary

    /** A page of at most [limit] (1 to 200) rows, newest first. */
    public fun events(
        filter: EventFilter = EventFilter(),
        after: EventCursor? = null,
        limit: Int = 50,
    ): EventPage

    /** One event with everything. Fails with `no_such_event`. */
    public fun event(id: EventId): EventRecord

    /** Appends the person's [tag] to an event. Nothing is changed or taken away. */
    public fun tag(id: EventId, tag: Tag)

    /** Appends a note in the person's own words; it must not be blank. */
    public fun note(id: EventId, text: String)

    /** Writes the package into a folder. */
    public fun export(request: ExportRequest): Exported

    /** Reads the file at [path], an export of another phone or app, into the log of a person. */
    public fun import(path: String, person: String, role: Role): Imported

    /** Rebuilds every hash and compares. */
    public fun fsck(): Checked

    /** Writes the log back into its one file, as before it is copied. */
    public fun flush()

    /** What answers. */
    public fun about(): About

    /** Judges a call or a text by its words, number, hour and role, and writes nothing. */
    public fun verdict(request: VerdictRequest): Verdict

    /** What may be cited on a day (`2026-10-01`) for conduct that reached a person of a role. Null: all. */
    public fun law(on: String? = null, conduct: List<Category> = emptyList(), role: Role? = null): List<LawRule>

    /** The words of the program, in `zh` or `en`. */
    public fun words(lang: String): Words

    /**
     * Stops the import, judge, summary, home, export or fsck that another thread has running; that call fails with
     * `interrupted`. What was committed stays, and later calls are not touched.
     */
    public fun interrupt()

    /** Shuts the log. Once, twice, or while a call runs; later calls fail with `closed`. */
    override fun close()
}
