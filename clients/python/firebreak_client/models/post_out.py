from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.post_out_gone_reason import PostOutGoneReason, check_post_out_gone_reason
from ..models.post_out_published_from import PostOutPublishedFrom, check_post_out_published_from
from ..models.post_out_state import PostOutState, check_post_out_state

T = TypeVar("T", bound="PostOut")


@_attrs_define
class PostOut:
    """What somebody published.

    Attributes:
        id (UUID):
        origin (str):
        external_id (str):
        url (str):
        kind (str):
        author (str):
        author_handle (str):
        author_url (str):
        followers (int | None):
        title (str):
        text (str):
        language (str):
        published_at (datetime.datetime):
        published_from (PostOutPublishedFrom): its source, the fetch where that gave none, or the fetch for a time to
            come

            * `source` - source
            * `fetched` - fetched
            * `clamped` - clamped
        first_seen_at (datetime.datetime):
        edited_at (datetime.datetime | None):
        revision (int):
        state (PostOutState): * `live` - live
            * `gone` - gone
        gone_at (datetime.datetime | None):
        gone_reason (PostOutGoneReason): * `` -
            * `deleted` - deleted
            * `withheld` - withheld
            * `unavailable` - unavailable
    """

    id: UUID
    origin: str
    external_id: str
    url: str
    kind: str
    author: str
    author_handle: str
    author_url: str
    followers: int | None
    title: str
    text: str
    language: str
    published_at: datetime.datetime
    published_from: PostOutPublishedFrom
    first_seen_at: datetime.datetime
    edited_at: datetime.datetime | None
    revision: int
    state: PostOutState
    gone_at: datetime.datetime | None
    gone_reason: PostOutGoneReason
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        origin = self.origin

        external_id = self.external_id

        url = self.url

        kind = self.kind

        author = self.author

        author_handle = self.author_handle

        author_url = self.author_url

        followers: int | None
        followers = self.followers

        title = self.title

        text = self.text

        language = self.language

        published_at = self.published_at.isoformat()

        published_from: str = self.published_from

        first_seen_at = self.first_seen_at.isoformat()

        edited_at: None | str
        if isinstance(self.edited_at, datetime.datetime):
            edited_at = self.edited_at.isoformat()
        else:
            edited_at = self.edited_at

        revision = self.revision

        state: str = self.state

        gone_at: None | str
        if isinstance(self.gone_at, datetime.datetime):
            gone_at = self.gone_at.isoformat()
        else:
            gone_at = self.gone_at

        gone_reason: str = self.gone_reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "origin": origin,
                "external_id": external_id,
                "url": url,
                "kind": kind,
                "author": author,
                "author_handle": author_handle,
                "author_url": author_url,
                "followers": followers,
                "title": title,
                "text": text,
                "language": language,
                "published_at": published_at,
                "published_from": published_from,
                "first_seen_at": first_seen_at,
                "edited_at": edited_at,
                "revision": revision,
                "state": state,
                "gone_at": gone_at,
                "gone_reason": gone_reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        origin = d.pop("origin")

        external_id = d.pop("external_id")

        url = d.pop("url")

        kind = d.pop("kind")

        author = d.pop("author")

        author_handle = d.pop("author_handle")

        author_url = d.pop("author_url")

        def _parse_followers(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        followers = _parse_followers(d.pop("followers"))

        title = d.pop("title")

        text = d.pop("text")

        language = d.pop("language")

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))

        published_from = check_post_out_published_from(d.pop("published_from"))

        first_seen_at = datetime.datetime.fromisoformat(d.pop("first_seen_at"))

        def _parse_edited_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                edited_at_type_0 = datetime.datetime.fromisoformat(data)

                return edited_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        edited_at = _parse_edited_at(d.pop("edited_at"))

        revision = d.pop("revision")

        state = check_post_out_state(d.pop("state"))

        def _parse_gone_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                gone_at_type_0 = datetime.datetime.fromisoformat(data)

                return gone_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        gone_at = _parse_gone_at(d.pop("gone_at"))

        gone_reason = check_post_out_gone_reason(d.pop("gone_reason"))

        post_out = cls(
            id=id,
            origin=origin,
            external_id=external_id,
            url=url,
            kind=kind,
            author=author,
            author_handle=author_handle,
            author_url=author_url,
            followers=followers,
            title=title,
            text=text,
            language=language,
            published_at=published_at,
            published_from=published_from,
            first_seen_at=first_seen_at,
            edited_at=edited_at,
            revision=revision,
            state=state,
            gone_at=gone_at,
            gone_reason=gone_reason,
        )

        post_out.additional_properties = d
        return post_out

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
