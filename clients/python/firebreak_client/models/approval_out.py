from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.approval_out_ended_because import ApprovalOutEndedBecause, check_approval_out_ended_because
from ..models.approval_out_status import ApprovalOutStatus, check_approval_out_status

T = TypeVar("T", bound="ApprovalOut")


@_attrs_define
class ApprovalOut:
    """One person's yes or no to one exact text.

    Attributes:
        id (UUID):
        answer (UUID):
        text_sha256 (str):
        asked_of (int):
        asked_by (int):
        asked_at (datetime.datetime):
        due_at (datetime.datetime):
        status (ApprovalOutStatus): * `asked` - Asked
            * `approved` - Approved
            * `rejected` - Rejected
            * `void` - Void Default: 'asked'.
        decided_at (datetime.datetime | None):
        reason (str):
        ended_because (ApprovalOutEndedBecause): why nobody asks any more; empty: the question stands or was answered

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
    ended_because: ApprovalOutEndedBecause
    updated_at: datetime.datetime
    status: ApprovalOutStatus = "asked"
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
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        answer = UUID(d.pop("answer"))

        text_sha256 = d.pop("text_sha256")

        asked_of = d.pop("asked_of")

        asked_by = d.pop("asked_by")

        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        status = check_approval_out_status(d.pop("status"))

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

        ended_because = check_approval_out_ended_because(d.pop("ended_because"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        approval_out = cls(
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
        )

        approval_out.additional_properties = d
        return approval_out

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
