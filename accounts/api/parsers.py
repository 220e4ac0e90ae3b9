"""JSON in, strictly: what a database can't hold is refused at the door."""

from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StrictJSONParser(JSONParser):
    """Refuses NUL characters, lone surrogates, and a body that is no object."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Raises ParseError that names the field."""
        data = super().parse(stream, media_type, parser_context)
        if not isinstance(data, dict):
            raise ParseError("Send a JSON object.")
        _refuse_unstorable(data, "")
        return data


def _refuse_unstorable(value: Any, where: str) -> None:
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise ParseError(
                f"{where.lstrip('.') or 'The body'} has a character that can't be stored (NUL or half a surrogate pair)."
            )
    elif isinstance(value, dict):
        for key, inner in value.items():
            _refuse_unstorable(key, where)
            _refuse_unstorable(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            _refuse_unstorable(inner, f"{where}[{at}]")
