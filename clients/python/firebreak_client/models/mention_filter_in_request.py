from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.mention_filter_in_request_sentiment import (
    MentionFilterInRequestSentiment,
    check_mention_filter_in_request_sentiment,
)
from ..models.mention_filter_in_request_status import (
    MentionFilterInRequestStatus,
    check_mention_filter_in_request_status,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="MentionFilterInRequest")


@_attrs_define
class MentionFilterInRequest:
    """What the inbox can be narrowed by.

    Attributes:
        brand (UUID | Unset):
        query (UUID | Unset):
        source (UUID | Unset):
        sentiment (MentionFilterInRequestSentiment | Unset): * `negative` - negative
            * `neutral` - neutral
            * `positive` - positive
            * `unscored` - unscored
        status (MentionFilterInRequestStatus | Unset): * `open` - open
            * `in_progress` - in_progress
            * `done` - done
            * `irrelevant` - irrelevant
        assignee (str | Unset): a user id, `me` or `none`
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        text (str | Unset):
        view (UUID | Unset): a saved view; other parameters come on top of its filters
        matching (str | Unset): a text of the query language; replaces the view's
    """

    brand: UUID | Unset = UNSET
    query: UUID | Unset = UNSET
    source: UUID | Unset = UNSET
    sentiment: MentionFilterInRequestSentiment | Unset = UNSET
    status: MentionFilterInRequestStatus | Unset = UNSET
    assignee: str | Unset = UNSET
    since: datetime.datetime | Unset = UNSET
    until: datetime.datetime | Unset = UNSET
    text: str | Unset = UNSET
    view: UUID | Unset = UNSET
    matching: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        brand: str | Unset = UNSET
        if not isinstance(self.brand, Unset):
            brand = str(self.brand)

        query: str | Unset = UNSET
        if not isinstance(self.query, Unset):
            query = str(self.query)

        source: str | Unset = UNSET
        if not isinstance(self.source, Unset):
            source = str(self.source)

        sentiment: str | Unset = UNSET
        if not isinstance(self.sentiment, Unset):
            sentiment = self.sentiment

        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status

        assignee = self.assignee

        since: str | Unset = UNSET
        if not isinstance(self.since, Unset):
            since = self.since.isoformat()

        until: str | Unset = UNSET
        if not isinstance(self.until, Unset):
            until = self.until.isoformat()

        text = self.text

        view: str | Unset = UNSET
        if not isinstance(self.view, Unset):
            view = str(self.view)

        matching = self.matching

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if brand is not UNSET:
            field_dict["brand"] = brand
        if query is not UNSET:
            field_dict["query"] = query
        if source is not UNSET:
            field_dict["source"] = source
        if sentiment is not UNSET:
            field_dict["sentiment"] = sentiment
        if status is not UNSET:
            field_dict["status"] = status
        if assignee is not UNSET:
            field_dict["assignee"] = assignee
        if since is not UNSET:
            field_dict["since"] = since
        if until is not UNSET:
            field_dict["until"] = until
        if text is not UNSET:
            field_dict["text"] = text
        if view is not UNSET:
            field_dict["view"] = view
        if matching is not UNSET:
            field_dict["matching"] = matching

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _brand = d.pop("brand", UNSET)
        brand: UUID | Unset
        if isinstance(_brand, Unset):
            brand = UNSET
        else:
            brand = UUID(_brand)

        _query = d.pop("query", UNSET)
        query: UUID | Unset
        if isinstance(_query, Unset):
            query = UNSET
        else:
            query = UUID(_query)

        _source = d.pop("source", UNSET)
        source: UUID | Unset
        if isinstance(_source, Unset):
            source = UNSET
        else:
            source = UUID(_source)

        _sentiment = d.pop("sentiment", UNSET)
        sentiment: MentionFilterInRequestSentiment | Unset
        if isinstance(_sentiment, Unset):
            sentiment = UNSET
        else:
            sentiment = check_mention_filter_in_request_sentiment(_sentiment)

        _status = d.pop("status", UNSET)
        status: MentionFilterInRequestStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = check_mention_filter_in_request_status(_status)

        assignee = d.pop("assignee", UNSET)

        _since = d.pop("since", UNSET)
        since: datetime.datetime | Unset
        if isinstance(_since, Unset):
            since = UNSET
        else:
            since = datetime.datetime.fromisoformat(_since)

        _until = d.pop("until", UNSET)
        until: datetime.datetime | Unset
        if isinstance(_until, Unset):
            until = UNSET
        else:
            until = datetime.datetime.fromisoformat(_until)

        text = d.pop("text", UNSET)

        _view = d.pop("view", UNSET)
        view: UUID | Unset
        if isinstance(_view, Unset):
            view = UNSET
        else:
            view = UUID(_view)

        matching = d.pop("matching", UNSET)

        mention_filter_in_request = cls(
            brand=brand,
            query=query,
            source=source,
            sentiment=sentiment,
            status=status,
            assignee=assignee,
            since=since,
            until=until,
            text=text,
            view=view,
            matching=matching,
        )

        mention_filter_in_request.additional_properties = d
        return mention_filter_in_request

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
