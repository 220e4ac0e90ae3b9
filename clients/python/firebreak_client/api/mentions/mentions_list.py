import datetime
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.mentions_list_expand_item import MentionsListExpandItem
from ...models.mentions_list_sentiment import MentionsListSentiment
from ...models.mentions_list_status import MentionsListStatus
from ...models.paginated_mention_out_list import PaginatedMentionOutList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    assignee: str | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    matching: str | Unset = UNSET,
    page_size: int | Unset = 50,
    query: UUID | Unset = UNSET,
    sentiment: MentionsListSentiment | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    source: UUID | Unset = UNSET,
    status: MentionsListStatus | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    view: UUID | Unset = UNSET,
    expand: list[MentionsListExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    params["assignee"] = assignee

    json_brand: str | Unset = UNSET
    if not isinstance(brand, Unset):
        json_brand = str(brand)
    params["brand"] = json_brand

    params["cursor"] = cursor

    params["matching"] = matching

    params["page_size"] = page_size

    json_query: str | Unset = UNSET
    if not isinstance(query, Unset):
        json_query = str(query)
    params["query"] = json_query

    json_sentiment: str | Unset = UNSET
    if not isinstance(sentiment, Unset):
        json_sentiment = sentiment

    params["sentiment"] = json_sentiment

    json_since: str | Unset = UNSET
    if not isinstance(since, Unset):
        json_since = since.isoformat()
    params["since"] = json_since

    json_source: str | Unset = UNSET
    if not isinstance(source, Unset):
        json_source = str(source)
    params["source"] = json_source

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status

    params["status"] = json_status

    params["text"] = text

    json_until: str | Unset = UNSET
    if not isinstance(until, Unset):
        json_until = until.isoformat()
    params["until"] = json_until

    json_updated_since: str | Unset = UNSET
    if not isinstance(updated_since, Unset):
        json_updated_since = updated_since.isoformat()
    params["updated_since"] = json_updated_since

    json_view: str | Unset = UNSET
    if not isinstance(view, Unset):
        json_view = str(view)
    params["view"] = json_view

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
        "url": "/api/v1/mentions/",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | PaginatedMentionOutList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedMentionOutList.from_dict(response.json())

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
) -> Response[Any | PaginatedMentionOutList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    assignee: str | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    matching: str | Unset = UNSET,
    page_size: int | Unset = 50,
    query: UUID | Unset = UNSET,
    sentiment: MentionsListSentiment | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    source: UUID | Unset = UNSET,
    status: MentionsListStatus | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    view: UUID | Unset = UNSET,
    expand: list[MentionsListExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | PaginatedMentionOutList | Problem]:
    """List mentions

     A page of them. With `matching`, or a view that has a text, a page reads at most 2,000 mentions: it
    may hold fewer than asked for,
    or none, while `next` goes on.

    Args:
        assignee (str | Unset):
        brand (UUID | Unset):
        cursor (str | Unset):
        matching (str | Unset):
        page_size (int | Unset):  Default: 50.
        query (UUID | Unset):
        sentiment (MentionsListSentiment | Unset):
        since (datetime.datetime | Unset):
        source (UUID | Unset):
        status (MentionsListStatus | Unset):
        text (str | Unset):
        until (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        view (UUID | Unset):
        expand (list[MentionsListExpandItem] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | PaginatedMentionOutList | Problem]
    """

    kwargs = _get_kwargs(
        assignee=assignee,
        brand=brand,
        cursor=cursor,
        matching=matching,
        page_size=page_size,
        query=query,
        sentiment=sentiment,
        since=since,
        source=source,
        status=status,
        text=text,
        until=until,
        updated_since=updated_since,
        view=view,
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
    assignee: str | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    matching: str | Unset = UNSET,
    page_size: int | Unset = 50,
    query: UUID | Unset = UNSET,
    sentiment: MentionsListSentiment | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    source: UUID | Unset = UNSET,
    status: MentionsListStatus | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    view: UUID | Unset = UNSET,
    expand: list[MentionsListExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | PaginatedMentionOutList | Problem | None:
    """List mentions

     A page of them. With `matching`, or a view that has a text, a page reads at most 2,000 mentions: it
    may hold fewer than asked for,
    or none, while `next` goes on.

    Args:
        assignee (str | Unset):
        brand (UUID | Unset):
        cursor (str | Unset):
        matching (str | Unset):
        page_size (int | Unset):  Default: 50.
        query (UUID | Unset):
        sentiment (MentionsListSentiment | Unset):
        since (datetime.datetime | Unset):
        source (UUID | Unset):
        status (MentionsListStatus | Unset):
        text (str | Unset):
        until (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        view (UUID | Unset):
        expand (list[MentionsListExpandItem] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | PaginatedMentionOutList | Problem
    """

    return sync_detailed(
        client=client,
        assignee=assignee,
        brand=brand,
        cursor=cursor,
        matching=matching,
        page_size=page_size,
        query=query,
        sentiment=sentiment,
        since=since,
        source=source,
        status=status,
        text=text,
        until=until,
        updated_since=updated_since,
        view=view,
        expand=expand,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    assignee: str | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    matching: str | Unset = UNSET,
    page_size: int | Unset = 50,
    query: UUID | Unset = UNSET,
    sentiment: MentionsListSentiment | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    source: UUID | Unset = UNSET,
    status: MentionsListStatus | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    view: UUID | Unset = UNSET,
    expand: list[MentionsListExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Response[Any | PaginatedMentionOutList | Problem]:
    """List mentions

     A page of them. With `matching`, or a view that has a text, a page reads at most 2,000 mentions: it
    may hold fewer than asked for,
    or none, while `next` goes on.

    Args:
        assignee (str | Unset):
        brand (UUID | Unset):
        cursor (str | Unset):
        matching (str | Unset):
        page_size (int | Unset):  Default: 50.
        query (UUID | Unset):
        sentiment (MentionsListSentiment | Unset):
        since (datetime.datetime | Unset):
        source (UUID | Unset):
        status (MentionsListStatus | Unset):
        text (str | Unset):
        until (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        view (UUID | Unset):
        expand (list[MentionsListExpandItem] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | PaginatedMentionOutList | Problem]
    """

    kwargs = _get_kwargs(
        assignee=assignee,
        brand=brand,
        cursor=cursor,
        matching=matching,
        page_size=page_size,
        query=query,
        sentiment=sentiment,
        since=since,
        source=source,
        status=status,
        text=text,
        until=until,
        updated_since=updated_since,
        view=view,
        expand=expand,
        if_none_match=if_none_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    assignee: str | Unset = UNSET,
    brand: UUID | Unset = UNSET,
    cursor: str | Unset = UNSET,
    matching: str | Unset = UNSET,
    page_size: int | Unset = 50,
    query: UUID | Unset = UNSET,
    sentiment: MentionsListSentiment | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    source: UUID | Unset = UNSET,
    status: MentionsListStatus | Unset = UNSET,
    text: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    view: UUID | Unset = UNSET,
    expand: list[MentionsListExpandItem] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> Any | PaginatedMentionOutList | Problem | None:
    """List mentions

     A page of them. With `matching`, or a view that has a text, a page reads at most 2,000 mentions: it
    may hold fewer than asked for,
    or none, while `next` goes on.

    Args:
        assignee (str | Unset):
        brand (UUID | Unset):
        cursor (str | Unset):
        matching (str | Unset):
        page_size (int | Unset):  Default: 50.
        query (UUID | Unset):
        sentiment (MentionsListSentiment | Unset):
        since (datetime.datetime | Unset):
        source (UUID | Unset):
        status (MentionsListStatus | Unset):
        text (str | Unset):
        until (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        view (UUID | Unset):
        expand (list[MentionsListExpandItem] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | PaginatedMentionOutList | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            assignee=assignee,
            brand=brand,
            cursor=cursor,
            matching=matching,
            page_size=page_size,
            query=query,
            sentiment=sentiment,
            since=since,
            source=source,
            status=status,
            text=text,
            until=until,
            updated_since=updated_since,
            view=view,
            expand=expand,
            if_none_match=if_none_match,
        )
    ).parsed
