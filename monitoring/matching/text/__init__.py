"""The one analyser of posts and queries."""

from monitoring.matching.text.folding import Mapped, exact, exact_mapped, fold, fold_mapped
from monitoring.matching.text.lexemes import READER, asked, kept, reads_as_before
from monitoring.matching.text.links import LINK, blank_links, host_and_parents, without_scheme
from monitoring.matching.text.names import holds, parts
from monitoring.matching.text.words import SPACELESS, WORD, Place, places, tag_places, tags, words

__all__ = [
    "LINK",
    "READER",
    "SPACELESS",
    "WORD",
    "Mapped",
    "Place",
    "asked",
    "blank_links",
    "exact",
    "exact_mapped",
    "fold",
    "fold_mapped",
    "holds",
    "host_and_parents",
    "kept",
    "parts",
    "places",
    "reads_as_before",
    "tag_places",
    "tags",
    "without_scheme",
    "words",
]
