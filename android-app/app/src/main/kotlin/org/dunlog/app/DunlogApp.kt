package org.dunlog.app

import android.app.Application
import android.content.Context
import org.dunlog.app.capture.Capture
import org.dunlog.app.capture.ReconcileJob
import org.dunlog.app.health.rom.BootProbe
import org.dunlog.app.language.Languages
import org.dunlog.app.ui.files.PackageWriter

/** The process: it holds the [graph], and at every start it reads what was missed. */
open class DunlogApp : Application() {
    /** Tests put one of their own here before they touch a screen. */
    @Volatile
    lateinit var graph: AppGraph

    /** What the phone sees goes through here into the log. */
    val capture: Capture by lazy { Capture(this) }

    override fun attachBaseContext(base: Context) {
        super.attachBaseContext(Languages.wrap(base, Settings(base).language))
    }

    override fun onCreate() {
        super.onCreate()
        graph = AppGraph.onPhone(this)
        PackageWriter(this).clearPapers() // nobody looks at them any more
        graph.catchUp = {
            BootProbe(this).installed()
            ReconcileJob.schedulePeriodic(this)
            capture.catchUp()
        }
        if (graph.settings.firstRunDone) graph.requestCatchUp()
    }
}

/** What the app is made of, from any of its contexts. */
val Context.graph: AppGraph
    get() = (applicationContext as DunlogApp).graph
