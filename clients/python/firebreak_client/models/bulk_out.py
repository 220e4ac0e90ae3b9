from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.bulk_out_refused import BulkOutRefused


T = TypeVar("T", bound="BulkOut")


@_attrs_define
class BulkOut:
    """What came of each.

    Attributes:
        done (list[UUID]):
        refused (BulkOutRefused):
    """

    done: list[UUID]
    refused: BulkOutRefused
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        done = []
        for done_item_data in self.done:
            done_item = str(done_item_data)
            done.append(done_item)

        refused = self.refused.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "done": done,
                "refused": refused,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.bulk_out_refused import BulkOutRefused  # noqa: PLC0415

        d = dict(src_dict)
        done = []
        _done = d.pop("done")
        for done_item_data in _done:
            done_item = UUID(done_item_data)

            done.append(done_item)

        refused = BulkOutRefused.from_dict(d.pop("refused"))

        bulk_out = cls(
            done=done,
            refused=refused,
        )

        bulk_out.additional_properties = d
        return bulk_out

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
