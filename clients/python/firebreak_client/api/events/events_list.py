import datetime
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.events_list_actor_kind import EventsListActorKind
from ...models.events_list_expand import EventsListExpand
from ...models.events_list_order import EventsListOrder
from ...models.feed_out import FeedOut
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    action: str | Unset = UNSET,
    actor: int | Unset = UNSET,
    actor_kind: EventsListActorKind | Unset = UNSET,
    after: str | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    drill: bool | None | Unset = UNSET,
    expand: EventsListExpand | Unset = UNSET,
    incident: UUID | Unset = UNSET,
    key: UUID | Unset = UNSET,
    order: EventsListOrder | Unset = UNSET,
    page_size: int | Unset = 50,
    since: datetime.datetime | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_kind: str | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    wait: int | Unset = UNSET,
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

    params["after"] = after

    json_brand: str | Unset = UNSET
    if not isinstance(brand, Unset):
        json_brand = str(brand)
    params["brand"] = json_brand

    params["cursor"] = cursor

    json_drill: bool | None | Unset
    if isinstance(drill, Unset):
        json_drill = UNSET
    else:
        json_drill = drill
    params["drill"] = json_drill

    json_expand: str | Unset = UNSET
    if not isinstance(expand, Unset):
        json_expand = expand

    params["expand"] = json_expand

    json_incident: str | Unset = UNSET
    if not isinstance(incident, Unset):
        json_incident = str(incident)
    params["incident"] = json_incident

    json_key: str | Unset = UNSET
    if not isinstance(key, Unset):
        json_key = str(key)
    params["key"] = json_key

    json_order: str | Unset = UNSET
    if not isinstance(order, Unset):
        json_order = order

    params["order"] = json_order

    params["page_size"] = page_size

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

    params["wait"] = wait

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/events/",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | FeedOut | Problem | None:
    if response.status_code == 200:
        response_200 = FeedOut.from_dict(response.json())

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
) -> Response[Any | FeedOut | Problem]:
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
    actor_kind: EventsListActorKind | Unset = UNSET,
    after: str | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    drill: bool | None | Unset = UNSET,
    expand: EventsListExpand | Unset = UNSET,
    incident: UUID | Unset = UNSET,
    key: UUID | Unset = UNSET,
    order: EventsListOrder | Unset = UNSET,
    page_size: int | Unset = 50,
    since: datetime.datetime | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_kind: str | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    wait: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | FeedOut | Problem]:
    """List events

     After a position, in the order in which it became visible: whoever goes on from `position` misses
    nothing, and
    gets nothing twice. A call reads at most 20,000 positions: a page may be empty, with `more`, where
    none of them is yours or
    none is what you ask for. Problem 410 `position_gone`: something after it is no longer kept.

    Args:
        action (str | Unset):
        actor (int | Unset):
        actor_kind (EventsListActorKind | Unset):
        after (str | Unset):
        brand (UUID | Unset):
        cursor (str | Unset):
        drill (bool | None | Unset):
        expand (EventsListExpand | Unset):
        incident (UUID | Unset):
        key (UUID | Unset):
        order (EventsListOrder | Unset):
        page_size (int | Unset):  Default: 50.
        since (datetime.datetime | Unset):
        subject (str | Unset):
        subject_kind (str | Unset):
        text (str | Unset):
        until (datetime.datetime | Unset):
        wait (int | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | FeedOut | Problem]
    """

    kwargs = _get_kwargs(
        action=action,
        actor=actor,
        actor_kind=actor_kind,
        after=after,
        brand=brand,
        cursor=cursor,
        drill=drill,
        expand=expand,
        incident=incident,
        key=key,
        order=order,
        page_size=page_size,
        since=since,
        subject=subject,
        subject_kind=subject_kind,
        text=text,
        until=until,
        wait=wait,
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
    actor_kind: EventsListActorKind | Unset = UNSET,
    after: str | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    drill: bool | None | Unset = UNSET,
    expand: EventsListExpand | Unset = UNSET,
    incident: UUID | Unset = UNSET,
    key: UUID | Unset = UNSET,
    order: EventsListOrder | Unset = UNSET,
    page_size: int | Unset = 50,
    since: datetime.datetime | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_kind: str | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    wait: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | FeedOut | Problem | None:
    """List events

     After a position, in the order in which it became visible: whoever goes on from `position` misses
    nothing, and
    gets nothing twice. A call reads at most 20,000 positions: a page may be empty, with `more`, where
    none of them is yours or
    none is what you ask for. Problem 410 `position_gone`: something after it is no longer kept.

    Args:
        action (str | Unset):
        actor (int | Unset):
        actor_kind (EventsListActorKind | Unset):
        after (str | Unset):
        brand (UUID | Unset):
        cursor (str | Unset):
        drill (bool | None | Unset):
        expand (EventsListExpand | Unset):
        incident (UUID | Unset):
        key (UUID | Unset):
        order (EventsListOrder | Unset):
        page_size (int | Unset):  Default: 50.
        since (datetime.datetime | Unset):
        subject (str | Unset):
        subject_kind (str | Unset):
        text (str | Unset):
        until (datetime.datetime | Unset):
        wait (int | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | FeedOut | Problem
    """

    return sync_detailed(
        client=client,
        action=action,
        actor=actor,
        actor_kind=actor_kind,
        after=after,
        brand=brand,
        cursor=cursor,
        drill=drill,
        expand=expand,
        incident=incident,
        key=key,
        order=order,
        page_size=page_size,
        since=since,
        subject=subject,
        subject_kind=subject_kind,
        text=text,
        until=until,
        wait=wait,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    action: str | Unset = UNSET,
    actor: int | Unset = UNSET,
    actor_kind: EventsListActorKind | Unset = UNSET,
    after: str | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    drill: bool | None | Unset = UNSET,
    expand: EventsListExpand | Unset = UNSET,
    incident: UUID | Unset = UNSET,
    key: UUID | Unset = UNSET,
    order: EventsListOrder | Unset = UNSET,
    page_size: int | Unset = 50,
    since: datetime.datetime | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_kind: str | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    wait: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | FeedOut | Problem]:
    """List events

     After a position, in the order in which it became visible: whoever goes on from `position` misses
    nothing, and
    gets nothing twice. A call reads at most 20,000 positions: a page may be empty, with `more`, where
    none of them is yours or
    none is what you ask for. Problem 410 `position_gone`: something after it is no longer kept.

    Args:
        action (str | Unset):
        actor (int | Unset):
        actor_kind (EventsListActorKind | Unset):
        after (str | Unset):
        brand (UUID | Unset):
        cursor (str | Unset):
        drill (bool | None | Unset):
        expand (EventsListExpand | Unset):
        incident (UUID | Unset):
        key (UUID | Unset):
        order (EventsListOrder | Unset):
        page_size (int | Unset):  Default: 50.
        since (datetime.datetime | Unset):
        subject (str | Unset):
        subject_kind (str | Unset):
        text (str | Unset):
        until (datetime.datetime | Unset):
        wait (int | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | FeedOut | Problem]
    """

    kwargs = _get_kwargs(
        action=action,
        actor=actor,
        actor_kind=actor_kind,
        after=after,
        brand=brand,
        cursor=cursor,
        drill=drill,
        expand=expand,
        incident=incident,
        key=key,
        order=order,
        page_size=page_size,
        since=since,
        subject=subject,
        subject_kind=subject_kind,
        text=text,
        until=until,
        wait=wait,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    action: str | Unset = UNSET,
    actor: int | Unset = UNSET,
    actor_kind: EventsListActorKind | Unset = UNSET,
    after: str | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    drill: bool | None | Unset = UNSET,
    expand: EventsListExpand | Unset = UNSET,
    incident: UUID | Unset = UNSET,
    key: UUID | Unset = UNSET,
    order: EventsListOrder | Unset = UNSET,
    page_size: int | Unset = 50,
    since: datetime.datetime | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_kind: str | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    wait: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | FeedOut | Problem | None:
    """List events

     After a position, in the order in which it became visible: whoever goes on from `position` misses
    nothing, and
    gets nothing twice. A call reads at most 20,000 positions: a page may be empty, with `more`, where
    none of them is yours or
    none is what you ask for. Problem 410 `position_gone`: something after it is no longer kept.

    Args:
        action (str | Unset):
        actor (int | Unset):
        actor_kind (EventsListActorKind | Unset):
        after (str | Unset):
        brand (UUID | Unset):
        cursor (str | Unset):
        drill (bool | None | Unset):
        expand (EventsListExpand | Unset):
        incident (UUID | Unset):
        key (UUID | Unset):
        order (EventsListOrder | Unset):
        page_size (int | Unset):  Default: 50.
        since (datetime.datetime | Unset):
        subject (str | Unset):
        subject_kind (str | Unset):
        text (str | Unset):
        until (datetime.datetime | Unset):
        wait (int | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | FeedOut | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            action=action,
            actor=actor,
            actor_kind=actor_kind,
            after=after,
            brand=brand,
            cursor=cursor,
            drill=drill,
            expand=expand,
            incident=incident,
            key=key,
            order=order,
            page_size=page_size,
            since=since,
            subject=subject,
            subject_kind=subject_kind,
            text=text,
            until=until,
            wait=wait,
            if_none_match=if_none_match,
        )
    ).parsed
