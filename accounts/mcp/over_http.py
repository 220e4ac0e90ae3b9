"""The API at an address, for an assistant's server that runs beside the assistant."""

from types import TracebackType
from typing import Any, Final, Self

import httpx

from accounts.mcp.operations import Answer, Ask, Refused

_SECONDS: Final = 60.0


class OverHttp:
    """Calls the API of the agency at `address` with a key. Whoever starts the server names both: it follows no redirect elsewhere."""

    def __init__(self, address: str, key: str) -> None:
        url, headers = httpx.URL(address), {"Authorization": f"Bearer {key}", "Accept": "application/json"}
        if url.host.endswith(".localhost"):
            # The agencies of the one-machine mode: browsers know such names, the system's resolver may not.
            headers["Host"], url = url.netloc.decode("ascii"), url.copy_with(host="127.0.0.1")
        self._client = httpx.Client(base_url=url.copy_with(path="/"), headers=headers, timeout=_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def __call__(self, ask: Ask, /) -> Answer:
        """Raises Refused where Firebreak can't be reached."""
        more = {"Idempotency-Key": ask.idempotency_key} if ask.idempotency_key else {}
        try:
            response = self._client.request(ask.method, ask.path, params=dict(ask.query), json=ask.body, headers=more)
        except httpx.HTTPError as error:
            raise Refused(f"Firebreak can't be reached at {self._client.base_url}: {type(error).__name__}.") from error
        return Answer(response.status_code, _json(response))


def _json(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:  # a proxy's page, in front of Firebreak
        return None
