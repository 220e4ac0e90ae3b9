from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="StarterShape")


@_attrs_define
class StarterShape:
    """A starter plan, as a plan made from it will read.

    Attributes:
        key (str):
        name (str):
        summary (str):
        steps (int):
        statements (int):
        contacts (int):
        triggers (int):
    """

    key: str
    name: str
    summary: str
    steps: int
    statements: int
    contacts: int
    triggers: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        name = self.name

        summary = self.summary

        steps = self.steps

        statements = self.statements

        contacts = self.contacts

        triggers = self.triggers

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "name": name,
                "summary": summary,
                "steps": steps,
                "statements": statements,
                "contacts": contacts,
                "triggers": triggers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        key = d.pop("key")

        name = d.pop("name")

        summary = d.pop("summary")

        steps = d.pop("steps")

        statements = d.pop("statements")

        contacts = d.pop("contacts")

        triggers = d.pop("triggers")

        starter_shape = cls(
            key=key,
            name=name,
            summary=summary,
            steps=steps,
            statements=statements,
            contacts=contacts,
            triggers=triggers,
        )

        starter_shape.additional_properties = d
        return starter_shape

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
