"""What an API that speaks JSON answered, or the named failure of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from accounts.outside.failures import Failure, Malformed
from accounts.outside.http import Fetched, GuardedClient
from accounts.outside.statuses import failure_of

_ACCEPT = {"Accept": "application/json"}


def get_json(
    http: GuardedClient,
    url: str,
    now: datetime,
    *,
    who: str,
    headers: Mapping[str, str] | None = None,
    named: Callable[[Fetched], Failure | None] | None = None,
) -> tuple[Any, Fetched]:
    """The JSON at `url` and the answer that brought it. `who` names the service in the sentence of what is none.

    `named`: what the service itself says is wrong, asked before the status is.
    Raises every Failure of the client and of the status; Malformed for what is no JSON, and for what broke off.
    """
    answer = http.get(url, headers={**_ACCEPT, **(headers or {})})
    return read_json(answer, now, who=who, named=named), answer


def read_json(
    answer: Fetched, now: datetime, *, who: str, named: Callable[[Fetched], Failure | None] | None = None
) -> Any:
    """The JSON of an answer, raising as `get_json` does."""
    failure = (named(answer) if named else None) or failure_of(answer, now)
    if failure:
        raise failure
    if answer.truncated:
        raise Malformed(f"The response of {who} was cut off.")
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:  # a challenge page comes with 200, too
        raise Malformed(f"{who} sent something that is not JSON.") from error


def said_by(answer: Fetched) -> Mapping[str, Any]:
    """The object an answer holds, whatever its status; {} where it holds none. For what a service says of its refusal."""
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
