package org.dunlog.app.language

import android.app.LocaleManager
import android.content.Context
import android.content.res.Configuration
import android.os.Build
import android.os.LocaleList
import java.util.Locale

/** The language of the app: from Android 13 on the system keeps it for us, before that we wrap every context. */
object Languages {
    /** The languages that the app speaks, by the names of the wire. */
    val all: List<String> = listOf("zh", "en")

    /** True where the system keeps the choice and shows it in its own settings. */
    val keptBySystem: Boolean get() = Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU

    /** A context in [language], or [base] itself when the phone's language or the system decides. */
    fun wrap(base: Context, language: String?): Context {
        if (keptBySystem || language == null) return base
        val configuration = Configuration(base.resources.configuration)
        configuration.setLocales(LocaleList(locale(language)))
        return base.createConfigurationContext(configuration)
    }

    /** The choice that the system keeps; null when the phone's language decides. Android 13 and newer. */
    fun kept(context: Context): String? {
        if (!keptBySystem) return null
        val locales = context.getSystemService(LocaleManager::class.java).applicationLocales
        return if (locales.isEmpty) null else locales[0].language
    }

    /** Has the system keep [language]; it draws the app again by itself. Android 13 and newer. */
    fun keep(context: Context, language: String?) {
        if (!keptBySystem) return
        context.getSystemService(LocaleManager::class.java).applicationLocales =
            if (language == null) LocaleList.getEmptyLocaleList() else LocaleList(locale(language))
    }

    private fun locale(language: String): Locale =
        if (language == "zh") Locale.SIMPLIFIED_CHINESE else Locale.forLanguageTag(language)
}
