"""Names of folders in the spelling of IMAP (RFC 3501 5.1.3): ASCII as it is, the rest as Base64 between & and -."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

_OTHER: Final = re.compile(r"[^ -~]+|&")
_CODED: Final = re.compile(r"&([A-Za-z0-9+,]*)-")


def to_utf7(name: str) -> str:
    """As a server takes it."""
    return _OTHER.sub(lambda match: _coded(match[0]), name)


def from_utf7(name: str) -> str:
    """As people read it; what is not in this spelling stays as it is."""
    return _CODED.sub(lambda match: _decoded(match) if match[1] else "&", name)


def _coded(text: str) -> str:
    if text == "&":
        return "&-"
    coded = base64.b64encode(text.encode("utf-16-be", "replace")).decode("ascii")
    return f"&{coded.rstrip('=').replace('/', ',')}-"


def _decoded(match: re.Match[str]) -> str:
    coded = match[1].replace(",", "/")
    try:
        return base64.b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-16-be")
    except (binascii.Error, UnicodeDecodeError):
        return match[0]
