package org.dunlog.app.ui.log

import java.time.LocalDate
import org.dunlog.app.ui.parts.Problem
import org.dunlog.app.ui.parts.start
import org.dunlog.core.EventCursor
import org.dunlog.core.EventFilter
import org.dunlog.core.EventId
import org.dunlog.core.EventRow
import org.dunlog.core.Label
import org.dunlog.core.Person
import org.dunlog.core.PersonId

/** What the list shows. */
data class LogState(
    val conditions: Conditions = Conditions(),
    val persons: List<Person> = emptyList(),
    /** Who holds this phone. */
    val owner: PersonId? = null,
    val rows: List<EventRow> = emptyList(),
    val next: EventCursor? = null,
    val loading: Boolean = true,
    val problem: Problem? = null,
) {
    val isEmpty: Boolean get() = rows.isEmpty() && !loading && problem == null
}

/** What the person looks for. */
data class Conditions(
    val search: String = "",
    val label: Label? = null,
    val number: String? = null,
    val person: PersonId? = null,
    val day: LocalDate? = null,
) {
    val isNone: Boolean get() = this == Conditions()

    /** The same for the engine. A search of digits looks for a number, any other for words. */
    fun filter(): EventFilter {
        val words = search.trim()
        val digits = words.filterNot { it in " -" }
        val isNumber = digits.length >= FEWEST_DIGITS && digits.removePrefix("+").all(Char::isDigit)
        return EventFilter(
            label = label,
            text = words.takeIf { it.isNotEmpty() && !isNumber },
            number = if (isNumber) digits else number,
            person = person,
            fromMs = day?.start(),
            toMs = day?.plusDays(1)?.start(),
        )
    }

    private companion object {
        const val FEWEST_DIGITS = 3
    }
}

/** What the person does there. */
sealed interface LogEvent {
    data class Search(val text: String) : LogEvent
    data class ByLabel(val label: Label?) : LogEvent
    data class ByPerson(val person: PersonId?) : LogEvent
    data class ByDay(val day: LocalDate?) : LogEvent
    data object AnyNumber : LogEvent
    data object Everything : LogEvent
    data object More : LogEvent
    data object Again : LogEvent
    data class Open(val id: EventId) : LogEvent
    data object WriteNote : LogEvent
}
