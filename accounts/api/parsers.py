"""JSON in, strictly: what a database can't hold is refused at the door, and what would exhaust the reader."""

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import JSONParser

# Deeper than any of our bodies, and far from where Python's reader gives up.
DEEPEST = 40


class StrictJSONParser(JSONParser):
    """Refuses NUL characters, lone surrogates, endless nesting, and a body that is no object."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Raises ParseError that names the field."""
        request = (parser_context or {}).get("request")
        # Nothing here inflates: a gzip body would be called broken JSON, where it is the coding that is not ours
        # (RFC 9110, 15.5.16).
        encoding = request.headers.get("Content-Encoding", "") if request is not None else ""
        if encoding.lower() not in {"", "identity"}:
            raise UnsupportedMediaType(encoding)
        try:
            # As the base reads it, and no name twice: which of two values counts is each reader's own guess (RFC 8259, 4).
            data = json.loads(
                stream.read().decode("utf-8"), parse_constant=_no_number, object_pairs_hook=_each_name_once
            )
        # A hundred kilobytes of “[” end Python's reader before we can count levels.
        except RecursionError:
            raise ParseError(_TOO_DEEP) from None
        # Bytes that are no UTF-8 are one, too (UnicodeDecodeError), and numbers over Python's 4,300 digits.
        except ValueError as error:
            raise ParseError(f"The body is not JSON: {error}") from None
        if not isinstance(data, dict):
            raise ParseError("Send a JSON object.")
        _refuse_unstorable(data, "")
        return data


def _no_number(name: str) -> Any:
    # Python reads NaN and Infinity; RFC 8259 (6) has neither, and PostgreSQL's jsonb refuses them.
    raise ParseError(f"{name} is no number that JSON knows.")


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    by_name = dict(pairs)
    if len(by_name) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ParseError(f"The body gives “{twice}” twice.")
    return by_name


_TOO_DEEP = f"The body is nested more than {DEEPEST} levels deep."


def _refuse_unstorable(value: Any, where: str, depth: int = 1) -> None:
    if depth > DEEPEST:
        raise ParseError(_TOO_DEEP)
    if isinstance(value, str):
        # PostgreSQL's text holds no NUL, and UTF-8 no half of a surrogate pair, which "\ud800" in JSON makes.
        if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise ParseError(
                f"{where.lstrip('.') or 'The body'} has a character that can't be stored (NUL or half a surrogate pair)."
            )
    elif isinstance(value, dict):
        for key, inner in value.items():
            _refuse_unstorable(key, where, depth)
            _refuse_unstorable(inner, f"{where}.{key}", depth + 1)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            _refuse_unstorable(inner, f"{where}[{at}]", depth + 1)
