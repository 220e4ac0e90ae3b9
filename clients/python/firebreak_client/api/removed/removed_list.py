import datetime
from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.removed_out import RemovedOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    after: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    page_size: int | Unset = 50,
    since: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    params["after"] = after

    params["kind"] = kind

    params["page_size"] = page_size

    json_since: str | Unset = UNSET
    if not isinstance(since, Unset):
        json_since = since.isoformat()
    params["since"] = json_since

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/removed/",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | RemovedOut | None:
    if response.status_code == 200:
        response_200 = RemovedOut.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | Problem | RemovedOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    after: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    page_size: int | Unset = 50,
    since: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | Problem | RemovedOut]:
    """List removed

     In the order in which it became visible: whoever goes on from `position` misses nothing, and gets
    nothing twice. It is read off
    the events: what of them you may see, for as long as they are kept; a page may be empty, with
    `more`.

    Sources, queries, rules, brands, plans, members and keys that were ended or archived are not here:
    they stay in their
    lists, and say so. Nor is what was never recorded: your own views and browsers, and invitations that
    were accepted or
    have expired; those lists are short. What you lost the right to see is told nowhere: keep to the
    brands `/api/v1/brands/` lists.
    Problem 410 `position_gone`: something after it is no longer kept.

    Args:
        after (str | Unset):
        kind (str | Unset):
        page_size (int | Unset):  Default: 50.
        since (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | RemovedOut]
    """

    kwargs = _get_kwargs(
        after=after,
        kind=kind,
        page_size=page_size,
        since=since,
        if_none_match=if_none_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    after: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    page_size: int | Unset = 50,
    since: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | Problem | RemovedOut | None:
    """List removed

     In the order in which it became visible: whoever goes on from `position` misses nothing, and gets
    nothing twice. It is read off
    the events: what of them you may see, for as long as they are kept; a page may be empty, with
    `more`.

    Sources, queries, rules, brands, plans, members and keys that were ended or archived are not here:
    they stay in their
    lists, and say so. Nor is what was never recorded: your own views and browsers, and invitations that
    were accepted or
    have expired; those lists are short. What you lost the right to see is told nowhere: keep to the
    brands `/api/v1/brands/` lists.
    Problem 410 `position_gone`: something after it is no longer kept.

    Args:
        after (str | Unset):
        kind (str | Unset):
        page_size (int | Unset):  Default: 50.
        since (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | RemovedOut
    """

    return sync_detailed(
        client=client,
        after=after,
        kind=kind,
        page_size=page_size,
        since=since,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    after: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    page_size: int | Unset = 50,
    since: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | Problem | RemovedOut]:
    """List removed

     In the order in which it became visible: whoever goes on from `position` misses nothing, and gets
    nothing twice. It is read off
    the events: what of them you may see, for as long as they are kept; a page may be empty, with
    `more`.

    Sources, queries, rules, brands, plans, members and keys that were ended or archived are not here:
    they stay in their
    lists, and say so. Nor is what was never recorded: your own views and browsers, and invitations that
    were accepted or
    have expired; those lists are short. What you lost the right to see is told nowhere: keep to the
    brands `/api/v1/brands/` lists.
    Problem 410 `position_gone`: something after it is no longer kept.

    Args:
        after (str | Unset):
        kind (str | Unset):
        page_size (int | Unset):  Default: 50.
        since (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | RemovedOut]
    """

    kwargs = _get_kwargs(
        after=after,
        kind=kind,
        page_size=page_size,
        since=since,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    after: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    page_size: int | Unset = 50,
    since: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | Problem | RemovedOut | None:
    """List removed

     In the order in which it became visible: whoever goes on from `position` misses nothing, and gets
    nothing twice. It is read off
    the events: what of them you may see, for as long as they are kept; a page may be empty, with
    `more`.

    Sources, queries, rules, brands, plans, members and keys that were ended or archived are not here:
    they stay in their
    lists, and say so. Nor is what was never recorded: your own views and browsers, and invitations that
    were accepted or
    have expired; those lists are short. What you lost the right to see is told nowhere: keep to the
    brands `/api/v1/brands/` lists.
    Problem 410 `position_gone`: something after it is no longer kept.

    Args:
        after (str | Unset):
        kind (str | Unset):
        page_size (int | Unset):  Default: 50.
        since (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | RemovedOut
    """

    return (
        await asyncio_detailed(
            client=client,
            after=after,
            kind=kind,
            page_size=page_size,
            since=since,
            if_none_match=if_none_match,
        )
    ).parsed
