"""The one analyser of posts and queries."""

from monitoring.matching.text.folding import Mapped, exact, exact_mapped, fold, fold_mapped
from monitoring.matching.text.links import LINK, blank_links, host_and_parents, without_scheme
from monitoring.matching.text.words import SPACELESS, WORD, Place, places, tag_places, tags, words

__all__ = [
    "LINK",
    "SPACELESS",
    "WORD",
    "Mapped",
    "Place",
    "blank_links",
    "exact",
    "exact_mapped",
    "fold",
    "fold_mapped",
    "host_and_parents",
    "places",
    "tag_places",
    "tags",
    "without_scheme",
    "words",
]
