package org.dunlog.app.tag

import android.content.Context
import android.content.Intent
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.lifecycle.lifecycleScope
import kotlinx.coroutines.launch
import org.dunlog.app.graph
import org.dunlog.app.language.Languages
import org.dunlog.app.ui.MainActivity
import org.dunlog.app.ui.theme.DunlogTheme
import org.dunlog.core.CoreException
import org.dunlog.core.EventId
import org.dunlog.core.Tag

/** A small page over whatever is open: who was that? One tap answers and it is gone. */
class TagActivity : ComponentActivity() {
    private val event get() = EventId(intent.getLongExtra(MainActivity.EXTRA_EVENT, 0))

    override fun attachBaseContext(base: Context) =
        super.attachBaseContext(Languages.wrap(base, base.graph.settings.language))

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        setContent {
            DunlogTheme { TagPage(onTag = ::answer, onNote = ::writeNote, onLater = ::finish) }
        }
    }

    /** Stays open when the log cannot be written, so that nobody believes it was. */
    private fun answer(tag: Tag, failed: () -> Unit) {
        lifecycleScope.launch {
            try {
                graph.withCore { it.tag(event, tag) }
                graph.logChanged()
                TagPrompt.cancel(this@TagActivity, event)
                finish()
            } catch (_: CoreException) {
                failed()
            }
        }
    }

    private fun writeNote() {
        val open = Intent(this, MainActivity::class.java)
            .putExtra(MainActivity.EXTRA_EVENT, event.value)
            .putExtra(MainActivity.EXTRA_NOTE, true)
        startActivity(open)
        TagPrompt.cancel(this, event)
        finish()
    }

    internal companion object {
        fun intent(context: Context, event: EventId): Intent = Intent(context, TagActivity::class.java)
            .putExtra(MainActivity.EXTRA_EVENT, event.value)
            .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_CLEAR_TASK)
    }
}
