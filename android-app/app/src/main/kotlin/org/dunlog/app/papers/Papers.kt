package org.dunlog.app.papers

import android.content.Context
import java.io.File
import kotlinx.coroutines.flow.MutableStateFlow
import org.dunlog.core.Fonts

/** What the pages about papers share. */
class Papers(
    /** What the person wrote for them. */
    val details: DetailsStore,
    /** Fonts of this phone, the best first; without any there is no PDF. Reads the disk. */
    val fonts: () -> List<Fonts> = { emptyList() },
    /** Opens a PDF to be looked at. */
    val openPages: (File) -> PageSource = ::PdfPages,
) {
    /** What was made and not yet thrown away; it does not outlive the process. */
    val made: MutableStateFlow<MadePapers?> = MutableStateFlow(null)

    companion object {
        fun onPhone(context: Context) = Papers(DetailsStore(context), { fontsOfPhone(context) })
    }
}
