"""The same article through another feed: one name, one place, one headline. It is one post, however many feeds carry it."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from uuid_utils.compat import uuid7

from accounts.outside.plaintext import canonical
from monitoring.inbox.services.ingestion.batch import Draft, Identity, Item
from monitoring.models import Post, PostCopy, PostRevision
from monitoring.rows import insert

_THIS_MACHINE = {"localhost", "127.0.0.1", "[::1]"}
_LEAST_TITLE = 8  # "Update" and "Review" head many articles: there the words must be the same too
Name = tuple[str, str, str, str]  # platform, external id, where it lies, headline or words
# id, origin, published at, fingerprint, revision, title, text, gone
Known = tuple[UUID, str, datetime, str, int, str, str, bool]


def named(identities: Iterable[Identity]) -> dict[Identity, tuple[UUID, str]]:
    """Of these names (origin, external id) those that are copies', with their posts and their last words; one query."""
    wanted = set(identities)
    if not wanted:
        return {}
    # Django has no IN of pairs: of two lists come a few rows too many, which are left out below.
    rows = PostCopy.objects.filter(origin__in={one[0] for one in wanted}, external_id__in={one[1] for one in wanted})
    columns = ("origin", "external_id", "post_id", "fingerprint")
    copies = {(origin, name): (pk, words) for origin, name, pk, words in rows.values_list(*columns)}
    return {identity: copy for identity, copy in copies.items() if identity in wanted}


def keep(copied: Mapping[Identity, tuple[UUID, str]]) -> None:
    """Keeps the names of copies with their posts and last words. Harmless if repeated."""
    rows = [(uuid7(), pk, *identity, words) for identity, (pk, words) in sorted(copied.items())]
    names = ("id", "post_id", "origin", "external_id", "fingerprint")
    # Whoever shows it again carries it again, whatever that feed said of it in between.
    change = "post_id = EXCLUDED.post_id, fingerprint = EXCLUDED.fingerprint, withdrawn_at = NULL"
    insert(PostCopy, names, rows, conflict=f"(origin, external_id) DO UPDATE SET {change}")


def forget(identities: Iterable[Identity]) -> None:
    """These names are no copies' any more."""
    for origin, name in identities:
        PostCopy.objects.filter(origin=origin, external_id=name).delete()


def news_of(item: Item, draft: Draft, said: str) -> str:
    """What a copy's item changes, `said` being its words before (their fingerprint, "" not known): "" nothing, "words" or "headline".

    A summary of what is said already changes nothing, nor a headline that comes late. A copy that said the very words the
    post has now speaks for it: what it says next is an edit. To one that was deleted everything is news.
    """
    words = item.post.fingerprint
    if draft.gone:
        return "headline"
    if words in (draft.fingerprint, said):
        return ""
    if not _told(item, draft):
        return "headline"
    return "words" if said == draft.fingerprint else ""


def lies_elsewhere(item: Item, draft: Draft) -> bool:
    """Whether the item's link is another than its stored post's: its name was given to another article."""
    stored = Post.objects.filter(pk=draft.id).values_list("url", "extra__place").first()
    here, there = place_of(item.post.url), place_of(draft.post.url)
    if stored is not None:
        # Of an erased post the link is gone: the hash of where it lay is all there is to compare.
        there = place_of(stored[0]) or stored[1] or ""
    return bool(here and there) and here != there


def place_of(url: str) -> str:
    """What stays of the link of a post that is erased: enough to know it again, and not who wrote it. "" without a link."""
    place = _place(url)
    return hashlib.sha256(place.encode("utf-8", "replace")).hexdigest()[:32] if place else ""


def _told(item: Item, draft: Draft) -> bool:
    """Whether the item's headline (without one, its words) is the post's, or was."""
    post = item.post
    short = len(post.title) < _LEAST_TITLE
    now_and_here = [(draft.title, draft.text), *((title, text) for _, title, text in draft.earlier)]
    if any(title == post.title and (not short or text == post.text) for title, text in now_and_here):
        return True
    earlier = PostRevision.objects.filter(post=draft.id, title=post.title)
    return bool((earlier.filter(text=post.text) if short else earlier).exists())


def name_of(item: Item) -> Name | None:
    """What a copy has in common with its original; None for a post that says too little to be told from others."""
    post = item.post
    return _name(post.platform, post.external_id, post.url, post.title, post.fingerprint)


def stored(items: Iterable[Item]) -> dict[Name, Known]:
    """The stored posts that could be originals of these, by name; one query."""
    wanted = [item for item in items if item.post.url]
    if not wanted:
        return {}
    rows = Post.objects.filter(external_id__in={item.post.external_id for item in wanted}).order_by("id")
    # The oldest first: where several could be the original, it is that one.
    originals: dict[Name, Known] = {}
    columns = (
        "external_id",
        "url",
        "id",
        "origin",
        "published_at",
        "fingerprint",
        "revision",
        "title",
        "text",
        "state",
        "extra__place",
    )
    for external_id, url, pk, origin, at, words, revision, title, text, state, place in rows.values_list(*columns):
        gone, platform = state == "gone", origin.partition(":")[0]
        # Of one that was deleted headline and link are erased: it is known by the very words it had, and the place.
        same = [item.post for item in wanted if item.post.fingerprint == words] if gone else []
        there = place or place_of(url)
        named = [(post.url, post.title) for post in same if place_of(post.url) == there] if gone else [(url, title)]
        for link, headline in named:
            name = _name(platform, external_id, link, headline, words)
            if name is not None:
                originals.setdefault(name, (pk, origin, at, words, revision, title, text, gone))
    return originals


def _name(platform: str, external_id: str, url: str, title: str, fingerprint: str) -> Name | None:
    place = _place(url)
    return (platform, external_id, place, title if len(title) >= _LEAST_TITLE else fingerprint) if place else None


def _place(url: str) -> str:
    """Host and path, whatever the scheme, "www.", a slash at the end, or this machine's names."""
    if not url:
        return ""
    parts = urlsplit(canonical(url))
    host = parts.netloc.removeprefix("www.")
    name = host if host.endswith("]") else host.partition(":")[0]  # an IPv6 address has colons of its own
    if name in _THIS_MACHINE:
        host = host.replace(name, "localhost", 1)
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"
