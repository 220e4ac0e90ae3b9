from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.operation_request import OperationRequest


T = TypeVar("T", bound="LessonChangeInRequest")


@_attrs_define
class LessonChangeInRequest:
    """The plan change a lesson asks for.

    Attributes:
        plan (UUID):
        title (str):
        changes (list[OperationRequest]):
    """

    plan: UUID
    title: str
    changes: list[OperationRequest]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        plan = str(self.plan)

        title = self.title

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "plan": plan,
                "title": title,
                "changes": changes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.operation_request import OperationRequest  # noqa: PLC0415

        d = dict(src_dict)
        plan = UUID(d.pop("plan"))

        title = d.pop("title")

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = OperationRequest.from_dict(changes_item_data)

            changes.append(changes_item)

        lesson_change_in_request = cls(
            plan=plan,
            title=title,
            changes=changes,
        )

        lesson_change_in_request.additional_properties = d
        return lesson_change_in_request

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
