/**
 * A terminal and npm may both pass on one Ctrl-C, milliseconds apart. Later than this, in milliseconds, it is a second
 * one.
 */
export const SAME_SIGNAL = 500

/** The exit code of what Ctrl-C ended before it was done, as in a shell. */
export const INTERRUPTED = 130
