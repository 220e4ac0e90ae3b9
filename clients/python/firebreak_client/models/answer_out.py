from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.answer_out_channel import AnswerOutChannel, check_answer_out_channel
from ..models.answer_out_status import AnswerOutStatus, check_answer_out_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.answer_out_expanded import AnswerOutExpanded
    from ..models.answer_out_slots import AnswerOutSlots
    from ..models.approval_out import ApprovalOut
    from ..models.publication_out import PublicationOut


T = TypeVar("T", bound="AnswerOut")


@_attrs_define
class AnswerOut:
    """What we say in public.

    Attributes:
        id (UUID):
        incident (UUID):
        statement (None | UUID):
        slots (AnswerOutSlots): what was filled in, by slot
        channel (AnswerOutChannel): * `any` - any
            * `social` - social
            * `press` - press
            * `web` - web
            * `customer_care` - customer_care
        title (str):
        text (str):
        text_sha256 (str):
        status (AnswerOutStatus): * `draft` - Draft
            * `in_approval` - In approval
            * `approved` - Approved
            * `handed_off` - Handed off
            * `published` - Published
            * `withdrawn` - Withdrawn
        version (int):
        drafted_by (int):
        drafted_at (datetime.datetime):
        edited_by (int):
        approvals (list[ApprovalOut]):
        publications (list[PublicationOut]):
        updated_at (datetime.datetime):
        expanded (AnswerOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    incident: UUID
    statement: None | UUID
    slots: AnswerOutSlots
    channel: AnswerOutChannel
    title: str
    text: str
    text_sha256: str
    status: AnswerOutStatus
    version: int
    drafted_by: int
    drafted_at: datetime.datetime
    edited_by: int
    approvals: list[ApprovalOut]
    publications: list[PublicationOut]
    updated_at: datetime.datetime
    expanded: AnswerOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        incident = str(self.incident)

        statement: None | str
        if isinstance(self.statement, UUID):
            statement = str(self.statement)
        else:
            statement = self.statement

        slots = self.slots.to_dict()

        channel: str = self.channel

        title = self.title

        text = self.text

        text_sha256 = self.text_sha256

        status: str = self.status

        version = self.version

        drafted_by = self.drafted_by

        drafted_at = self.drafted_at.isoformat()

        edited_by = self.edited_by

        approvals = []
        for approvals_item_data in self.approvals:
            approvals_item = approvals_item_data.to_dict()
            approvals.append(approvals_item)

        publications = []
        for publications_item_data in self.publications:
            publications_item = publications_item_data.to_dict()
            publications.append(publications_item)

        updated_at = self.updated_at.isoformat()

        expanded: dict[str, Any] | Unset = UNSET
        if not isinstance(self.expanded, Unset):
            expanded = self.expanded.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "incident": incident,
                "statement": statement,
                "slots": slots,
                "channel": channel,
                "title": title,
                "text": text,
                "text_sha256": text_sha256,
                "status": status,
                "version": version,
                "drafted_by": drafted_by,
                "drafted_at": drafted_at,
                "edited_by": edited_by,
                "approvals": approvals,
                "publications": publications,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.answer_out_expanded import AnswerOutExpanded  # noqa: PLC0415
        from ..models.answer_out_slots import AnswerOutSlots  # noqa: PLC0415
        from ..models.approval_out import ApprovalOut  # noqa: PLC0415
        from ..models.publication_out import PublicationOut  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        incident = UUID(d.pop("incident"))

        def _parse_statement(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                statement_type_0 = UUID(data)

                return statement_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        statement = _parse_statement(d.pop("statement"))

        slots = AnswerOutSlots.from_dict(d.pop("slots"))

        channel = check_answer_out_channel(d.pop("channel"))

        title = d.pop("title")

        text = d.pop("text")

        text_sha256 = d.pop("text_sha256")

        status = check_answer_out_status(d.pop("status"))

        version = d.pop("version")

        drafted_by = d.pop("drafted_by")

        drafted_at = datetime.datetime.fromisoformat(d.pop("drafted_at"))

        edited_by = d.pop("edited_by")

        approvals = []
        _approvals = d.pop("approvals")
        for approvals_item_data in _approvals:
            approvals_item = ApprovalOut.from_dict(approvals_item_data)

            approvals.append(approvals_item)

        publications = []
        _publications = d.pop("publications")
        for publications_item_data in _publications:
            publications_item = PublicationOut.from_dict(publications_item_data)

            publications.append(publications_item)

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: AnswerOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = AnswerOutExpanded.from_dict(_expanded)

        answer_out = cls(
            id=id,
            incident=incident,
            statement=statement,
            slots=slots,
            channel=channel,
            title=title,
            text=text,
            text_sha256=text_sha256,
            status=status,
            version=version,
            drafted_by=drafted_by,
            drafted_at=drafted_at,
            edited_by=edited_by,
            approvals=approvals,
            publications=publications,
            updated_at=updated_at,
            expanded=expanded,
        )

        answer_out.additional_properties = d
        return answer_out

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
