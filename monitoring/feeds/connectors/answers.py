"""What an API that speaks JSON answered, or the named failure of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.outside.failures import Malformed
from accounts.outside.http import Fetched, GuardedClient
from accounts.outside.statuses import failure_of

_ACCEPT = {"Accept": "application/json"}


def get_json(
    http: GuardedClient, url: str, now: datetime, *, who: str, headers: Mapping[str, str] | None = None
) -> tuple[Any, Fetched]:
    """The JSON at `url` and the answer that brought it. `who` names the service in the sentence of what is none.

    Raises every Failure of the client and of the status; Malformed for what is no JSON, and for what broke off.
    """
    answer = http.get(url, headers={**_ACCEPT, **(headers or {})})
    failure = failure_of(answer, now)
    if failure:
        raise failure
    if answer.truncated:
        raise Malformed(f"The response of {who} was cut off.")
    try:
        return json.loads(answer.body), answer
    except (ValueError, RecursionError) as error:  # a challenge page comes with 200, too
        raise Malformed(f"{who} sent something that is not JSON.") from error
