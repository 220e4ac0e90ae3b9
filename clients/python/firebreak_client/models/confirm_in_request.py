from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ConfirmInRequest")


@_attrs_define
class ConfirmInRequest:
    """Where it stands, and whether it has substance: says what happened and what is done. Null: a text of one's own has.

    Attributes:
        url (str):
        substantive (bool | None | Unset):
        task (None | Unset | UUID): an open task of the incident that is done with it
    """

    url: str
    substantive: bool | None | Unset = UNSET
    task: None | Unset | UUID = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        substantive: bool | None | Unset
        if isinstance(self.substantive, Unset):
            substantive = UNSET
        else:
            substantive = self.substantive

        task: None | str | Unset
        if isinstance(self.task, Unset):
            task = UNSET
        elif isinstance(self.task, UUID):
            task = str(self.task)
        else:
            task = self.task

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "url": url,
            }
        )
        if substantive is not UNSET:
            field_dict["substantive"] = substantive
        if task is not UNSET:
            field_dict["task"] = task

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url")

        def _parse_substantive(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        substantive = _parse_substantive(d.pop("substantive", UNSET))

        def _parse_task(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                task_type_0 = UUID(data)

                return task_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        task = _parse_task(d.pop("task", UNSET))

        confirm_in_request = cls(
            url=url,
            substantive=substantive,
            task=task,
        )

        confirm_in_request.additional_properties = d
        return confirm_in_request

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
