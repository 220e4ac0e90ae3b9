from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.operation_request import OperationRequest


T = TypeVar("T", bound="NewProposalRequest")


@_attrs_define
class NewProposalRequest:
    """A change to ask for.

    Attributes:
        plan (UUID):
        title (str):
        changes (list[OperationRequest]):
        reason (str | Unset):  Default: ''.
        lesson_id (None | Unset | UUID):
        lesson_text (str | Unset):  Default: ''.
    """

    plan: UUID
    title: str
    changes: list[OperationRequest]
    reason: str | Unset = ""
    lesson_id: None | Unset | UUID = UNSET
    lesson_text: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        plan = str(self.plan)

        title = self.title

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        reason = self.reason

        lesson_id: None | str | Unset
        if isinstance(self.lesson_id, Unset):
            lesson_id = UNSET
        elif isinstance(self.lesson_id, UUID):
            lesson_id = str(self.lesson_id)
        else:
            lesson_id = self.lesson_id

        lesson_text = self.lesson_text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "plan": plan,
                "title": title,
                "changes": changes,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason
        if lesson_id is not UNSET:
            field_dict["lesson_id"] = lesson_id
        if lesson_text is not UNSET:
            field_dict["lesson_text"] = lesson_text

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.operation_request import OperationRequest  # noqa: PLC0415

        d = dict(src_dict)
        plan = UUID(d.pop("plan"))

        title = d.pop("title")

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = OperationRequest.from_dict(changes_item_data)

            changes.append(changes_item)

        reason = d.pop("reason", UNSET)

        def _parse_lesson_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                lesson_id_type_0 = UUID(data)

                return lesson_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        lesson_id = _parse_lesson_id(d.pop("lesson_id", UNSET))

        lesson_text = d.pop("lesson_text", UNSET)

        new_proposal_request = cls(
            plan=plan,
            title=title,
            changes=changes,
            reason=reason,
            lesson_id=lesson_id,
            lesson_text=lesson_text,
        )

        new_proposal_request.additional_properties = d
        return new_proposal_request

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
