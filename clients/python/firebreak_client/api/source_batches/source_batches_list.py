import datetime
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_source_batch_out_list import PaginatedSourceBatchOutList
from ...models.problem import Problem
from ...models.source_batches_list_expand_item import SourceBatchesListExpandItem
from ...models.source_batches_list_status import SourceBatchesListStatus
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    page_size: int | Unset = 50,
    status: SourceBatchesListStatus | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    expand: list[SourceBatchesListExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    json_brand: str | Unset = UNSET
    if not isinstance(brand, Unset):
        json_brand = str(brand)
    params["brand"] = json_brand

    params["cursor"] = cursor

    params["page_size"] = page_size

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status

    params["status"] = json_status

    json_updated_since: str | Unset = UNSET
    if not isinstance(updated_since, Unset):
        json_updated_since = updated_since.isoformat()
    params["updated_since"] = json_updated_since

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
        "url": "/api/v1/source_batches/",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | PaginatedSourceBatchOutList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedSourceBatchOutList.from_dict(response.json())

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
) -> Response[Any | PaginatedSourceBatchOutList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    page_size: int | Unset = 50,
    status: SourceBatchesListStatus | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    expand: list[SourceBatchesListExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | PaginatedSourceBatchOutList | Problem]:
    """List source batches

     Lists of sources that people added together, newest first. Kept for a month; the sources stay.

    Args:
        brand (UUID | Unset):
        cursor (str | Unset):
        page_size (int | Unset):  Default: 50.
        status (SourceBatchesListStatus | Unset):
        updated_since (datetime.datetime | Unset):
        expand (list[SourceBatchesListExpandItem] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | PaginatedSourceBatchOutList | Problem]
    """

    kwargs = _get_kwargs(
        brand=brand,
        cursor=cursor,
        page_size=page_size,
        status=status,
        updated_since=updated_since,
        expand=expand,
        if_none_match=if_none_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    page_size: int | Unset = 50,
    status: SourceBatchesListStatus | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    expand: list[SourceBatchesListExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | PaginatedSourceBatchOutList | Problem | None:
    """List source batches

     Lists of sources that people added together, newest first. Kept for a month; the sources stay.

    Args:
        brand (UUID | Unset):
        cursor (str | Unset):
        page_size (int | Unset):  Default: 50.
        status (SourceBatchesListStatus | Unset):
        updated_since (datetime.datetime | Unset):
        expand (list[SourceBatchesListExpandItem] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | PaginatedSourceBatchOutList | Problem
    """

    return sync_detailed(
        client=client,
        brand=brand,
        cursor=cursor,
        page_size=page_size,
        status=status,
        updated_since=updated_since,
        expand=expand,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    page_size: int | Unset = 50,
    status: SourceBatchesListStatus | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    expand: list[SourceBatchesListExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | PaginatedSourceBatchOutList | Problem]:
    """List source batches

     Lists of sources that people added together, newest first. Kept for a month; the sources stay.

    Args:
        brand (UUID | Unset):
        cursor (str | Unset):
        page_size (int | Unset):  Default: 50.
        status (SourceBatchesListStatus | Unset):
        updated_since (datetime.datetime | Unset):
        expand (list[SourceBatchesListExpandItem] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | PaginatedSourceBatchOutList | Problem]
    """

    kwargs = _get_kwargs(
        brand=brand,
        cursor=cursor,
        page_size=page_size,
        status=status,
        updated_since=updated_since,
        expand=expand,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    page_size: int | Unset = 50,
    status: SourceBatchesListStatus | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    expand: list[SourceBatchesListExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | PaginatedSourceBatchOutList | Problem | None:
    """List source batches

     Lists of sources that people added together, newest first. Kept for a month; the sources stay.

    Args:
        brand (UUID | Unset):
        cursor (str | Unset):
        page_size (int | Unset):  Default: 50.
        status (SourceBatchesListStatus | Unset):
        updated_since (datetime.datetime | Unset):
        expand (list[SourceBatchesListExpandItem] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | PaginatedSourceBatchOutList | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            brand=brand,
            cursor=cursor,
            page_size=page_size,
            status=status,
            updated_since=updated_since,
            expand=expand,
            if_none_match=if_none_match,
        )
    ).parsed
