"""RSS, Atom and JSON Feed: `connector` polls them, `pages` finds them on web pages.

Nothing is imported here: the child process that reads large feeds imports this package and starts in a sixth of the
time without the rest of it.
"""
