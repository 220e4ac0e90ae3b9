from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.diff_part import DiffPart


T = TypeVar("T", bound="DiffShape")


@_attrs_define
class DiffShape:
    """What changed from one version to another.

    Attributes:
        version (UUID):
        against (None | UUID):
        unchanged (int):
        changes (list[DiffPart]):
    """

    version: UUID
    against: None | UUID
    unchanged: int
    changes: list[DiffPart]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = str(self.version)

        against: None | str
        if isinstance(self.against, UUID):
            against = str(self.against)
        else:
            against = self.against

        unchanged = self.unchanged

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "against": against,
                "unchanged": unchanged,
                "changes": changes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.diff_part import DiffPart  # noqa: PLC0415

        d = dict(src_dict)
        version = UUID(d.pop("version"))

        def _parse_against(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                against_type_0 = UUID(data)

                return against_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        against = _parse_against(d.pop("against"))

        unchanged = d.pop("unchanged")

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = DiffPart.from_dict(changes_item_data)

            changes.append(changes_item)

        diff_shape = cls(
            version=version,
            against=against,
            unchanged=unchanged,
            changes=changes,
        )

        diff_shape.additional_properties = d
        return diff_shape

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
