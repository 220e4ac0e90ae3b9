from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.source_batch_out import SourceBatchOut
from ...models.source_batches_retrieve_expand_item import (
    SourceBatchesRetrieveExpandItem,
)
from ...types import UNSET, Response, Unset


def _get_kwargs(
    id: UUID,
    *,
    expand: list[SourceBatchesRetrieveExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    json_expand: list[str] | Unset = UNSET
    if not isinstance(expand, Unset):
        json_expand = []
        for expand_item_data in expand:
            expand_item: str = expand_item_data
            json_expand.append(expand_item)

    params["expand"] = json_expand

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/source_batches/{id}/".format(
            id=quote(str(id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | SourceBatchOut | None:
    if response.status_code == 200:
        response_200 = SourceBatchOut.from_dict(response.json())

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
) -> Response[Any | Problem | SourceBatchOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    id: UUID,
    *,
    client: AuthenticatedClient,
    expand: list[SourceBatchesRetrieveExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | Problem | SourceBatchOut]:
    """Show one of the source batches

     Lists of sources that people added together, newest first. Kept for a month; the sources stay.

    Args:
        id (UUID):
        expand (list[SourceBatchesRetrieveExpandItem] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | SourceBatchOut]
    """

    kwargs = _get_kwargs(
        id=id,
        expand=expand,
        if_none_match=if_none_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    id: UUID,
    *,
    client: AuthenticatedClient,
    expand: list[SourceBatchesRetrieveExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | Problem | SourceBatchOut | None:
    """Show one of the source batches

     Lists of sources that people added together, newest first. Kept for a month; the sources stay.

    Args:
        id (UUID):
        expand (list[SourceBatchesRetrieveExpandItem] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | SourceBatchOut
    """

    return sync_detailed(
        id=id,
        client=client,
        expand=expand,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    id: UUID,
    *,
    client: AuthenticatedClient,
    expand: list[SourceBatchesRetrieveExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | Problem | SourceBatchOut]:
    """Show one of the source batches

     Lists of sources that people added together, newest first. Kept for a month; the sources stay.

    Args:
        id (UUID):
        expand (list[SourceBatchesRetrieveExpandItem] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | SourceBatchOut]
    """

    kwargs = _get_kwargs(
        id=id,
        expand=expand,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    id: UUID,
    *,
    client: AuthenticatedClient,
    expand: list[SourceBatchesRetrieveExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | Problem | SourceBatchOut | None:
    """Show one of the source batches

     Lists of sources that people added together, newest first. Kept for a month; the sources stay.

    Args:
        id (UUID):
        expand (list[SourceBatchesRetrieveExpandItem] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | SourceBatchOut
    """

    return (
        await asyncio_detailed(
            id=id,
            client=client,
            expand=expand,
            if_none_match=if_none_match,
        )
    ).parsed
