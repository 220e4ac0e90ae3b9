from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedWebhookEditRequest")


@_attrs_define
class PatchedWebhookEditRequest:
    """What is left out stays.

    Attributes:
        name (str | Unset):  Default: ''.
        url (str | Unset):
        actions (list[str] | Unset): incident.opened, incident.*
        brands (list[UUID] | Unset):
        severity (int | None | Unset): Of what has one: this and more severe
        drills (bool | Unset):  Default: False.
    """

    name: str | Unset = ""
    url: str | Unset = UNSET
    actions: list[str] | Unset = UNSET
    brands: list[UUID] | Unset = UNSET
    severity: int | None | Unset = UNSET
    drills: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        url = self.url

        actions: list[str] | Unset = UNSET
        if not isinstance(self.actions, Unset):
            actions = self.actions

        brands: list[str] | Unset = UNSET
        if not isinstance(self.brands, Unset):
            brands = []
            for brands_item_data in self.brands:
                brands_item = str(brands_item_data)
                brands.append(brands_item)

        severity: int | None | Unset
        if isinstance(self.severity, Unset):
            severity = UNSET
        else:
            severity = self.severity

        drills = self.drills

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if url is not UNSET:
            field_dict["url"] = url
        if actions is not UNSET:
            field_dict["actions"] = actions
        if brands is not UNSET:
            field_dict["brands"] = brands
        if severity is not UNSET:
            field_dict["severity"] = severity
        if drills is not UNSET:
            field_dict["drills"] = drills

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        url = d.pop("url", UNSET)

        actions = cast(list[str], d.pop("actions", UNSET))

        _brands = d.pop("brands", UNSET)
        brands: list[UUID] | Unset = UNSET
        if _brands is not UNSET:
            brands = []
            for brands_item_data in _brands:
                brands_item = UUID(brands_item_data)

                brands.append(brands_item)

        def _parse_severity(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        severity = _parse_severity(d.pop("severity", UNSET))

        drills = d.pop("drills", UNSET)

        patched_webhook_edit_request = cls(
            name=name,
            url=url,
            actions=actions,
            brands=brands,
            severity=severity,
            drills=drills,
        )

        patched_webhook_edit_request.additional_properties = d
        return patched_webhook_edit_request

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
