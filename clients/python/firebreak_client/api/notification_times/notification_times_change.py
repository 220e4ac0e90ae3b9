from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.patched_times_shape_request import PatchedTimesShapeRequest
from ...models.problem import Problem
from ...models.times_shape import TimesShape
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: PatchedTimesShapeRequest | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/api/v1/notification_times/",
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | TimesShape | None:
    if response.status_code == 200:
        response_200 = TimesShape.from_dict(response.json())

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


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | TimesShape]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: PatchedTimesShapeRequest | Unset = UNSET,
) -> Response[Problem | TimesShape]:
    """Change notification times

     Changes what is given; what is held already is held as they say now.

    Args:
        body (PatchedTimesShapeRequest | Unset): When news reaches one. Times are on one's own
            clock, as HH:MM; days are those quiet hours begin on, 0 Monday … 6 Sunday.

            News of the severity `through` and more severe comes at any hour. A start equal to the end
            is a whole day.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TimesShape]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: PatchedTimesShapeRequest | Unset = UNSET,
) -> Problem | TimesShape | None:
    """Change notification times

     Changes what is given; what is held already is held as they say now.

    Args:
        body (PatchedTimesShapeRequest | Unset): When news reaches one. Times are on one's own
            clock, as HH:MM; days are those quiet hours begin on, 0 Monday … 6 Sunday.

            News of the severity `through` and more severe comes at any hour. A start equal to the end
            is a whole day.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TimesShape
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: PatchedTimesShapeRequest | Unset = UNSET,
) -> Response[Problem | TimesShape]:
    """Change notification times

     Changes what is given; what is held already is held as they say now.

    Args:
        body (PatchedTimesShapeRequest | Unset): When news reaches one. Times are on one's own
            clock, as HH:MM; days are those quiet hours begin on, 0 Monday … 6 Sunday.

            News of the severity `through` and more severe comes at any hour. A start equal to the end
            is a whole day.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TimesShape]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: PatchedTimesShapeRequest | Unset = UNSET,
) -> Problem | TimesShape | None:
    """Change notification times

     Changes what is given; what is held already is held as they say now.

    Args:
        body (PatchedTimesShapeRequest | Unset): When news reaches one. Times are on one's own
            clock, as HH:MM; days are those quiet hours begin on, 0 Monday … 6 Sunday.

            News of the severity `through` and more severe comes at any hour. A start equal to the end
            is a whole day.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TimesShape
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
