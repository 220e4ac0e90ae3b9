from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedTaskChangeInRequest")


@_attrs_define
class PatchedTaskChangeInRequest:
    """What a task says from now on, and why; what is left out stays.

    Attributes:
        title (str | Unset):
        due_at (datetime.datetime | Unset):
        instructions (str | Unset):
        reason (str | Unset):
    """

    title: str | Unset = UNSET
    due_at: datetime.datetime | Unset = UNSET
    instructions: str | Unset = UNSET
    reason: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        due_at: str | Unset = UNSET
        if not isinstance(self.due_at, Unset):
            due_at = self.due_at.isoformat()

        instructions = self.instructions

        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if title is not UNSET:
            field_dict["title"] = title
        if due_at is not UNSET:
            field_dict["due_at"] = due_at
        if instructions is not UNSET:
            field_dict["instructions"] = instructions
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        title = d.pop("title", UNSET)

        _due_at = d.pop("due_at", UNSET)
        due_at: datetime.datetime | Unset
        if isinstance(_due_at, Unset):
            due_at = UNSET
        else:
            due_at = datetime.datetime.fromisoformat(_due_at)

        instructions = d.pop("instructions", UNSET)

        reason = d.pop("reason", UNSET)

        patched_task_change_in_request = cls(
            title=title,
            due_at=due_at,
            instructions=instructions,
            reason=reason,
        )

        patched_task_change_in_request.additional_properties = d
        return patched_task_change_in_request

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
