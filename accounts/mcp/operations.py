"""All that an assistant's server may ever call of the API, and how it calls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

ROOT: Final = "/api/v1/"
READS: Final = frozenset(
    {
        "brands/",
        "brands/{id}/",
        "brands/{id}/team/",
        "alerts/",
        "alerts/{id}/",
        "mentions/",
        "mentions/{id}/",
        "mentions/{id}/notes/",
        "incidents/",
        "incidents/{id}/",
        "incidents/{id}/timeline/",
        "tasks/",
        "updates/",
        "answers/",
        "plans/",
        "plans/{id}/",
        "plan-versions/{id}/",
        "sources/",
        "events/",
    }
)
# What leaves Firebreak, decides or releases is not among them: no approval, publication, status update, alert's fate or release.
ACTS: Final = frozenset(
    {
        "answers/",
        "mentions/{id}/add_note/",
        "mentions/{id}/assign/",
        "incidents/{id}/note/",
        "tasks/",
        "proposals/",
    }
)
OPERATIONS: Final = frozenset({("GET", path) for path in READS} | {("POST", path) for path in ACTS})


@dataclass(frozen=True, slots=True)
class Ask:
    """One call of the API. `path` is whole and starts with ROOT."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Mapping[str, Any] | None = None
    idempotency_key: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API said: its status, and its JSON (None where there was none)."""

    status: int
    body: Any


class Transport(Protocol):
    """Brings a call to the API, with the caller's key. Raises Refused where the API can't be reached."""

    def __call__(self, ask: Ask, /) -> Answer: ...


class Refused(Exception):
    """The API said no (`status`), or could not be asked (0); the message says so in words an assistant can pass on."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class NotOffered(Exception):
    """A call that is none of OPERATIONS: a fault of ours, and nothing was called."""


class Caller:
    """Calls what is in OPERATIONS, and nothing else."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, path: str, pk: UUID | None = None, /, **query: object) -> Any:
        """The JSON of what is read. A query parameter of None is left out. Raises Refused."""
        given = {name: _text(value) for name, value in query.items() if value is not None}
        return self._call("GET", path, pk, given, None, "")

    def post(self, path: str, pk: UUID | None = None, /, *, body: Mapping[str, Any], idempotency_key: str = "") -> Any:
        """The JSON of what was done. Raises Refused."""
        return self._call("POST", path, pk, {}, body, idempotency_key)

    def _call(
        self,
        method: str,
        path: str,
        pk: UUID | None,
        query: Mapping[str, str],
        body: Mapping[str, Any] | None,
        key: str,
    ) -> Any:
        # Only a UUID enters a path: text from an assistant could name another one (`../keys/`).
        if (method, path) not in OPERATIONS or ("{id}" in path) != isinstance(pk, UUID):
            raise NotOffered(f"{method} {path}")
        answer = self._transport(Ask(method, ROOT + path.replace("{id}", str(pk)), query, body, key))
        if answer.status >= 400 or answer.body is None:
            raise Refused(in_words(answer), answer.status)
        return answer.body


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)  # the API reads JSON's words, not Python's


def in_words(answer: Answer) -> str:
    """A refusal as one paragraph: the problem's sentence, each field's, its code and when to try again."""
    problem = answer.body if isinstance(answer.body, dict) else {}
    words = [str(problem.get("detail") or f"Firebreak answered with status {answer.status}.")]
    words += [f"{path}: {message}" for path, message in _fields(problem.get("errors"))]
    data = problem.get("data")
    if isinstance(data, dict) and "retry_after" in data:
        words.append(f"Try again in {data['retry_after']} seconds.")
    if answer.status == 429:
        words.append("Wait a minute before the next call.")
    return " ".join([*words, f"({problem.get('code') or answer.status})"])


def _fields(errors: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(errors, dict):
        return [
            field for name, inner in errors.items() for field in _fields(inner, f"{path}.{name}" if path else str(name))
        ]
    if isinstance(errors, list):
        return [field for inner in errors for field in _fields(inner, path)]
    return [(path, str(errors))] if errors else []


def cursor_of(page: Mapping[str, Any]) -> str | None:
    """The cursor in the address of a page's next one; None at the end."""
    cursors = parse_qs(urlsplit(page.get("next") or "").query).get("cursor")
    return cursors[0] if cursors else None
