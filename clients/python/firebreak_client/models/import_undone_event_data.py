from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ImportUndoneEventData")


@_attrs_define
class ImportUndoneEventData:
    """
    Attributes:
        removed (int):
        kept (int):
    """

    removed: int
    kept: int

    def to_dict(self) -> dict[str, Any]:
        removed = self.removed

        kept = self.kept

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "removed": removed,
                "kept": kept,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        removed = d.pop("removed")

        kept = d.pop("kept")

        import_undone_event_data = cls(
            removed=removed,
            kept=kept,
        )

        return import_undone_event_data
