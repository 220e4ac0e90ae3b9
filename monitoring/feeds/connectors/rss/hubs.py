"""Who pushes a feed, by its own word, and whether what was pushed is theirs (WebSub, W3C 2018)."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from accounts.outside.failures import Forbidden
from accounts.outside.http import Fetched
from accounts.outside.plaintext import web_link
from monitoring.feeds.connectors.protocol import Admitted, Delivery, Hub
from monitoring.feeds.connectors.rss.document import Document

HUB_SECRET: Final = "hub_secret"  # noqa: S105  (the name of one)
_METHODS: Final = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}
_LINK: Final = re.compile(r"<([^<>]{1,2048})>((?:[^<>,\"]|\"[^\"]{0,500}\"){0,50})")
_REL: Final = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]{0,200})\"|([\w-]{1,50}))", re.IGNORECASE)
_LONGEST_HEADER: Final = 8_000
# YouTube's feeds name no hub, and have one.
_KNOWN: Final = {("www.youtube.com", "/feeds/videos.xml"): "https://pubsubhubbub.appspot.com/subscribe"}


def hub_of(answer: Fetched, document: Document, asked: str) -> Hub:
    """The first hub that the answer's headers name, else the document itself; the topic is what the feed calls itself, which need
    not be the address it was asked at."""
    told = dict(reversed(list(_linked(answer))))
    parts = urlsplit(answer.url)
    hub = told.get("hub") or document.hub or _KNOWN.get((parts.hostname or "", parts.path), "")
    return Hub(hub, told.get("self") or document.own_url or asked) if hub else Hub()


def _linked(answer: Fetched) -> Iterator[tuple[str, str]]:
    for match in _LINK.finditer(answer.headers.get("link", "")[:_LONGEST_HEADER]):
        named = _REL.search(match[2])
        for relation in (named[1] or named[2] or "").lower().split() if named else ():
            if relation in ("hub", "self") and (link := web_link(match[1], answer.url)):
                yield relation, link


def admitted(secret: str, delivery: Delivery) -> Admitted:
    """Known by its body: what is sent twice counts once. Raises Forbidden where the signature is missing or wrong."""
    method, _, told = delivery.headers.get("x-hub-signature", "").strip().partition("=")
    digest = _METHODS.get(method.strip().lower())
    if digest is None:
        raise Forbidden("What came is not signed, or in a way that is not known.")
    # The body as it came: any reading of it first would change what was signed.
    own = hmac.new(secret.encode(), delivery.packed or delivery.body, digest).hexdigest()
    if not secret or not hmac.compare_digest(own.encode(), told.strip().lower().encode()):
        raise Forbidden("The signature of what came is wrong.")
    kept = {name: delivery.headers[name] for name in ("content-type",) if name in delivery.headers}
    return Admitted(name=f"hub:{hashlib.sha256(delivery.body).hexdigest()}", headers=kept)
