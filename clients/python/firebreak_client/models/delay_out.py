from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DelayOut")


@_attrs_define
class DelayOut:
    """Seconds from published to stored, of the posts of the last 24 hours that have a time of their own: of half of them
    at most
    `median`, of 95 in 100 at most `p95`.

        Attributes:
            median (int):
            p95 (int):
            posts (int):
    """

    median: int
    p95: int
    posts: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        median = self.median

        p95 = self.p95

        posts = self.posts

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "median": median,
                "p95": p95,
                "posts": posts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        median = d.pop("median")

        p95 = d.pop("p95")

        posts = d.pop("posts")

        delay_out = cls(
            median=median,
            p95=p95,
            posts=posts,
        )

        delay_out.additional_properties = d
        return delay_out

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
