"""Lists of mentions sifted by a text of the query language: the same evaluator that matches new posts says which are in.

The database's own word search is not asked first: it reads words in another way (accents, apostrophes, scripts without spaces), so
that it would leave out posts the evaluator takes. A page therefore reads at most so many rows, and says how far it came.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from accounts.keyset import page_token, paginate
from monitoring.inbox.services.documents import of_stored
from monitoring.matching import Query as Parsed
from monitoring.matching import evaluate
from monitoring.models import Mention

MOST_READ = 2_000  # rows of one page
_FIRST, _CHUNK = 100, 500  # few at first: a frequent word fills its page from them


@dataclass(frozen=True, slots=True)
class Sifted:
    """One page: its rows, and the token of the next (empty where nothing is left to read).

    `read` rows were looked at, back to `until`; a page may hold few rows, or none, and yet have a next.
    """

    rows: list[Mention]
    next_token: str
    read: int
    until: datetime | None


def sift(
    rows: models.QuerySet[Mention], parsed: Parsed, *, order: Sequence[str], token: str = "", size: int = 50
) -> Sifted:
    """The first `size` rows after the token that the text matches, among the next 2,000. `rows` come with their posts.

    Raises Invalid (`bad_page_token`).
    """
    mentions: list[Mention] = []
    read, until, chunk = 0, None, _FIRST
    while True:
        page = paginate(rows, order=order, token=token, size=min(chunk, MOST_READ - read))
        for row in page.rows:
            read, until = read + 1, row.published_at
            if evaluate(parsed, of_stored(row.post)):
                mentions.append(row)
                if len(mentions) == size:
                    last = row is page.rows[-1] and not page.next_token
                    return Sifted(mentions, "" if last else page_token(row, order), read, until)
        token, chunk = page.next_token, _CHUNK
        if not token or read >= MOST_READ:
            return Sifted(mentions, token, read, until)


def among(rows: Sequence[Mention], parsed: Parsed) -> list[Mention]:
    """Those of a few rows that the text matches, in their order."""
    return [row for row in rows if evaluate(parsed, of_stored(row.post))]
