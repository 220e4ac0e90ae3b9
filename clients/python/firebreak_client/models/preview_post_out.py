from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.preview_post_out_engagement import PreviewPostOutEngagement


T = TypeVar("T", bound="PreviewPostOut")


@_attrs_define
class PreviewPostOut:
    """A row as it would be taken.

    Attributes:
        platform (str):
        external_id (str):
        url (str):
        author (str):
        author_handle (str):
        title (str):
        text (str):
        published_at (datetime.datetime | None):
        engagement (PreviewPostOutEngagement):
    """

    platform: str
    external_id: str
    url: str
    author: str
    author_handle: str
    title: str
    text: str
    published_at: datetime.datetime | None
    engagement: PreviewPostOutEngagement
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        platform = self.platform

        external_id = self.external_id

        url = self.url

        author = self.author

        author_handle = self.author_handle

        title = self.title

        text = self.text

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        engagement = self.engagement.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "platform": platform,
                "external_id": external_id,
                "url": url,
                "author": author,
                "author_handle": author_handle,
                "title": title,
                "text": text,
                "published_at": published_at,
                "engagement": engagement,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.preview_post_out_engagement import PreviewPostOutEngagement  # noqa: PLC0415

        d = dict(src_dict)
        platform = d.pop("platform")

        external_id = d.pop("external_id")

        url = d.pop("url")

        author = d.pop("author")

        author_handle = d.pop("author_handle")

        title = d.pop("title")

        text = d.pop("text")

        def _parse_published_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)

                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        published_at = _parse_published_at(d.pop("published_at"))

        engagement = PreviewPostOutEngagement.from_dict(d.pop("engagement"))

        preview_post_out = cls(
            platform=platform,
            external_id=external_id,
            url=url,
            author=author,
            author_handle=author_handle,
            title=title,
            text=text,
            published_at=published_at,
            engagement=engagement,
        )

        preview_post_out.additional_properties = d
        return preview_post_out

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
