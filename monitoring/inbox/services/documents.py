"""A post of an agency's own store as the matcher reads it."""

from monitoring.feeds.collection.documents import shape_of
from monitoring.matching import Document
from monitoring.models import Post


def of_stored(post: Post) -> Document:
    """As `of_fetched` read it when it came in."""
    extra = post.extra or {}
    return Document(
        text=post.text,
        title=post.title,
        author=post.author,
        author_handle=post.author_handle,
        source=post.origin.partition(":")[0],
        url=post.url,
        lang=post.language,
        followers=post.followers,
        likes=(extra.get("engagement") or {}).get("likes"),
        has=shape_of((str(one.get("type", "")) for one in extra.get("media", ())), post.kind),
        links=tuple(extra.get("links", ())),
    )
