"""Words of either direction side by side: what people typed is set apart where our sentences quote it, so that it reorders nothing.

Only on the way out, to a mail, a push, a page's title or attribute: what is stored, approved or sent to machines stays as
typed. Marks are added only where there is something to keep apart, so a line of Latin letters stays what it was. The rules
are those of Unicode's bidirectional algorithm (UAX 9); on a page `<bdi>` and `dir="auto"` do the same.
"""

import re
import unicodedata

FSI, PDI = "\u2068", "\u2069"  # first strong isolate … pop directional isolate
_OPENING = {"\u2066", "\u2067", FSI}
_TURNING = {"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_ENDS = re.compile("([\n\r\x1c-\x1e\x85\u2029]+)")  # of paragraphs: no isolate reaches over one

_ISOLATES = re.compile("([\u2066-\u2068].*?\u2069)")
# Where an embedding or override of somebody ends can't be known in a sentence of ours.
_EMBEDDING = re.compile("[\u202a-\u202e]")
_KIND = {"R": "R", "AL": "R", "AN": "R", "L": "L", "NSM": "m", "EN": "d"}
# From one right-to-left character to the last before the next left-to-right one, with the marks and figures joined to it.
_RUN = re.compile("R(?:[^L]*R)?m*d*")


def isolate(text: object) -> str:
    """The text as one thing of its own direction. Unchanged where nothing in it turns the direction."""
    words = str(text)
    if not _turns(words):
        return words
    return "".join(f"{FSI}{_balanced(part)}{PDI}" if _turns(part) else part for part in _ENDS.split(words))


def isolate_within(sentence: object) -> str:
    """A sentence of ours of which only the whole is known: each of its stretches from right to left is isolated.

    What is isolated in it already stays as it is.
    """
    words = str(sentence)
    if not _turns(words):
        return words
    return "".join(_ordered(part) for part in _ENDS.split(words))


def _turns(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(char) in _TURNING for char in text)


def _balanced(line: str) -> str:
    """No mark in it ends an isolate outside, and none is left open."""
    kept, depth = [], 0
    for char in line:
        if char == PDI and not depth:
            continue
        depth += (char in _OPENING) - (char == PDI)
        kept.append(char)
    return "".join(kept) + PDI * depth


def _ordered(line: str) -> str:
    # Every other part is an isolate that stands already.
    parts = _ISOLATES.split(_balanced(line))
    return "".join(part if at % 2 else _in_runs(_EMBEDDING.sub("", part)) for at, part in enumerate(parts))


def _in_runs(part: str) -> str:
    kinds = "".join(_KIND.get(unicodedata.bidirectional(char), "-") for char in part)
    pieces, done = [], 0
    for run in _RUN.finditer(kinds):
        pieces += [part[done : run.start()], FSI, part[run.start() : run.end()], PDI]
        done = run.end()
    return "".join([*pieces, part[done:]])
