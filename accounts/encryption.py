"""Secrets that must be read back are encrypted; those that need not be are hashed."""

import base64
import hashlib
import json
import secrets
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from accounts.errors import Unavailable


def _keys() -> MultiFernet:
    def derived(text: str) -> Fernet:
        # Fernet takes exactly 32 bytes; `info` keeps them apart from other keys of the same text (RFC 5869 3.2).
        kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"firebreak.fields")
        return Fernet(base64.urlsafe_b64encode(kdf.derive(text.encode())))

    return MultiFernet([derived(text) for text in settings.FIELD_KEYS])


def encrypt(value: Any) -> str:
    """Encrypts a JSON-able value with the first of FIREBREAK_FIELD_KEYS."""
    return _keys().encrypt(json.dumps(value).encode()).decode()


def decrypt(sealed: str) -> Any:
    """The value back, by any of the keys. Raises Unavailable where none fits."""
    try:
        return json.loads(_keys().decrypt(sealed.encode()))
    except InvalidToken:
        raise Unavailable(
            "A stored secret can't be read: the key it was encrypted with is not in FIREBREAK_FIELD_KEYS."
        ) from None


def encrypted_anew(sealed: str) -> str:
    """The same value, encrypted with the first of the keys. Raises Unavailable where none fits."""
    return encrypt(decrypt(sealed))


def new_token(prefix: str = "") -> str:
    """A fresh secret of 256 random bits, in address-safe characters."""
    return prefix + secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token. 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
