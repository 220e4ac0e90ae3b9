from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.candidate_out_role import CandidateOutRole, check_candidate_out_role

T = TypeVar("T", bound="CandidateOut")


@_attrs_define
class CandidateOut:
    """Somebody on the brand, and why they can't be asked about this answer; empty: they can.

    Attributes:
        user (int):
        name (str):
        role (CandidateOutRole): * `owner` - owner
            * `admin` - admin
            * `manager` - manager
            * `analyst` - analyst
            * `client` - client
        why_not (str):
    """

    user: int
    name: str
    role: CandidateOutRole
    why_not: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        user = self.user

        name = self.name

        role: str = self.role

        why_not = self.why_not

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "user": user,
                "name": name,
                "role": role,
                "why_not": why_not,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        user = d.pop("user")

        name = d.pop("name")

        role = check_candidate_out_role(d.pop("role"))

        why_not = d.pop("why_not")

        candidate_out = cls(
            user=user,
            name=name,
            role=role,
            why_not=why_not,
        )

        candidate_out.additional_properties = d
        return candidate_out

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
