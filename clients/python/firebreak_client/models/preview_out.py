from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.mention_out import MentionOut


T = TypeVar("T", bound="PreviewOut")


@_attrs_define
class PreviewOut:
    """What the query would have found.

    Attributes:
        count (int):
        total (int): how many were tried
        stored (int): how many are stored
        elsewhere (int): how many posts of your other brands it finds: what is too broad shows here
        elsewhere_total (int): how many of those were tried
        lost (int): how many of those tried the text of `query` finds and this one does not
        days (int):
        capped (bool):
        in_words (str):
        newest (list[MentionOut]):
    """

    count: int
    total: int
    stored: int
    elsewhere: int
    elsewhere_total: int
    lost: int
    days: int
    capped: bool
    in_words: str
    newest: list[MentionOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        total = self.total

        stored = self.stored

        elsewhere = self.elsewhere

        elsewhere_total = self.elsewhere_total

        lost = self.lost

        days = self.days

        capped = self.capped

        in_words = self.in_words

        newest = []
        for newest_item_data in self.newest:
            newest_item = newest_item_data.to_dict()
            newest.append(newest_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "count": count,
                "total": total,
                "stored": stored,
                "elsewhere": elsewhere,
                "elsewhere_total": elsewhere_total,
                "lost": lost,
                "days": days,
                "capped": capped,
                "in_words": in_words,
                "newest": newest,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mention_out import MentionOut  # noqa: PLC0415

        d = dict(src_dict)
        count = d.pop("count")

        total = d.pop("total")

        stored = d.pop("stored")

        elsewhere = d.pop("elsewhere")

        elsewhere_total = d.pop("elsewhere_total")

        lost = d.pop("lost")

        days = d.pop("days")

        capped = d.pop("capped")

        in_words = d.pop("in_words")

        newest = []
        _newest = d.pop("newest")
        for newest_item_data in _newest:
            newest_item = MentionOut.from_dict(newest_item_data)

            newest.append(newest_item)

        preview_out = cls(
            count=count,
            total=total,
            stored=stored,
            elsewhere=elsewhere,
            elsewhere_total=elsewhere_total,
            lost=lost,
            days=days,
            capped=capped,
            in_words=in_words,
            newest=newest,
        )

        preview_out.additional_properties = d
        return preview_out

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
