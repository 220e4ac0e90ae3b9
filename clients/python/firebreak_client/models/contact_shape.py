from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ContactShape")


@_attrs_define
class ContactShape:
    """Whom to reach.

    Attributes:
        key (UUID):
        function (str):
        name (str):
        reach (str):
        when (str):
    """

    key: UUID
    function: str
    name: str
    reach: str
    when: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = str(self.key)

        function = self.function

        name = self.name

        reach = self.reach

        when = self.when

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "function": function,
                "name": name,
                "reach": reach,
                "when": when,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        key = UUID(d.pop("key"))

        function = d.pop("function")

        name = d.pop("name")

        reach = d.pop("reach")

        when = d.pop("when")

        contact_shape = cls(
            key=key,
            function=function,
            name=name,
            reach=reach,
            when=when,
        )

        contact_shape.additional_properties = d
        return contact_shape

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
