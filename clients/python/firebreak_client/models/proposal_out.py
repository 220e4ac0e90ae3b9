from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.proposal_out_status import ProposalOutStatus, check_proposal_out_status

T = TypeVar("T", bound="ProposalOut")


@_attrs_define
class ProposalOut:
    """The change proposal it became; see /plan proposals.

    Attributes:
        id (UUID):
        plan (UUID):
        title (str):
        status (ProposalOutStatus): * `open` - Open
            * `accepted` - Accepted
            * `rejected` - Rejected
    """

    id: UUID
    plan: UUID
    title: str
    status: ProposalOutStatus
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        plan = str(self.plan)

        title = self.title

        status: str = self.status

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "plan": plan,
                "title": title,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        plan = UUID(d.pop("plan"))

        title = d.pop("title")

        status = check_proposal_out_status(d.pop("status"))

        proposal_out = cls(
            id=id,
            plan=plan,
            title=title,
            status=status,
        )

        proposal_out.additional_properties = d
        return proposal_out

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
