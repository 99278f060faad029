package org.dunlog.app.testing

import java.io.File
import org.dunlog.core.CallObservation
import org.dunlog.core.CallType
import org.dunlog.core.Channel
import org.dunlog.core.Core
import org.dunlog.core.EpochMillis
import org.dunlog.core.MessageBox
import org.dunlog.core.MessageObservation
import org.dunlog.core.Observation
import org.dunlog.core.Role
import org.dunlog.core.RustCore
import org.dunlog.core.Source
import org.dunlog.core.Tag

/** Invented phones: the samples of three people, and what this phone saw today. Written once, then copied. */
object Scenario {
    /** The evening of 8 November 2026 in China. */
    val now = EpochMillis(1_794_150_000_000)

    const val OWNER = "林晓"
    const val THREAT = "【速来贷】林晓😡,你的借款已逾期,今天再不还钱就通知你的家人和单位,后果自负!"

    private val template: File by lazy(::write)

    /** A copy of the log in [folder]. */
    fun log(folder: File): File = template.copyTo(folder.resolve("log.db"), overwrite = true)

    private fun write(): File {
        val file = File.createTempFile("scenario", null).apply { delete() }.resolve("log.db")
        file.parentFile.mkdirs()
        RustCore.open(file.path).use { core ->
            importSamples(core)
            core.observe(core.ensurePerson(OWNER, Role.Debtor).id, lastDays())
            core.judge()
            tagNewest(core)
            core.flush()
        }
        return file
    }

    private fun importSamples(core: Core) {
        val samples = File(checkNotNull(System.getProperty("dunlog.samples")) { "dunlog.samples is not set" })
        fun read(name: String, person: String, role: Role) = core.import(samples.resolve(name).path, person, role)
        read("debtor-calls.xml", OWNER, Role.Debtor)
        read("debtor-sms.xml", OWNER, Role.Debtor)
        read("mother-calls.json", "周桂芬", Role.ThirdParty)
        read("mother-messages.zip", "周桂芬", Role.ThirdParty)
        read("colleague-calls.csv", "何军", Role.ThirdParty)
        read("colleague-notes.ndjson", "何军", Role.ThirdParty)
    }

    /** One call that three sources saw, one that only the call log has; one message seen live and stored, one not. */
    private fun lastDays(): List<Observation> {
        val rang = EpochMillis(now.value - 2 * HOUR)
        val wrote = EpochMillis(now.value - 90 * MINUTE)
        return listOf(
            CallObservation(rang, Source.Screening, CallType.Ringing, number = "13900001234"),
            CallObservation(rang, Source.PhoneState, CallType.Ringing, number = "13900001234"),
            call(rang, 3, 25, "901"),
            call(EpochMillis(rang.value - HOUR), 5, 4, "900"),
            message(wrote, Source.SmsBroadcast, "106900001234", THREAT, null),
            message(wrote, Source.SmsInbox, "106900001234", THREAT, "77"),
            message(EpochMillis(now.value - 40 * MINUTE), Source.SmsInbox, "95500", BILL, "78"),
            message(EpochMillis(now.value - 20 * MINUTE), Source.Notification, "10690000777", PARCEL, null),
        )
    }

    private fun call(at: EpochMillis, type: Int, seconds: Long, row: String) = CallObservation(
        at,
        Source.CallLog,
        CallType(type),
        seconds,
        "13900001234",
        sim = "1",
        providerId = row,
        raw = mapOf("type" to "$type", "duration" to "$seconds", "number" to "13900001234", "simid" to "1"),
    )

    private fun message(at: EpochMillis, source: Source, number: String, text: String, row: String?) =
        MessageObservation(at, source, Channel.Sms, MessageBox.Inbox, text, number = number, providerId = row)

    private fun tagNewest(core: Core) {
        val call = core.events().events.first { it.kind == "call" }
        core.tag(call.id, Tag.Abuse)
        core.note(call.id, "他说要去我单位。")
    }

    private const val MINUTE = 60_000L
    private const val HOUR = 60 * MINUTE
    private const val BILL = "【云川银行】您尾号0001的信用卡本期账单已出,到期还款日12月8日。"
    private const val PARCEL = "您的快递已到菜鸟驿站,取件码 1-2-3456。"
}
