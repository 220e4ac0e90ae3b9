from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.tombstone_out import TombstoneOut


T = TypeVar("T", bound="RemovedOut")


@_attrs_define
class RemovedOut:
    """A page of them.

    Attributes:
        results (list[TombstoneOut]):
        next_ (str): Where it goes on, also where there is nothing more yet.
        position (int): Up to where the record was read.
        more (bool): Whether there is more already.
    """

    results: list[TombstoneOut]
    next_: str
    position: int
    more: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        results = []
        for results_item_data in self.results:
            results_item = results_item_data.to_dict()
            results.append(results_item)

        next_ = self.next_

        position = self.position

        more = self.more

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "results": results,
                "next": next_,
                "position": position,
                "more": more,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.tombstone_out import TombstoneOut  # noqa: PLC0415

        d = dict(src_dict)
        results = []
        _results = d.pop("results")
        for results_item_data in _results:
            results_item = TombstoneOut.from_dict(results_item_data)

            results.append(results_item)

        next_ = d.pop("next")

        position = d.pop("position")

        more = d.pop("more")

        removed_out = cls(
            results=results,
            next_=next_,
            position=position,
            more=more,
        )

        removed_out.additional_properties = d
        return removed_out

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
