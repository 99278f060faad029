package org.dunlog.core

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

/** What an answer of another version looks like to this one. */
class WireTest {
    @Test
    fun unknownFieldsAreIgnoredAndUnknownWordsKept() {
        val json = """{"id":1,"time_ms":5,"person":1,"kind":"hologram","label":"novel","sources":["tea_leaves"],
            "call_type":101,"box":"attic","tags":["odd"],"brand_new":{"a":[1]}}"""
        val row = wireJson.decodeFromString(EventRow.serializer(), json)
        assertEquals(Label("novel"), row.label)
        assertEquals(listOf(Source("tea_leaves")), row.sources)
        assertEquals(CallType("101"), row.callType)
        assertEquals(MessageBox("attic"), row.box)
        assertEquals(listOf(Tag("odd")), row.tags)
        assertEquals("hologram", row.kind)
    }

    @Test
    fun requestsLeaveOutWhatIsNull() {
        val call = CallObservation(EpochMillis(5), Source.CallLog, CallType(3), number = "1")
        val json = wireJson.encodeToString(Observation.serializer(), call)
        assertEquals(
            """{"kind":"call","time_ms":5,"source":"call_log","call_type":3,"number":"1","raw":{}}""",
            json,
        )
    }

    @Test
    fun detailsSpeakTheWordsOfTheEngine() {
        val details = Details(
            debt = Debt("速来贷", contractTail = "0001"),
            clues = listOf(Clue(ClueOrigin.NumberShown, "x")),
            keyEvents = listOf(EventId(4)),
        )
        val json = wireJson.encodeToString(Details.serializer(), details)
        assertEquals(true, """"debt":{"institution":"速来贷","product":"","contract_tail":"0001"}""" in json)
        assertEquals(true, """"clues":[{"origin":"number_shown","text":"x","number":""}],""" in json)
        assertEquals(true, """"key_events":[4]""" in json)
        assertEquals(false, "supplement_to" in json)
    }

    @Test
    fun placesCountCharactersAndNotHalvesOfThem() {
        val text = "😡你好😡"
        assertEquals("你好", text.substring(checkNotNull(reason(1, 3).rangeIn(text))))
        assertEquals("😡", text.substring(checkNotNull(reason(3, 4).rangeIn(text))))
        assertNull("beyond the text", reason(3, 5).rangeIn(text))
        assertNull("backwards", reason(3, 3).rangeIn(text))
        assertNull("before the text", reason(-1, 2).rangeIn(text))
        assertNull("a counted fact", Reason("H-1", Category("threat"), fact = "calls_24h", value = 7).rangeIn(text))
    }

    private fun reason(start: Int, end: Int) =
        Reason("T-1", Category("threat"), quote = "?", start = start, end = end)
}
