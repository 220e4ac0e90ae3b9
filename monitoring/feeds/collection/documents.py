"""A fetched post as the matcher reads it."""

from collections.abc import Iterable

from monitoring.feeds.connectors.post import Post
from monitoring.matching import Document

_MEDIA = {"image": "image", "video": "video", "audio": "audio"}
_KINDS = {"reply": "reply", "comment": "reply", "repost": "repost", "quote": "quote", "review": "review"}


def shape_of(media_types: Iterable[str], kind: str) -> frozenset[str]:
    """Of the matcher's `has:` and `is:` words, those that a post's own shape tells. `media_types` as "image/png"."""
    types = list(media_types)
    words = {_MEDIA[one] for given in types if (one := given.partition("/")[0]) in _MEDIA}
    if types:
        words.add("media")
    if kind in _KINDS:
        words.add(_KINDS[kind])
    return frozenset(words)


def of_fetched(post: Post) -> Document:
    """A post on its way in."""
    return Document(
        text=post.text,
        title=post.title,
        author=post.author_name,
        author_handle=post.author_handle,
        source=post.platform,
        url=post.url,
        lang=post.language,
        followers=post.author_followers,
        likes=post.engagement.get("likes"),
        has=shape_of((one.type for one in post.media), post.kind),
        links=post.links,
    )
