"""The configuration of a feed source: its form, its reading, and whether its address is private."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from accounts.outside.failures import InvalidConfig
from accounts.outside.plaintext import canonical, web_link
from monitoring.feeds.connectors.post import KINDS, Kind

_SECRET_NAME: Final = re.compile(
    r"token|secret|passw|pwd|api_?key|auth|signature|credential|session|subscriber|recipient|e?mail|"
    r"\A(?:key|sig|pass|sid|hash|uid|user_?id|member_?id|unsub\w*)\Z",
    re.IGNORECASE,
)
_LONGEST: Final = 2_048


@dataclass(frozen=True, slots=True)
class Settings:
    """`key` None means private to one agency; `source` names the origin either way, without the address' secrets."""

    url: str
    auth: tuple[str, str] | None = field(repr=False)
    kind: Kind | None
    key: str | None
    source: str


def form() -> dict[str, Any]:
    """The JSON Schema of the form."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["url"],
        "additionalProperties": False,
        "properties": {
            "url": {
                "type": "string",
                "format": "uri",
                "title": "Address of the feed",
                "description": "RSS, Atom or JSON Feed. A web page's address works too: its feeds are offered.",
                "maxLength": _LONGEST,
            },
            "username": {"type": "string", "title": "User name", "maxLength": 200},
            "password": {
                "type": "string",
                "title": "Password",
                "format": "password",
                "writeOnly": True,
                "maxLength": 500,
            },
            "private": {
                "type": "boolean",
                "title": "This address is a secret",
                "description": "It is then fetched for your agency alone.",
                "default": False,
            },
            "kind": {
                "type": "string",
                "title": "What its entries are",
                "enum": ["", *sorted(KINDS)],
                "default": "",
            },
        },
    }


def read_settings(config: Mapping[str, Any]) -> Settings:
    """Raises InvalidConfig naming the field."""
    url = str(config.get("url") or "").strip()
    if not url:
        raise InvalidConfig("Enter the address of the feed.", field="url")
    if url.lower().startswith(("feed:", "itpc:", "pcast:")):
        url = _without_feed_scheme(url)
    if not web_link(url):
        raise InvalidConfig("The address must start with http:// or https://.", field="url")
    kind = str(config.get("kind") or "")
    if kind and kind not in KINDS:
        raise InvalidConfig("This is not a kind of post.", field="kind")
    username, password = (
        str(config.get("username") or ""),
        str(config.get("password") or ""),
    )
    if password and not username:
        raise InvalidConfig("A password needs a user name.", field="username")
    auth = (username, password) if username else None
    key = None if auth or config.get("private") or has_secret(url) else canonical(url)
    digest = hashlib.sha256(f"{username}\n{url}".encode("utf-8", "replace")).hexdigest()[:24]
    chosen: Any = kind or None
    return Settings(url, auth, chosen, key, key or f"private:{digest}")


def has_secret(url: str) -> bool:
    """Whether an address carries a credential, or says whose it is: a log-in, or a parameter that is named like one.

    The fragment counts too: it is never sent, and still shows that the address is somebody's own.
    """
    parts = urlsplit(url)
    pairs = f"{urlsplit(canonical(url)).query}&{parts.fragment}".split("&")
    names = [pair.partition("=")[0] for pair in pairs if "=" in pair]
    if parts.username is not None or any(_SECRET_NAME.search(name) for name in names):
        return True
    # Reddit's private feeds: ?feed=<secret>&user=<name>
    return {"feed", "user"} <= set(names)


def _without_feed_scheme(url: str) -> str:
    rest = url.partition(":")[2]
    return rest if rest.lower().startswith(("http://", "https://")) else f"https:{rest}"
