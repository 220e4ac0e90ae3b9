from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.proposal_shape_status import ProposalShapeStatus, check_proposal_shape_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.operation import Operation
    from ..models.proposal_shape_expanded import ProposalShapeExpanded


T = TypeVar("T", bound="ProposalShape")


@_attrs_define
class ProposalShape:
    """A change a lesson asks for.

    Attributes:
        id (UUID):
        plan (UUID):
        title (str):
        reason (str):
        changes (list[Operation]):
        lesson_id (None | UUID):
        lesson_text (str):
        status (ProposalShapeStatus): * `open` - Open
            * `accepted` - Accepted
            * `rejected` - Rejected
        proposed_at (datetime.datetime):
        decided_at (datetime.datetime | None):
        decision_reason (str):
        version (None | UUID): The version it went into.
        updated_at (datetime.datetime):
        expanded (ProposalShapeExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    plan: UUID
    title: str
    reason: str
    changes: list[Operation]
    lesson_id: None | UUID
    lesson_text: str
    status: ProposalShapeStatus
    proposed_at: datetime.datetime
    decided_at: datetime.datetime | None
    decision_reason: str
    version: None | UUID
    updated_at: datetime.datetime
    expanded: ProposalShapeExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        plan = str(self.plan)

        title = self.title

        reason = self.reason

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        lesson_id: None | str
        if isinstance(self.lesson_id, UUID):
            lesson_id = str(self.lesson_id)
        else:
            lesson_id = self.lesson_id

        lesson_text = self.lesson_text

        status: str = self.status

        proposed_at = self.proposed_at.isoformat()

        decided_at: None | str
        if isinstance(self.decided_at, datetime.datetime):
            decided_at = self.decided_at.isoformat()
        else:
            decided_at = self.decided_at

        decision_reason = self.decision_reason

        version: None | str
        if isinstance(self.version, UUID):
            version = str(self.version)
        else:
            version = self.version

        updated_at = self.updated_at.isoformat()

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "plan": plan,
                "title": title,
                "reason": reason,
                "changes": changes,
                "lesson_id": lesson_id,
                "lesson_text": lesson_text,
                "status": status,
                "proposed_at": proposed_at,
                "decided_at": decided_at,
                "decision_reason": decision_reason,
                "version": version,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.operation import Operation  # noqa: PLC0415
        from ..models.proposal_shape_expanded import ProposalShapeExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        plan = UUID(d.pop("plan"))

        title = d.pop("title")

        reason = d.pop("reason")

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = Operation.from_dict(changes_item_data)

            changes.append(changes_item)

        def _parse_lesson_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                lesson_id_type_0 = UUID(data)

                return lesson_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        lesson_id = _parse_lesson_id(d.pop("lesson_id"))

        lesson_text = d.pop("lesson_text")

        status = check_proposal_shape_status(d.pop("status"))

        proposed_at = datetime.datetime.fromisoformat(d.pop("proposed_at"))

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

        decision_reason = d.pop("decision_reason")

        def _parse_version(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                version_type_0 = UUID(data)

                return version_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        version = _parse_version(d.pop("version"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: ProposalShapeExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = ProposalShapeExpanded.from_dict(_expanded)

        proposal_shape = cls(
            id=id,
            plan=plan,
            title=title,
            reason=reason,
            changes=changes,
            lesson_id=lesson_id,
            lesson_text=lesson_text,
            status=status,
            proposed_at=proposed_at,
            decided_at=decided_at,
            decision_reason=decision_reason,
            version=version,
            updated_at=updated_at,
            expanded=expanded,
        )

        proposal_shape.additional_properties = d
        return proposal_shape

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
