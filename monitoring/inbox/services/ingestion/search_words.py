"""What the text search knows of a post: its words, written with it, and again when it or the reader of words changes."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection, transaction

from monitoring import rows
from monitoring.matching.text import READER, kept
from monitoring.models import Post

# For `rows`: a column beside the model, so that no page loads it.
SEARCH = {"search": "tsvector"}
# As the index `post_unread` has it.
_UNREAD = f"(search IS NULL OR NOT search @@ '''{READER}'''::tsquery)"


def words_of(title: str, text: str, author: str) -> str:
    """The value of the column `search`."""
    return kept((title, text, author))


def write_words(posts: Collection[UUID]) -> None:
    """Reads these posts as they are stored now, in the transaction that changed them. Repeats change nothing."""
    if posts:
        _write(Post.objects.filter(pk__in=posts).values_list("pk", "title", "text", "author"))


def read_older(limit: int = 1000) -> int:
    """Reads so many posts that this reader has not read, those that nobody is writing; returns how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, title, text, author FROM monitoring_post WHERE {_UNREAD} "  # noqa: S608  # a constant
            "ORDER BY id LIMIT %s FOR NO KEY UPDATE SKIP LOCKED",
            [limit],
        )
        posts = cursor.fetchall()
        _write(posts)
    return len(posts)


def _write(posts: Collection[tuple[UUID, str, str, str]]) -> None:
    rows.update(Post, (), [(pk, words_of(*texts)) for pk, *texts in posts], columns=SEARCH)
