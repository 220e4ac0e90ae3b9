"""Which rules' words a post holds: filters and queries of rules, in the one language, over stored posts."""

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache

from monitoring.inbox.services.documents import of_stored
from monitoring.matching import Matcher, Query, QueryError, evaluate, parse
from monitoring.models import Post

Texts = tuple[tuple[Hashable, str], ...]


class Reader:
    """Holds several texts against posts. A text without a word it must contain is tried on every post."""

    def __init__(self, texts: Texts) -> None:
        self._matcher = Matcher("python")
        self._broad: list[tuple[Hashable, Query]] = []
        for key, text in texts:
            try:
                query = parse(text)
            except QueryError:  # a text of an older language: it matches nothing until somebody mends it
                continue
            try:
                self._matcher.add(key, query)
            # It has no word that must be there, only what must not: no index finds it (`Matcher.add`).
            except ValueError:
                self._broad.append((key, query))

    def read(self, posts: Iterable[Post]) -> list[set[Hashable]]:
        """For each post the keys of the texts it matches."""
        documents = [of_stored(post) for post in posts]
        matches = [set(keys) for keys in self._matcher.match_batch(documents)]
        for key, query in self._broad:
            for document, keys in zip(documents, matches, strict=True):
                if evaluate(query, document):
                    keys.add(key)
        return matches


# Every minute's evaluation asks with the same texts; a changed one is another key.
@lru_cache(maxsize=256)
def _reader(texts: Texts) -> Reader:
    return Reader(texts)


def reader_of(texts: Mapping[Hashable, str]) -> Reader:
    """A reader of these texts by key, kept while they stay the same."""
    # Sorted: the same rules in another order are the same reader.
    return _reader(tuple(sorted(texts.items(), key=str)))
