"""Web Push (RFC 8030, 8291, 8292): encrypted to the browser, signed with the platform's VAPID key."""

import base64
import json
import time
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from py_vapid import Vapid02
from pywebpush import WebPusher, WebPushException

from accounts.notifications.channels import Answer, ChannelError, outgoing

_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
TTL_SECONDS = 3600  # a page about a crisis is no news an hour later


@cache
def _key() -> ec.EllipticCurvePrivateKey:
    """The same on every machine: derived from the oldest field key, so that adding a newer one ends no subscription."""
    kdf = HKDF(algorithm=hashes.SHA256(), length=48, salt=None, info=b"firebreak.vapid")
    # 48 bytes for a number of 32: with so many more, the remainder favours no key by anything that counts.
    secret = int.from_bytes(kdf.derive(settings.FIELD_KEYS[-1].encode()), "big") % (_P256_ORDER - 1) + 1
    return ec.derive_private_key(secret, ec.SECP256R1())


def public_key() -> str:
    """What the browser needs to subscribe: the uncompressed point, base64url."""
    point = _key().public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def send(*, subscription: dict[str, Any], message: dict[str, Any]) -> Answer:
    """Wakes one browser. Raises ChannelError; permanent where the browser unsubscribed or the subscription is no good."""
    try:
        # Its encryption only: its own send() would go round the guarded client.
        encoded = WebPusher(subscription).encode(json.dumps(message).encode(), content_encoding="aes128gcm")
    except (WebPushException, ValueError, KeyError, TypeError) as error:
        raise ChannelError(
            f"This browser's subscription can't be used: {type(error).__name__}.", permanent=True
        ) from None
    endpoint = str(subscription["endpoint"])
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",  # the origin alone (RFC 8292, 2)
        "exp": int(time.time()) + 12 * 3600,  # at most a day ahead (RFC 8292, 2); half of it, for clocks that differ
        "sub": settings.VAPID_SUBJECT,
    }
    headers = {
        **Vapid02(private_key=_key()).sign(claims),
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        "ttl": str(TTL_SECONDS),
        "urgency": "high",  # lower, a telephone that saves its battery may wait (RFC 8030, 5.3)
    }
    return outgoing.post(endpoint, encoded["body"], headers)
