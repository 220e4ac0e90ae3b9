"""Pages as a test reads them: a template's line breaks say nothing."""

import re


def flat(html: str) -> str:
    """The page on one line, without the spaces beside tags and at the edges of what they hold."""
    one_line = re.sub(r"\s+", " ", html)
    return re.sub(r" ?(/?>) ?", r"\1", re.sub(r"(?<=>) | (?=<)", "", one_line))
