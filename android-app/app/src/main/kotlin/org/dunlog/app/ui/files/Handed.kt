package org.dunlog.app.ui.files

/** What became of a file, for the page that made it. */
enum class Handed { Saved, Shared }

/** The same of where it went to. */
internal val Destination.handed: Handed
    get() = if (this is Destination.Document) Handed.Saved else Handed.Shared
