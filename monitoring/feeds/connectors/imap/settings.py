"""What is asked of whoever adds a mailbox, and what they may paste."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from accounts.outside.failures import InvalidConfig
from monitoring.feeds.connectors.spec import Choice, Number, Option, Secret, Spec, Text

PLATFORM: Final = "imap"
TLS, STARTTLS = "tls", "starttls"
PORTS: Final = {TLS: 993, STARTTLS: 143}
MAILS, REVIEWS = "message", "review"
INBOX: Final = "INBOX"
_MOST_KB: Final = 1_000
_PASTED: Final = re.compile(
    r"(?:mailto:)?([\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-zA-Z]{2,24})", re.ASCII
)
_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:.]{2,45}")
_ADDRESS: Final = re.compile(r"[^\s@,;]{1,64}@[^\s@,;]{1,253}")
# Whose mail is read elsewhere than at imap. and the domain.
_HOSTS: Final = {
    "gmail.com": "imap.gmail.com", "googlemail.com": "imap.gmail.com", "outlook.com": "outlook.office365.com",
    "hotmail.com": "outlook.office365.com", "live.com": "outlook.office365.com", "icloud.com": "imap.mail.me.com",
    "me.com": "imap.mail.me.com", "mac.com": "imap.mail.me.com", "yahoo.com": "imap.mail.yahoo.com", "aol.com": "imap.aol.com",
    "fastmail.com": "imap.fastmail.com", "gmx.net": "imap.gmx.net", "gmx.de": "imap.gmx.net", "gmx.com": "imap.gmx.com",
    "t-online.de": "secureimap.t-online.de", "yandex.com": "imap.yandex.com", "zoho.com": "imap.zoho.com",
}  # fmt: skip
# By what name these servers sign what they found of a sender (RFC 8601).
_SIGNED_AS: Final = {"imap.gmail.com": "mx.google.com"}

SPEC: Final = Spec(
    platform=PLATFORM,
    network=False,
    name="Mailbox",
    about="Emails of one folder: what people write, reviews by email, Google Alerts and alerts of other tools.",
    scope="private",
    fields=(
        Text(
            name="mailbox",
            label="Mailbox",
            help="The name it is opened with, mostly its address.",
            required=True,
            in_key=True,
            missing="Enter the mailbox's address.",
            most=200,
            pattern=r"\S+",
            pattern_words="A mailbox has no blanks in its name.",
        ),
        Secret(name="password", label="Password", help="Gmail and others want one made for apps.", most=500),
        Secret(name="token", label="Access token", help="In place of a password, where the provider has OAuth (XOAUTH2).", most=5_000),
        Text(name="host", label="Server", help="Left empty: the one its provider is known to have.", in_key=True, most=253),
        Choice(
            name="security",
            label="How it is reached",
            options=(Option(value=TLS, label="TLS (port 993)"), Option(value=STARTTLS, label="STARTTLS (port 143)")),
            default=TLS,
            in_key=True,
        ),
        Number(name="port", label="Port", help="Only where it is another.", least=1, most=65_535, in_key=True),
        Text(name="folder", label="Folder", help=f"Left empty: {INBOX}.", in_key=True, most=200),
        Choice(
            name="kind",
            label="What its emails are",
            options=(Option(value=MAILS, label="Emails"), Option(value=REVIEWS, label="Reviews")),
            default=MAILS,
        ),
        Text(
            name="alerts_from",
            label="Senders of alerts",
            help="Of tools beside Google Alerts, Talkwalker and Brand24, parted by commas: each link in their emails becomes a post.",
            most=1_000,
        ),
        Text(
            name="signed_as",
            label="Name of the server in Authentication-Results",
            help="By it is seen whether an alert is its sender's. Known for Gmail.",
            most=253,
        ),
        Number(
            name="most_kb",
            label="Read of each email at most (KB)",
            help="Texts come before what is attached.",
            least=20,
            most=5_000,
            default=_MOST_KB,
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`most`: bytes of one mail. `signed_as`: "" where nobody's word on senders is known to be the server's own."""

    mailbox: str
    host: str
    port: int
    starttls: bool
    folder: str
    kind: str
    alerts_from: frozenset[str]
    signed_as: str
    most: int

    @property
    def source(self) -> str:
        """In which its mails' ids are unique: the same in all its folders. Says nothing of whose it is."""
        told = f"{self.mailbox.casefold()}\n{self.host}"
        return f"private:{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:24]}"


def read(config: Mapping[str, Any]) -> Settings:
    """The settings of a configuration that `tidy` made."""
    security, host = str(config.get("security") or TLS), str(config["host"])
    senders = str(config.get("alerts_from") or "").split(",")
    return Settings(
        mailbox=str(config["mailbox"]),
        host=host,
        port=int(config.get("port") or PORTS[security]),
        starttls=security == STARTTLS,
        folder=str(config.get("folder") or INBOX),
        kind=str(config.get("kind") or MAILS),
        alerts_from=frozenset(one.strip().casefold() for one in senders if one.strip()),
        signed_as=str(config.get("signed_as") or _SIGNED_AS.get(host, "")).casefold(),
        most=int(config.get("most_kb") or _MOST_KB) * 1_000,
    )


def tidy(config: Mapping[str, Any]) -> dict[str, Any]:
    """With its server named. Raises InvalidConfig naming the field."""
    mailbox = str(config.get("mailbox") or "").removeprefix("mailto:")
    host = str(config.get("host") or "").strip().strip("[]").rstrip(".").lower()
    if mailbox and not host:
        domain = mailbox.rpartition("@")[2].lower() if "@" in mailbox else ""
        if not domain:
            raise InvalidConfig("Enter the server: this name does not tell it.", field="host")
        host = _HOSTS.get(domain, f"imap.{domain}")
    if host and not _HOST.fullmatch(_ascii(host)):
        raise InvalidConfig("Enter the name of a server, like imap.example.com.", field="host")
    senders = [one.strip().casefold() for one in str(config.get("alerts_from") or "").split(",") if one.strip()]
    wrong = next((one for one in senders if not _ADDRESS.fullmatch(one)), None)
    if wrong is not None:
        raise InvalidConfig(f"“{wrong}” is not the address of a sender.", field="alerts_from")
    folder = str(config.get("folder") or "").strip()
    folder = "" if folder.upper() == INBOX else folder  # the one name in any case (RFC 9051 5.1)
    return {**config, "mailbox": mailbox, "host": _ascii(host), "folder": folder, "alerts_from": ", ".join(senders)}


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def address(settings: Settings) -> str:
    """As RFC 5092 writes it."""
    usual = PORTS[STARTTLS if settings.starttls else TLS]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    port = "" if settings.port == usual else f":{settings.port}"
    return f"imap://{quote(settings.mailbox, safe='')}@{host}{port}/{quote(settings.folder)}"


def recognise(text: str) -> dict[str, Any] | None:
    """An address of a mailbox, alone or as a link (mailto:, imap:)."""
    if match := _PASTED.fullmatch(text):
        return {"mailbox": match[1]}
    if not text.lower().startswith(("imap://", "imaps://")):
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname:
        return None
    found = {"mailbox": unquote(parts.username or ""), "host": parts.hostname, "folder": unquote(parts.path.strip("/"))}
    security = STARTTLS if port == PORTS[STARTTLS] else ""
    known = {**found, "security": security, **({"port": port} if port and port not in PORTS.values() else {})}
    return {name: value for name, value in known.items() if value}
