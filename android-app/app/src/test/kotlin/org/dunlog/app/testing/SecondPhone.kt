package org.dunlog.app.testing

import android.content.Context
import androidx.test.core.app.ApplicationProvider
import java.io.File
import java.nio.file.Files
import org.dunlog.app.AppGraph
import org.dunlog.app.Settings
import org.dunlog.core.Channel
import org.dunlog.core.EpochMillis
import org.dunlog.core.MessageBox
import org.dunlog.core.MessageObservation
import org.dunlog.core.PersonId
import org.dunlog.core.Role
import org.dunlog.core.RustCore
import org.dunlog.core.Source
import org.junit.rules.ExternalResource

/** The phone of the mother, with a log of its own: what she gets, she got because of [Scenario.OWNER]. */
class SecondPhone : ExternalResource() {
    lateinit var graph: AppGraph
        private set
    lateinit var core: RustCore
        private set
    val me: PersonId get() = checkNotNull(graph.owner()).id
    private lateinit var folder: File

    override fun before() {
        val context = ApplicationProvider.getApplicationContext<Context>()
        folder = Files.createTempDirectory("dunlog-second").toFile()
        core = RustCore.open(folder.resolve("log.db").path)
        val settings = Settings(context.getSharedPreferences("second", Context.MODE_PRIVATE))
        settings.personName = NAME
        settings.role = Role.ThirdParty
        graph = AppGraph(settings, TestPermissions(context), { core }, DirectExecutor(), { Scenario.now })
        core.observe(me, listOf(message(0, FIRST), message(1, SECOND), message(2, PARCEL)))
        core.judge()
    }

    override fun after() {
        core.close()
        folder.deleteRecursively()
    }

    /** A file on this phone. */
    fun file(name: String): File = folder.resolve(name)

    private fun message(hours: Int, text: String) = MessageObservation(
        EpochMillis(Scenario.now.value - (30 - hours) * 3_600_000L),
        Source.SmsInbox,
        Channel.Sms,
        MessageBox.Inbox,
        text,
        number = "10690000888",
        providerId = "$hours",
    )

    companion object {
        const val NAME = "陈秀兰"
        const val FIRST = "【速来贷】请转告林晓今天还款,否则后果自负!"
        const val SECOND = "你女儿林晓欠钱不还,再不处理就去你单位找你,让邻居都知道你家的事情。"
        const val PARCEL = "您的快递已到菜鸟驿站,取件码 1-2-3456。"
    }
}
