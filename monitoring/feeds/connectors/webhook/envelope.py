"""The body of a delivery, opened: JSON, or a form, as some senders have it."""

from __future__ import annotations

import json
from typing import Final, NoReturn
from urllib.parse import parse_qsl

from accounts.outside.failures import Malformed
from monitoring.feeds.connectors.protocol import Delivery

FORM: Final = "application/x-www-form-urlencoded"
_MOST_FIELDS: Final = 1_000


def opened(delivery: Delivery) -> object:
    """What was sent. Raises Malformed."""
    if delivery.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM:
        return _form(delivery.body)
    return _json(delivery.body)


def opened_example(pasted: str) -> object:
    """What a person pasted as an example: JSON, or a form. Raises Malformed."""
    body = pasted.strip().encode("utf-8", "replace")
    return _json(body) if body[:1] in (b"{", b"[") or b"=" not in body else _form(body)


def _json(body: bytes) -> object:
    if not body.strip():
        raise Malformed("The body is empty.")
    try:
        return json.loads(body, parse_constant=_refused)
    except (ValueError, RecursionError) as error:  # not UTF-8 is a ValueError, too
        raise Malformed("The body is not JSON.") from error


def _refused(word: str) -> NoReturn:
    # NaN and Infinity are Python's, not JSON's, and no database takes them.
    raise ValueError(word)


def _form(body: bytes) -> object:
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"))
    except ValueError as error:
        raise Malformed("The body is not a form.") from error
    if not fields:
        raise Malformed("The form is empty.")
    # GitHub's way, where its webhook is set to forms.
    return _json(fields["payload"].encode()) if set(fields) == {"payload"} else fields
