from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.group_out_kind import GroupOutKind, check_group_out_kind

if TYPE_CHECKING:
    from ..models.found_out import FoundOut


T = TypeVar("T", bound="GroupOut")


@_attrs_define
class GroupOut:
    """Things of one kind: `more` where there are others, `url` of the page that lists all, if there is one.

    Attributes:
        kind (GroupOutKind): * `incidents` - incidents
            * `mentions` - mentions
            * `plans` - plans
            * `answers` - answers
            * `people` - people
        rows (list[FoundOut]):
        more (bool):
        url (str):
    """

    kind: GroupOutKind
    rows: list[FoundOut]
    more: bool
    url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        more = self.more

        url = self.url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "rows": rows,
                "more": more,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.found_out import FoundOut  # noqa: PLC0415

        d = dict(src_dict)
        kind = check_group_out_kind(d.pop("kind"))

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = FoundOut.from_dict(rows_item_data)

            rows.append(rows_item)

        more = d.pop("more")

        url = d.pop("url")

        group_out = cls(
            kind=kind,
            rows=rows,
            more=more,
            url=url,
        )

        group_out.additional_properties = d
        return group_out

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
