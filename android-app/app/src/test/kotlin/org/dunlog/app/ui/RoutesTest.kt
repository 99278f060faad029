package org.dunlog.app.ui

import org.dunlog.app.ui.nav.ChannelsRoute
import org.dunlog.app.ui.nav.ContactsRoute
import org.dunlog.app.ui.nav.PapersRoute
import org.dunlog.app.ui.nav.Route
import org.dunlog.core.CaseId
import org.dunlog.core.ChannelId
import org.dunlog.core.EventId
import org.dunlog.core.Label
import org.junit.Assert.assertEquals
import org.junit.Test

/** The way back outlives the process. */
class RoutesTest {
    @Test
    fun everyRouteIsReadAsItWasWritten() {
        val routes = listOf(
            Route.Home,
            Route.Log(),
            Route.Log(Label.Harassment, "1069"),
            Route.Event(EventId(7), note = true),
            Route.Export,
            Route.Settings,
            Route.Note,
            Route.Apps,
            Route.Phone,
            Route.About,
            Route.Proof,
            Route.Backup,
            Route.Restore,
            ContactsRoute.Overview,
            ContactsRoute.Invite,
            ContactsRoute.Join,
            ContactsRoute.Share(CaseId(3)),
            ContactsRoute.Withdraw(CaseId(3)),
            ContactsRoute.Receive,
            ContactsRoute.Form,
            PapersRoute.Details,
            PapersRoute.KeyEvents,
            PapersRoute.Result,
            PapersRoute.Preview,
            ChannelsRoute.Router,
            ChannelsRoute.One(ChannelId("lender")),
            ChannelsRoute.Letter("bank_12378"),
            ChannelsRoute.HandIn(ChannelId("police")),
        )
        assertEquals(routes, routes.map { Route.restored(it.saved()) })
        assertEquals(routes.size, routes.map { it.saved() }.toSet().size)
    }

    @Test
    fun whatCannotBeReadLeadsToAPageThatIsThere() {
        assertEquals(Route.Home, Route.restored("no such page"))
        assertEquals(ContactsRoute.Overview, Route.restored("contacts|share|x"))
        assertEquals(PapersRoute.Details, Route.restored("papers|no such page"))
        assertEquals(ChannelsRoute.Router, Route.restored("channels|letter|"))
    }
}
