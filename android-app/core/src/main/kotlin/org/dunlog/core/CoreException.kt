package org.dunlog.core

/**
 * An operation failed. It names no person, number, text or path; the caller owns the words for the [code].
 */
public class CoreException(
    /** What went wrong: a code of `docs/wire.md`, or one of the constants below. */
    public val code: String,
    /** True when the very same call may succeed a moment later. */
    public val retry: Boolean,
    /** The place in the code, for a bug report. */
    public val where: String,
) : Exception("$code at $where") {
    public companion object {
        /** The native library is not in this package, or not for this processor. */
        public const val NO_LIBRARY: String = "no_library"

        /** Library and Kotlin code are of different versions. */
        public const val OTHER_VERSION: String = "other_version"
    }
}
