from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="FactsOut")


@_attrs_define
class FactsOut:
    """What the page says; empty where it does not.

    Attributes:
        url (str): Where the link led in the end
        title (str):
        text (str):
        author (str):
        author_url (str):
        published_at (str): ISO 8601
        site (str):
    """

    url: str
    title: str
    text: str
    author: str
    author_url: str
    published_at: str
    site: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        title = self.title

        text = self.text

        author = self.author

        author_url = self.author_url

        published_at = self.published_at

        site = self.site

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "url": url,
                "title": title,
                "text": text,
                "author": author,
                "author_url": author_url,
                "published_at": published_at,
                "site": site,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url")

        title = d.pop("title")

        text = d.pop("text")

        author = d.pop("author")

        author_url = d.pop("author_url")

        published_at = d.pop("published_at")

        site = d.pop("site")

        facts_out = cls(
            url=url,
            title=title,
            text=text,
            author=author,
            author_url=author_url,
            published_at=published_at,
            site=site,
        )

        facts_out.additional_properties = d
        return facts_out

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
