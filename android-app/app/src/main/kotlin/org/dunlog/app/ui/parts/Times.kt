package org.dunlog.app.ui.parts

import android.content.res.Resources
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalResources
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.temporal.ChronoUnit
import java.util.Locale
import org.dunlog.app.R
import org.dunlog.core.EpochMillis

/** Local time in China, as in the report: the law counts its hours there, wherever the phone is at the moment. */
val china: ZoneId = ZoneId.of("Asia/Shanghai")

/** The clock of the screens. */
val LocalNow = staticCompositionLocalOf { { EpochMillis(System.currentTimeMillis()) } }

/** The local day of a moment. */
fun EpochMillis.day(): LocalDate = Instant.ofEpochMilli(value).atZone(china).toLocalDate()

/** The first moment of a local day. */
fun LocalDate.start(): EpochMillis = EpochMillis(atStartOfDay(china).toInstant().toEpochMilli())

/** Moments and days in the words of the screen's language. */
class Times(private val resources: Resources, private val locale: Locale, private val today: LocalDate) {

    /** Hour and minute. */
    fun clock(moment: EpochMillis): String = format(R.string.format_clock, moment)

    /** 今天 21:05, 昨天 21:05, 10月1日 21:05, with the year when it is another. */
    fun moment(moment: EpochMillis): String =
        resources.getString(R.string.day_and_clock, day(moment.day()), clock(moment))

    /** To the second, for one event. */
    fun exact(moment: EpochMillis): String = format(R.string.format_exact, moment)

    /** 今天, 昨天, 10月1日 周四. */
    fun day(day: LocalDate): String = when (ChronoUnit.DAYS.between(day, today)) {
        0L -> resources.getString(R.string.today)
        1L -> resources.getString(R.string.yesterday)
        else -> date(day)
    }

    /** The date without 今天. */
    fun date(day: LocalDate): String {
        val pattern = if (day.year == today.year) R.string.format_day else R.string.format_day_and_year
        return DateTimeFormatter.ofPattern(resources.getString(pattern), locale).format(day)
    }

    /** A day as the wire writes it, `2026-10-01`; as it is when it is no day. */
    fun date(day: String): String = runCatching { LocalDate.parse(day) }.map(::date).getOrDefault(day)

    private fun format(pattern: Int, moment: EpochMillis): String {
        val local = LocalDateTime.ofInstant(Instant.ofEpochMilli(moment.value), china)
        return DateTimeFormatter.ofPattern(resources.getString(pattern), locale).format(local)
    }
}

/** [Times] for the language and the day of the screen. */
@Composable
fun rememberTimes(): Times {
    val resources = LocalResources.current
    val locale = LocalConfiguration.current.locales[0]
    val today = LocalNow.current().day()
    return remember(resources, locale, today) { Times(resources, locale, today) }
}
