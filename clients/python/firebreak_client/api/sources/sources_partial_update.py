from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.patched_source_change_request import PatchedSourceChangeRequest
from ...models.problem import Problem
from ...models.source_out import SourceOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    id: UUID,
    *,
    body: PatchedSourceChangeRequest | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/api/v1/sources/{id}/".format(
            id=quote(str(id), safe=""),
        ),
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | SourceOut | None:
    if response.status_code == 200:
        response_200 = SourceOut.from_dict(response.json())

        return response_200

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Problem | SourceOut]:
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
    body: PatchedSourceChangeRequest | Unset = UNSET,
) -> Response[Problem | SourceOut]:
    """Change one of the sources

     Renames it, says anew whether everything in it is about the brand, or changes fields of its
    platform.

    A field that is left out stays; null empties it. A secret belongs to the fields that are `in_key`:
    where one of those
    changes, send it again.

    Args:
        id (UUID):
        body (PatchedSourceChangeRequest | Unset): What of a source can be changed. A platform may
            be named, and stays what it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SourceOut]
    """

    kwargs = _get_kwargs(
        id=id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: PatchedSourceChangeRequest | Unset = UNSET,
) -> Problem | SourceOut | None:
    """Change one of the sources

     Renames it, says anew whether everything in it is about the brand, or changes fields of its
    platform.

    A field that is left out stays; null empties it. A secret belongs to the fields that are `in_key`:
    where one of those
    changes, send it again.

    Args:
        id (UUID):
        body (PatchedSourceChangeRequest | Unset): What of a source can be changed. A platform may
            be named, and stays what it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SourceOut
    """

    return sync_detailed(
        id=id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: PatchedSourceChangeRequest | Unset = UNSET,
) -> Response[Problem | SourceOut]:
    """Change one of the sources

     Renames it, says anew whether everything in it is about the brand, or changes fields of its
    platform.

    A field that is left out stays; null empties it. A secret belongs to the fields that are `in_key`:
    where one of those
    changes, send it again.

    Args:
        id (UUID):
        body (PatchedSourceChangeRequest | Unset): What of a source can be changed. A platform may
            be named, and stays what it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SourceOut]
    """

    kwargs = _get_kwargs(
        id=id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    id: UUID,
    *,
    client: AuthenticatedClient,
    body: PatchedSourceChangeRequest | Unset = UNSET,
) -> Problem | SourceOut | None:
    """Change one of the sources

     Renames it, says anew whether everything in it is about the brand, or changes fields of its
    platform.

    A field that is left out stays; null empties it. A secret belongs to the fields that are `in_key`:
    where one of those
    changes, send it again.

    Args:
        id (UUID):
        body (PatchedSourceChangeRequest | Unset): What of a source can be changed. A platform may
            be named, and stays what it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SourceOut
    """

    return (
        await asyncio_detailed(
            id=id,
            client=client,
            body=body,
        )
    ).parsed
