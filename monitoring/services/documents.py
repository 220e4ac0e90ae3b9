"""Posts as the matcher reads them: from a connector's post, and from a stored row."""

from monitoring.connectors.post import Post as Fetched
from monitoring.matching import Document
from monitoring.models import Post

# Of the matcher's `has:` and `is:` words, those that a post's own shape tells.
_MEDIA = {"image": "image", "video": "video", "audio": "audio"}
_KINDS = {"reply": "reply", "comment": "reply", "repost": "repost", "quote": "quote", "review": "review"}


def of_fetched(post: Fetched) -> Document:
    """A post on its way in."""
    has = {_MEDIA[kind] for one in post.media if (kind := one.type.partition("/")[0]) in _MEDIA}
    if post.media:
        has.add("media")
    if post.kind in _KINDS:
        has.add(_KINDS[post.kind])
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
        has=frozenset(has),
        links=post.links,
    )


def of_stored(post: Post) -> Document:
    """A post of an agency's own store."""
    extra = post.extra or {}
    has = {
        _MEDIA[kind] for one in extra.get("media", ()) if (kind := str(one.get("type", "")).partition("/")[0]) in _MEDIA
    }
    if extra.get("media"):
        has.add("media")
    if post.kind in _KINDS:
        has.add(_KINDS[post.kind])
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
        has=frozenset(has),
        links=tuple(extra.get("links", ())),
    )
