package org.dunlog.app.papers

import kotlinx.serialization.Serializable
import org.dunlog.core.Clue
import org.dunlog.core.Debt
import org.dunlog.core.Details
import org.dunlog.core.EventId
import org.dunlog.core.Harm
import org.dunlog.core.Particulars
import org.dunlog.core.Receipt
import org.dunlog.core.Relative

/**
 * What the person wrote for the papers and what is kept on the phone. There is no field for the number of an ID: what
 * has no place cannot be kept by mistake.
 */
@Serializable
data class DetailsDraft(
    val reporter: Who = Who(),
    /** What the reporter is to the debtor, if not the debtor. */
    val relation: String = "",
    /** To whom it is addressed. */
    val addressee: String = "",
    val debt: Debt = Debt(),
    val harm: List<Harm> = emptyList(),
    val clues: List<Clue> = emptyList(),
    val relatives: List<Kin> = emptyList(),
    /** Chosen by hand; empty for those that the engine chooses. */
    val keyEvents: List<EventId> = emptyList(),
    /** Of an earlier report. */
    val receipt: Receipt = Receipt(),
) {
    /** Who somebody is, without the number of their ID. */
    @Serializable
    data class Who(
        val name: String = "",
        val sex: String = "",
        val birth: String = "",
        val workplace: String = "",
        val phone: String = "",
        val address: String = "",
        val household: String = "",
    ) {
        override fun toString() = "Who(…)"

        /** For the papers, with the [idNumber] that is kept nowhere. */
        fun particulars(idNumber: String = "") = Particulars(
            name = name.trim(),
            sex = sex.trim(),
            birth = birth.trim(),
            idKind = if (resident.matches(idNumber)) RESIDENT_CARD else "",
            idNumber = idNumber,
            workplace = workplace.trim(),
            phone = phone.trim(),
            address = address.trim(),
            household = household.trim(),
        )
    }

    /** A relative or colleague who gives papers of their own. */
    @Serializable
    data class Kin(
        /** Name of the person of the case. */
        val person: String = "",
        val relation: String = "",
        val who: Who = Who(),
        val occupation: String = "",
    ) {
        override fun toString() = "Kin(…)"
    }

    /** Nothing of it is for logs. */
    override fun toString() = "DetailsDraft(…)"

    /** What goes to the engine. Rows that were added and left empty are left out. */
    fun details(idNumber: String = "") = Details(
        reporter = reporter.particulars(idNumber.trim()),
        relation = relation.trim(),
        addressee = addressee.trim(),
        debt = debt.takeUnless { it == Debt() },
        clues = clues.filter { it.text.isNotBlank() },
        harm = harm.filter { it.text.isNotBlank() },
        keyEvents = keyEvents,
        relatives = relatives.filter { it != Kin() }.map {
            Relative(it.person, it.relation.trim(), it.who.particulars(), it.occupation.trim())
        },
        supplementTo = receipt.takeUnless { it.number.isBlank() && it.date.isBlank() },
    )

    companion object {
        private const val RESIDENT_CARD = "居民身份证"
        private val resident = Regex("\\d{17}[\\dXx]")
    }
}
