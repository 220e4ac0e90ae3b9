from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.added_post_in_request_where import AddedPostInRequestWhere, check_added_post_in_request_where
from ..types import UNSET, Unset

T = TypeVar("T", bound="AddedPostInRequest")


@_attrs_define
class AddedPostInRequest:
    """A post that a person adds: with its link, or `where` it was. It says something: `text` or `title`.

    Attributes:
        brand (UUID):
        url (str | Unset):  Default: ''.
        title (str | Unset):  Default: ''.
        text (str | Unset):  Default: ''.
        author (str | Unset):  Default: ''.
        author_url (str | Unset):  Default: ''.
        where (AddedPostInRequestWhere | Unset): Of a post without a link

            * `tiktok` - tiktok
            * `instagram` - instagram
            * `facebook` - facebook
            * `snapchat` - snapchat
            * `whatsapp` - whatsapp
            * `telegram` - telegram
            * `discord` - discord
            * `email` - email
            * `letter` - letter
            * `phone` - phone
            * `in_person` - in_person
            * `print` - print
            * `broadcast` - broadcast
            * `elsewhere` - elsewhere Default: ''.
        published_at (datetime.datetime | None | Unset): null: now
    """

    brand: UUID
    url: str | Unset = ""
    title: str | Unset = ""
    text: str | Unset = ""
    author: str | Unset = ""
    author_url: str | Unset = ""
    where: AddedPostInRequestWhere | Unset = ""
    published_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        brand = str(self.brand)

        url = self.url

        title = self.title

        text = self.text

        author = self.author

        author_url = self.author_url

        where: str | Unset = UNSET
        if not isinstance(self.where, Unset):
            where = self.where

        published_at: None | str | Unset
        if isinstance(self.published_at, Unset):
            published_at = UNSET
        elif isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "brand": brand,
            }
        )
        if url is not UNSET:
            field_dict["url"] = url
        if title is not UNSET:
            field_dict["title"] = title
        if text is not UNSET:
            field_dict["text"] = text
        if author is not UNSET:
            field_dict["author"] = author
        if author_url is not UNSET:
            field_dict["author_url"] = author_url
        if where is not UNSET:
            field_dict["where"] = where
        if published_at is not UNSET:
            field_dict["published_at"] = published_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        brand = UUID(d.pop("brand"))

        url = d.pop("url", UNSET)

        title = d.pop("title", UNSET)

        text = d.pop("text", UNSET)

        author = d.pop("author", UNSET)

        author_url = d.pop("author_url", UNSET)

        _where = d.pop("where", UNSET)
        where: AddedPostInRequestWhere | Unset
        if isinstance(_where, Unset):
            where = UNSET
        else:
            where = check_added_post_in_request_where(_where)

        def _parse_published_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)

                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        published_at = _parse_published_at(d.pop("published_at", UNSET))

        added_post_in_request = cls(
            brand=brand,
            url=url,
            title=title,
            text=text,
            author=author,
            author_url=author_url,
            where=where,
            published_at=published_at,
        )

        added_post_in_request.additional_properties = d
        return added_post_in_request

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
