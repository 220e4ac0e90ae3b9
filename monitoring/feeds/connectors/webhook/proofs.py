"""How a delivery proves whose it is: pure, over the bytes as they came, in constant time."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from accounts.outside.failures import AuthExpired, Forbidden
from monitoring.feeds.connectors.protocol import Delivery
from monitoring.feeds.connectors.webhook.settings import BEARER, DISCOURSE, GITHUB, SLACK, STANDARD, UNPROVEN

WINDOW: Final = 300  # seconds, as Standard Webhooks and Slack have it: what is older was overheard and sent again
_HEX_HEADERS: Final = {GITHUB: "x-hub-signature-256", DISCOURSE: "x-discourse-event-signature"}
_MISSING: Final = "It was not signed: a header is missing."
_WRONG: Final = "Its signature is wrong: another secret, or the body was changed on the way."
_OLD: Final = "It was signed more than 5 minutes ago, or the sender's clock is wrong."


def prove(kind: str, header: str, secrets: Iterable[str], delivery: Delivery, now: float) -> None:
    """Raises Forbidden where it is not the sender's, AuthExpired where there is no secret to tell. `now`: epoch seconds.

    Any of the secrets will do: while one is changed there are two.
    """
    if kind in UNPROVEN:
        return
    keys = [one for one in secrets if one]
    if not keys:
        raise AuthExpired("No secret is set, so nothing is let in. Make one, or enter the sender's.")
    # Of what was compressed on the way, senders sign one or the other.
    bodies = [delivery.body, *([delivery.packed] if delivery.packed else [])]
    if kind == BEARER:
        _token(header.lower(), keys, delivery.headers)
    elif kind == STANDARD:
        _standard(keys, delivery.headers, bodies, now)
    elif kind == SLACK:
        _slack(keys, delivery.headers, bodies, now)
    else:
        _hex(keys, _named(delivery.headers, _HEX_HEADERS[kind]), "sha256=", bodies)


def id_of(kind: str, headers: Mapping[str, str]) -> str:
    """What names a delivery over its repeats; "" where the sender gives it no name in a header."""
    named = {STANDARD: ("webhook-id", "svix-id"), GITHUB: ("x-github-delivery",), DISCOURSE: ("x-discourse-event-id",)}
    return next((headers[name] for name in named.get(kind, ()) if headers.get(name)), "")


def _named(headers: Mapping[str, str], *names: str) -> str:
    value = next((headers[name] for name in names if headers.get(name)), "")
    if not value:
        raise Forbidden(_MISSING)
    return value


def _same(ours: str, theirs: str) -> bool:
    # As bytes: of text outside ASCII compare_digest raises TypeError.
    return hmac.compare_digest(ours.encode("utf-8", "replace"), theirs.encode("utf-8", "replace"))


def _digest(key: bytes, signed: bytes) -> bytes:
    return hmac.new(key, signed, hashlib.sha256).digest()


def _hex(keys: list[str], given: str, prefix: str, bodies: list[bytes]) -> None:
    ours = [prefix + _digest(key.encode(), body).hex() for key in keys for body in bodies]
    if not any(_same(one, given) for one in ours):
        raise Forbidden(_WRONG)


def _fresh(stamp: str, now: float) -> None:
    # Whole seconds only: Python reads "1_793" and other digits as numbers, too.
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        raise Forbidden(_MISSING)
    if abs(now - int(stamp)) > WINDOW:
        raise Forbidden(_OLD)


def _slack(keys: list[str], headers: Mapping[str, str], bodies: list[bytes], now: float) -> None:
    given, stamp = _named(headers, "x-slack-signature"), _named(headers, "x-slack-request-timestamp")
    _hex(keys, given, "v0=", [f"v0:{stamp}:".encode() + body for body in bodies])
    _fresh(stamp, now)


def _standard(keys: list[str], headers: Mapping[str, str], bodies: list[bytes], now: float) -> None:
    name, stamp = _named(headers, "webhook-id", "svix-id"), _named(headers, "webhook-timestamp", "svix-timestamp")
    given = _named(headers, "webhook-signature", "svix-signature")
    contents = [f"{name}.{stamp}.".encode("utf-8", "replace") + body for body in bodies]
    fits = [_standard_fits(key, item, signed) for key in keys for item in given.split()[:20] for signed in contents]
    if not any(fits):
        raise Forbidden(_WRONG)
    _fresh(stamp, now)


def _standard_fits(key: str, item: str, signed: bytes) -> bool:
    """One of the signatures of a header, as "v1,…" (a shared secret) or "v1a,…" (a public key)."""
    version, comma, signature = item.partition(",")
    if not comma:
        return False
    public = key.startswith("whpk_")
    raw = _decoded(key.removeprefix("whpk_") if public else key.removeprefix("whsec_"))
    if raw is None:
        return False
    if version == "v1" and not public:
        return _same(base64.b64encode(_digest(raw, signed)).decode(), signature)
    return version == "v1a" and public and _ed25519(raw, _decoded(signature), signed)


def _ed25519(key: bytes, signature: bytes | None, signed: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature or b"", signed)
    except (InvalidSignature, ValueError):  # ValueError: not 32 bytes
        return False
    return True


def _decoded(text: str) -> bytes | None:
    # Its padding may lack.
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _token(header: str, keys: list[str], headers: Mapping[str, str]) -> None:
    given = _named(headers, header or "authorization")
    scheme, _, rest = given.partition(" ")
    told = [given] if header and header != "authorization" else []
    if scheme.lower() == "bearer":
        told.append(rest.strip())
    elif scheme.lower() == "basic":
        told.append((_decoded(rest.strip()) or b"").decode("utf-8", "replace"))
    if not any(_same(key, one) for key in keys for one in told):
        raise Forbidden("Its token is wrong.")
