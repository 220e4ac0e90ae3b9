from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.approval_text_out_ended_because import ApprovalTextOutEndedBecause, check_approval_text_out_ended_because
from ..models.approval_text_out_status import ApprovalTextOutStatus, check_approval_text_out_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.approval_text_out_expanded import ApprovalTextOutExpanded


T = TypeVar("T", bound="ApprovalTextOut")


@_attrs_define
class ApprovalTextOut:
    """The same, with the exact words it asks about, whatever the answer says by now.

    Attributes:
        id (UUID):
        answer (UUID):
        text_sha256 (str):
        asked_of (int):
        asked_by (int):
        asked_at (datetime.datetime):
        due_at (datetime.datetime):
        status (ApprovalTextOutStatus): * `asked` - Asked
            * `approved` - Approved
            * `rejected` - Rejected
            * `void` - Void Default: 'asked'.
        decided_at (datetime.datetime | None):
        reason (str):
        ended_because (ApprovalTextOutEndedBecause): why nobody asks any more; empty: the question stands or was
            answered

            * `` -
            * `edited` - edited
            * `refused` - refused
            * `answer_withdrawn` - answer_withdrawn
            * `withdrawn` - withdrawn
            * `asked_again` - asked_again
            * `left` - left
            * `incident_ended` - incident_ended
            * `merged` - merged
        updated_at (datetime.datetime):
        text (None | str): null: not kept any more
        expanded (ApprovalTextOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    answer: UUID
    text_sha256: str
    asked_of: int
    asked_by: int
    asked_at: datetime.datetime
    due_at: datetime.datetime
    decided_at: datetime.datetime | None
    reason: str
    ended_because: ApprovalTextOutEndedBecause
    updated_at: datetime.datetime
    text: None | str
    status: ApprovalTextOutStatus = "asked"
    expanded: ApprovalTextOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        answer = str(self.answer)

        text_sha256 = self.text_sha256

        asked_of = self.asked_of

        asked_by = self.asked_by

        asked_at = self.asked_at.isoformat()

        due_at = self.due_at.isoformat()

        status: str = self.status

        decided_at: None | str
        if isinstance(self.decided_at, datetime.datetime):
            decided_at = self.decided_at.isoformat()
        else:
            decided_at = self.decided_at

        reason = self.reason

        ended_because: str = self.ended_because

        updated_at = self.updated_at.isoformat()

        text: None | str
        text = self.text

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "answer": answer,
                "text_sha256": text_sha256,
                "asked_of": asked_of,
                "asked_by": asked_by,
                "asked_at": asked_at,
                "due_at": due_at,
                "status": status,
                "decided_at": decided_at,
                "reason": reason,
                "ended_because": ended_because,
                "updated_at": updated_at,
                "text": text,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.approval_text_out_expanded import ApprovalTextOutExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        answer = UUID(d.pop("answer"))

        text_sha256 = d.pop("text_sha256")

        asked_of = d.pop("asked_of")

        asked_by = d.pop("asked_by")

        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        status = check_approval_text_out_status(d.pop("status"))

        def _parse_decided_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decided_at_type_0 = datetime.datetime.fromisoformat(data)

                return decided_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        decided_at = _parse_decided_at(d.pop("decided_at"))

        reason = d.pop("reason")

        ended_because = check_approval_text_out_ended_because(d.pop("ended_because"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_text(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        text = _parse_text(d.pop("text"))

        _expanded = d.pop("expanded", UNSET)
        expanded: ApprovalTextOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = ApprovalTextOutExpanded.from_dict(_expanded)

        approval_text_out = cls(
            id=id,
            answer=answer,
            text_sha256=text_sha256,
            asked_of=asked_of,
            asked_by=asked_by,
            asked_at=asked_at,
            due_at=due_at,
            status=status,
            decided_at=decided_at,
            reason=reason,
            ended_because=ended_because,
            updated_at=updated_at,
            text=text,
            expanded=expanded,
        )

        approval_text_out.additional_properties = d
        return approval_text_out

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
