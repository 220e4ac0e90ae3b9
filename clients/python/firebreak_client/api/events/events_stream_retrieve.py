import datetime
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.events_stream_retrieve_actor_kind import (
    EventsStreamRetrieveActorKind,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    action: str | Unset = UNSET,
    actor: int | Unset = UNSET,
    actor_kind: EventsStreamRetrieveActorKind | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    drill: bool | None | Unset = UNSET,
    incident: UUID | Unset = UNSET,
    key: UUID | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_kind: str | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    params["action"] = action

    params["actor"] = actor

    json_actor_kind: str | Unset = UNSET
    if not isinstance(actor_kind, Unset):
        json_actor_kind = actor_kind

    params["actor_kind"] = json_actor_kind

    json_brand: str | Unset = UNSET
    if not isinstance(brand, Unset):
        json_brand = str(brand)
    params["brand"] = json_brand

    json_drill: bool | None | Unset
    if isinstance(drill, Unset):
        json_drill = UNSET
    else:
        json_drill = drill
    params["drill"] = json_drill

    json_incident: str | Unset = UNSET
    if not isinstance(incident, Unset):
        json_incident = str(incident)
    params["incident"] = json_incident

    json_key: str | Unset = UNSET
    if not isinstance(key, Unset):
        json_key = str(key)
    params["key"] = json_key

    json_since: str | Unset = UNSET
    if not isinstance(since, Unset):
        json_since = since.isoformat()
    params["since"] = json_since

    params["subject"] = subject

    params["subject_kind"] = subject_kind

    params["text"] = text

    json_until: str | Unset = UNSET
    if not isinstance(until, Unset):
        json_until = until.isoformat()
    params["until"] = json_until

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/events/stream/",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | Problem | str | None:
    if response.status_code == 200:
        response_200 = response.text
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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | Problem | str]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    action: str | Unset = UNSET,
    actor: int | Unset = UNSET,
    actor_kind: EventsStreamRetrieveActorKind | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    drill: bool | None | Unset = UNSET,
    incident: UUID | Unset = UNSET,
    key: UUID | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_kind: str | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | Problem | str]:
    """Stream

     The feed as server-sent events, as they happen: the id of each is its position, its name the action,
    its data the event.
    `Last-Event-ID` or `?after=` say where it goes on; without, from now on.

    Args:
        action (str | Unset):
        actor (int | Unset):
        actor_kind (EventsStreamRetrieveActorKind | Unset):
        brand (UUID | Unset):
        drill (bool | None | Unset):
        incident (UUID | Unset):
        key (UUID | Unset):
        since (datetime.datetime | Unset):
        subject (str | Unset):
        subject_kind (str | Unset):
        text (str | Unset):
        until (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | str]
    """

    kwargs = _get_kwargs(
        action=action,
        actor=actor,
        actor_kind=actor_kind,
        brand=brand,
        drill=drill,
        incident=incident,
        key=key,
        since=since,
        subject=subject,
        subject_kind=subject_kind,
        text=text,
        until=until,
        if_none_match=if_none_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    action: str | Unset = UNSET,
    actor: int | Unset = UNSET,
    actor_kind: EventsStreamRetrieveActorKind | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    drill: bool | None | Unset = UNSET,
    incident: UUID | Unset = UNSET,
    key: UUID | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_kind: str | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | Problem | str | None:
    """Stream

     The feed as server-sent events, as they happen: the id of each is its position, its name the action,
    its data the event.
    `Last-Event-ID` or `?after=` say where it goes on; without, from now on.

    Args:
        action (str | Unset):
        actor (int | Unset):
        actor_kind (EventsStreamRetrieveActorKind | Unset):
        brand (UUID | Unset):
        drill (bool | None | Unset):
        incident (UUID | Unset):
        key (UUID | Unset):
        since (datetime.datetime | Unset):
        subject (str | Unset):
        subject_kind (str | Unset):
        text (str | Unset):
        until (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | str
    """

    return sync_detailed(
        client=client,
        action=action,
        actor=actor,
        actor_kind=actor_kind,
        brand=brand,
        drill=drill,
        incident=incident,
        key=key,
        since=since,
        subject=subject,
        subject_kind=subject_kind,
        text=text,
        until=until,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    action: str | Unset = UNSET,
    actor: int | Unset = UNSET,
    actor_kind: EventsStreamRetrieveActorKind | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    drill: bool | None | Unset = UNSET,
    incident: UUID | Unset = UNSET,
    key: UUID | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_kind: str | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | Problem | str]:
    """Stream

     The feed as server-sent events, as they happen: the id of each is its position, its name the action,
    its data the event.
    `Last-Event-ID` or `?after=` say where it goes on; without, from now on.

    Args:
        action (str | Unset):
        actor (int | Unset):
        actor_kind (EventsStreamRetrieveActorKind | Unset):
        brand (UUID | Unset):
        drill (bool | None | Unset):
        incident (UUID | Unset):
        key (UUID | Unset):
        since (datetime.datetime | Unset):
        subject (str | Unset):
        subject_kind (str | Unset):
        text (str | Unset):
        until (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | str]
    """

    kwargs = _get_kwargs(
        action=action,
        actor=actor,
        actor_kind=actor_kind,
        brand=brand,
        drill=drill,
        incident=incident,
        key=key,
        since=since,
        subject=subject,
        subject_kind=subject_kind,
        text=text,
        until=until,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    action: str | Unset = UNSET,
    actor: int | Unset = UNSET,
    actor_kind: EventsStreamRetrieveActorKind | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    drill: bool | None | Unset = UNSET,
    incident: UUID | Unset = UNSET,
    key: UUID | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_kind: str | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | Problem | str | None:
    """Stream

     The feed as server-sent events, as they happen: the id of each is its position, its name the action,
    its data the event.
    `Last-Event-ID` or `?after=` say where it goes on; without, from now on.

    Args:
        action (str | Unset):
        actor (int | Unset):
        actor_kind (EventsStreamRetrieveActorKind | Unset):
        brand (UUID | Unset):
        drill (bool | None | Unset):
        incident (UUID | Unset):
        key (UUID | Unset):
        since (datetime.datetime | Unset):
        subject (str | Unset):
        subject_kind (str | Unset):
        text (str | Unset):
        until (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | str
    """

    return (
        await asyncio_detailed(
            client=client,
            action=action,
            actor=actor,
            actor_kind=actor_kind,
            brand=brand,
            drill=drill,
            incident=incident,
            key=key,
            since=since,
            subject=subject,
            subject_kind=subject_kind,
            text=text,
            until=until,
            if_none_match=if_none_match,
        )
    ).parsed
