"""The configuration of a feed source: what is asked, how it is read, and whether its address is private."""

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
from monitoring.feeds.connectors.rss.presets import PRESETS, entered
from monitoring.feeds.connectors.spec import Choice, Option, Secret, Spec, Switch, Text, Url

PLATFORM: Final = "rss"

_SECRET_NAME: Final = re.compile(
    r"token|secret|passw|pwd|api_?key|auth|signature|credential|session|subscriber|recipient|e?mail|"
    r"\A(?:key|sig|pass|sid|hash|uid|user_?id|member_?id|unsub\w*)\Z",
    re.IGNORECASE,
)
_LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Settings:
    """`key` None means private to one agency; `source` names the origin either way, without the address' secrets."""

    url: str
    auth: tuple[str, str] | None = field(repr=False)
    kind: Kind | None
    key: str | None
    source: str


SPEC: Final = Spec(
    platform=PLATFORM,
    network=False,
    name="Feed or web page",
    about="News sites, blogs, forums: RSS, Atom or JSON Feed.",
    fields=(
        Url(
            name="url",
            label="Address of a feed or of a web page",
            help="RSS, Atom and JSON Feed are read. Of a web page, its feeds are found. "
            f"Known by name: {', '.join(preset.title for preset in PRESETS)}.",
            required=True,
            in_key=True,
            missing="Enter the address of a feed or of a web page.",
            most=_LONGEST,
        ),
        Text(name="username", label="User name", help="Where the feed asks for a log-in.", in_key=True),
        Secret(name="password", label="Password"),
        Choice(
            name="kind",
            label="What its entries are",
            options=(Option(value="", label="As the feed says"), *(Option(value=one, label=one.capitalize()) for one in sorted(KINDS))),
            in_key=True,
        ),
        Switch(
            name="private",
            label="This address is a secret",
            help="It is then fetched for your agency alone, also where another agency has the same address.",
        ),
    ),
)  # fmt: skip


def tidy(config: Mapping[str, Any]) -> dict[str, Any]:
    """The configuration with the address a person meant. Raises NotAFeed for what is no address, with the feeds it may mean."""
    url = entered(str(config.get("url") or ""))
    if "://" not in url and "." in url.partition("/")[0]:
        url = f"https://{url}"
    return {**config, "url": url}


def read_settings(config: Mapping[str, Any], secrets: Mapping[str, str] = {}) -> Settings:
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
    username, password = str(config.get("username") or ""), secrets.get("password", "")
    if password and not username:
        raise InvalidConfig("A password needs a user name.", field="username")
    auth = (username, password) if username else None
    shared = not (auth or config.get("private") or has_secret(url))
    digest = hashlib.sha256(f"{username}\n{url}".encode("utf-8", "replace")).hexdigest()[:24]
    chosen: Any = kind or None
    place = canonical(url)
    # Addresses hold no space: no other address' key is this one's with its kind.
    key = (f"{place} {kind}" if kind else place) if shared else None
    return Settings(url, auth, chosen, key, place if shared else f"private:{digest}")


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
