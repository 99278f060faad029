package org.dunlog.app.testing

import java.io.File
import org.dunlog.core.Fonts

/** Chinese fonts of this machine, as a phone has them. */
val paperFonts: Fonts
    get() {
        val folder = File(checkNotNull(System.getProperty("dunlog.fonts")) { "dunlog.fonts is not set" })
        val hei = folder.resolve("NotoSansCJK-Regular.ttc")
        check(hei.isFile) { "install fonts-noto-cjk" }
        return Fonts(folder.resolve("NotoSerifCJK-Regular.ttc").path, hei.path)
    }
