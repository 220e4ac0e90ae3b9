from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.contact_out_expanded import ContactOutExpanded


T = TypeVar("T", bound="ContactOut")


@_attrs_define
class ContactOut:
    """Somebody to reach.

    Attributes:
        id (UUID):
        brand (UUID):
        name (str):
        function (str):
        email (str):
        phone (str):
        note (str):
        confirmed_at (datetime.datetime | None):
        updated_at (datetime.datetime):
        expanded (ContactOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    brand: UUID
    name: str
    function: str
    email: str
    phone: str
    note: str
    confirmed_at: datetime.datetime | None
    updated_at: datetime.datetime
    expanded: ContactOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        brand = str(self.brand)

        name = self.name

        function = self.function

        email: str
        email = self.email

        phone = self.phone

        note = self.note

        confirmed_at: None | str
        if isinstance(self.confirmed_at, datetime.datetime):
            confirmed_at = self.confirmed_at.isoformat()
        else:
            confirmed_at = self.confirmed_at

        updated_at = self.updated_at.isoformat()

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "brand": brand,
                "name": name,
                "function": function,
                "email": email,
                "phone": phone,
                "note": note,
                "confirmed_at": confirmed_at,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.contact_out_expanded import ContactOutExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        name = d.pop("name")

        function = d.pop("function")

        def _parse_email(data: object) -> str:
            return cast(str, data)

        email = _parse_email(d.pop("email"))

        phone = d.pop("phone")

        note = d.pop("note")

        def _parse_confirmed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                confirmed_at_type_0 = datetime.datetime.fromisoformat(data)

                return confirmed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        confirmed_at = _parse_confirmed_at(d.pop("confirmed_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: ContactOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = ContactOutExpanded.from_dict(_expanded)

        contact_out = cls(
            id=id,
            brand=brand,
            name=name,
            function=function,
            email=email,
            phone=phone,
            note=note,
            confirmed_at=confirmed_at,
            updated_at=updated_at,
            expanded=expanded,
        )

        contact_out.additional_properties = d
        return contact_out

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
