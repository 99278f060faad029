package android.print

/** Remembers what a [PrintDocumentAdapter] says; only this package may make such answers. */
class LaidOut : PrintDocumentAdapter.LayoutResultCallback() {
    var info: PrintDocumentInfo? = null
    var cancelled = false

    override fun onLayoutFinished(info: PrintDocumentInfo, changed: Boolean) {
        this.info = info
    }

    override fun onLayoutCancelled() {
        cancelled = true
    }
}

/** The same for what is written. */
class Written : PrintDocumentAdapter.WriteResultCallback() {
    var pages: List<PageRange>? = null
    var failed = false
    var cancelled = false

    override fun onWriteFinished(pages: Array<out PageRange>) {
        this.pages = pages.toList()
    }

    override fun onWriteFailed(error: CharSequence?) {
        failed = true
    }

    override fun onWriteCancelled() {
        cancelled = true
    }
}
