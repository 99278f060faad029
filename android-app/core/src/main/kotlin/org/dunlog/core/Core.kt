package org.dunlog.core

import java.io.Closeable

/**
 * The engine: it logs, judges, tells and exports.
 *
 * Every function blocks, so call from a thread that may wait; any thread will do. One call at a time works on the
 * log and others wait, except [about], [verdict], [law], [words], [verify], [readInvitation], [form] and [tone], which
 * need no
 * log. Every function throws [CoreException].
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

    /** Every channel with the answer for a situation, what fits comes first. Needs no log without a [person]. */
    public fun route(person: PersonId? = null, situation: Situation = Situation()): List<ComplaintChannel>

    /**
     * Writes down that something was handed in or answered. Without [at], an earlier day stands at its end; a day that
     * is still to come is refused. [askedToStop] adds that the person asked to stop.
     */
    public fun handIn(
        person: PersonId,
        handIn: HandIn,
        askedToStop: Boolean = false,
        at: EpochMillis? = null,
    ): EventId

    /** What was handed in, and every deadline as seen [on] a day (`2026-10-01`); today, if null. */
    public fun handIns(person: PersonId? = null, on: String? = null): HandIns

    /** A letter as text. Fails with `no_such_letter` and `not_for_this_role`. */
    public fun letterText(request: LetterRequest): Letter

    /** The same as a file. A PDF needs [fonts]. */
    public fun letter(request: LetterRequest, form: LetterForm, path: String, fonts: Fonts? = null): LetterFile

    /** Words in a text of the person that weaken it. Needs no log. */
    public fun tone(text: String): List<Weakness>

    /** Reads the file at [path], an export of another phone or app, into the log of a person. */
    public fun import(path: String, person: String, role: Role): Imported

    /** Rebuilds every hash and compares. */
    public fun fsck(): Checked

    /** Writes the log back into its one file, as before it is copied. */
    public fun flush()

    /**
     * Signs what the log of a person holds now; the last checkpoint, when nothing was added since. Fails with
     * `nothing_recorded`.
     */
    public fun checkpoint(person: PersonId, why: CheckpointReason): Checkpoint

    /** The proof that an event of this phone stands in its log. Fails with `other_log`. */
    public fun prove(id: EventId): EventProof

    /** Writes one signed file with papers, records and proofs. */
    public fun bundle(request: BundleRequest): Bundled

    /** Checks the bundle at [path]. One that cannot be opened at all fails with the code of the finding. */
    public fun verify(path: String): BundleReport

    /**
     * Writes everything into one file under a [passphrase] of at least eight characters, and answers its length.
     * [withKey] puts the signing key in it.
     */
    public fun backup(path: String, passphrase: String, withKey: Boolean): Long

    /** Merges the logs of a backup as those of another phone; nothing here is overwritten. */
    public fun restore(path: String, passphrase: String): Restored

    /** Records that something happened to the log itself. */
    public fun addIncident(person: PersonId, what: Incident, detail: String = "")

    /** Invites to the case of this log; the invited see [name] and nothing else of the owner. */
    public fun invite(name: String): Invited

    /** Finds an invitation in a text. Fails with `invitation_broken`. */
    public fun readInvitation(text: String): Invitation

    /** Joins the case of an invitation with the log of a person. Nothing is shared by it. */
    public fun join(person: PersonId, text: String): Membership

    /** The cases of others that were joined. */
    public fun memberships(): List<Membership>

    /** What a share would hold; without [events], what is flagged or speaks of the owner. */
    public fun sharePreview(case: CaseId, events: List<EventId>? = null): SharePreview

    /** Writes a share, encrypted for the owner of the case alone. Fails with `nothing_to_share`. */
    public fun share(case: CaseId, path: String, events: List<EventId>? = null): Shared

    /** Writes the signed request to remove what was shared. */
    public fun withdraw(case: CaseId, path: String)

    /** What the file at [path] is; nothing of it is taken in. */
    public fun peek(path: String): Incoming

    /** Takes in what a contact sent. [person] replaces the name and role that a bundle gives for its one log. */
    public fun receive(path: String, person: Pair<String, Role>? = null): Received

    /** Writes the page for phones that cannot run the app, and answers its length. */
    public fun form(path: String): Long

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
