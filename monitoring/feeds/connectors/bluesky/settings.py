"""What is asked of whoever adds a Bluesky source, and what they may paste."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from accounts.outside.failures import InvalidConfig
from monitoring.feeds.connectors.protocol import Named
from monitoring.feeds.connectors.spec import Choice, Option, Spec, Text

PLATFORM: Final = "bluesky"
NETWORK, ACCOUNT = "network", "account"
JETSTREAM: Final = "jetstream.us-east.bsky.network"  # speaks version 2; the older jetstream1 and 2 do not
_HANDLE: Final = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
_DID: Final = r"did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.-]{4,200})"
_WHO: Final = re.compile(rf"{_HANDLE}|{_DID}")
_PATH: Final = re.compile(r"/profile/([^/]{4,260})/?")
_SERVER: Final = re.compile(r"(?:ws://)?(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d{1,5})?")

SPEC: Final = Spec(
    platform=PLATFORM,
    name="Bluesky",
    about="Everything said on Bluesky that the brand's queries match, as it is said; or the posts of one account.",
    fields=(
        Choice(
            name="watch",
            label="What to watch",
            options=(
                Option(value=NETWORK, label="Everything on Bluesky that the brand's queries match"),
                Option(value=ACCOUNT, label="The posts of an account"),
            ),
            default=NETWORK,
            in_key=True,
        ),
        Text(
            name="account",
            label="Account",
            help="For the posts of an account: its handle, its address or its DID.",
            in_key=True,
            example="acme.bsky.social",
        ),
        Text(
            name="jetstream",
            label="Jetstream server",
            help="For everything on Bluesky: leave it empty for Bluesky's own; else a server that speaks version 2.",
            in_key=True,
            example=JETSTREAM,
        ),
    ),
    history=False,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What to watch: all that comes over `jetstream` (a server's name, with ws:// before it where it has no TLS), or an account."""

    watch: str
    account: str
    jetstream: str

    @property
    def stream(self) -> str:
        """Where the stream lies, without its path."""
        return self.jetstream if "//" in self.jetstream else f"wss://{self.jetstream}"


def read(config: Mapping[str, object]) -> Settings:
    """The settings of a configuration that `tidy` made."""
    named = {name: str(config.get(name) or "") for name in ("watch", "account", "jetstream")}
    return Settings(named["watch"] or NETWORK, named["account"], named["jetstream"] or JETSTREAM)


def tidy(config: Mapping[str, object]) -> dict[str, object]:
    """In Bluesky's own spelling. Raises InvalidConfig naming the field."""
    watch = str(config.get("watch") or NETWORK)
    if watch == ACCOUNT:
        return {"watch": ACCOUNT, "account": _account(str(config.get("account") or "").strip())}
    if str(config.get("account") or "").strip():
        raise InvalidConfig("Choose “The posts of an account” above, or leave this empty.", field="account")
    server = str(config.get("jetstream") or "").strip().lower().removeprefix("wss://").rstrip("/")
    if server and not _SERVER.fullmatch(server):
        raise InvalidConfig(f"This is not the name of a server: it looks like {JETSTREAM}.", field="jetstream")
    return {"watch": NETWORK, "jetstream": "" if server == JETSTREAM else server}


def _account(given: str) -> str:
    who = given
    if "//" in given:
        parts = urlsplit(given)
        match = _PATH.fullmatch(unquote(parts.path)) if parts.hostname == "bsky.app" else None
        who = match[1] if match else ""
    who = who.removeprefix("@").lower()
    if not given:
        raise InvalidConfig("Enter the account whose posts are to be read.", field="account")
    if not _WHO.fullmatch(who):
        raise InvalidConfig("This is not an account of Bluesky: it looks like acme.bsky.social.", field="account")
    return who


def address(settings: Settings) -> str:
    """Where people see the same, or of everything, where it comes from."""
    if settings.watch == ACCOUNT:
        return f"https://bsky.app/profile/{settings.account}"
    return f"https://{settings.jetstream.removeprefix('ws://')}/"


def key(settings: Settings) -> str:
    """What makes two configurations the same."""
    return f"bluesky {settings.watch} {settings.account if settings.watch == ACCOUNT else settings.jetstream}"


def recognise(text: str) -> dict[str, str] | None:
    """@handles, and addresses of bsky.app: its front page stands for everything."""
    if text.startswith("@") and _WHO.fullmatch(text[1:].lower()):
        return {"watch": ACCOUNT, "account": text[1:].lower()}
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or parts.hostname not in ("bsky.app", "www.bsky.app"):
        return None
    if not parts.path.strip("/"):
        return {"watch": NETWORK}
    match = _PATH.fullmatch(unquote(parts.path))
    who = match[1].lower() if match else ""
    return {"watch": ACCOUNT, "account": who} if _WHO.fullmatch(who) else None


def suggest(brand: Named) -> list[dict[str, str]]:
    """All that is said there, of which a brand's queries choose; and the accounts of its handles."""
    accounts = [handle.lower() if "." in handle else f"{handle.lower()}.bsky.social" for handle in brand.handles[:3]]
    return [{"watch": NETWORK}, *({"watch": ACCOUNT, "account": one} for one in accounts if _WHO.fullmatch(one))]
