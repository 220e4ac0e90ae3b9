"""Addresses inside posts: their text is not searched, their hosts serve `site:` and their words `url:`."""

from __future__ import annotations

import re

from monitoring.matching import limits

__all__ = ["LINK", "blank_links", "host_and_parents", "without_scheme"]

# Letters in both cases instead of IGNORECASE, which would keep the search from skipping to an h or a w.
LINK = re.compile(r"(?:[hH][tT]{2}[pP][sS]?://|(?<![\w.@/-])[wW]{3}\.)[^\s<>\"“”]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}://", re.IGNORECASE)
# RFC 3986 3.2.1: what stands before an @ is a user, however much it looks like a host (nike.com@evil.example).
_HOST = re.compile(r"(?:[^/?#@]*@)?([^/?#:@]+)")


def blank_links(text: str) -> str:
    """The text with each address replaced by as many spaces, so that every other character keeps its place."""
    if "://" not in text and "ww." not in text.casefold():
        return text
    return LINK.sub(lambda link: " " * len(link[0]), text)


def without_scheme(address: str) -> str:
    """`https://a.b/c` → `a.b/c`."""
    scheme = _SCHEME.match(address)
    return address[scheme.end() :] if scheme else address


def host_and_parents(address: str) -> list[str]:
    """`https://shop.nike.com/x` → shop.nike.com, nike.com, com. Empty when there is no host to see."""
    match = _HOST.match(without_scheme(address))
    if not match:
        return []
    # RFC 1034 3.1: a full name may end with a dot.
    host = match[1].strip(".").casefold()
    if not host or len(host) > limits.HOST_LENGTH or any(c.isspace() for c in host):
        return []
    labels = host.split(".")
    return [".".join(labels[first:]) for first in range(len(labels))]
