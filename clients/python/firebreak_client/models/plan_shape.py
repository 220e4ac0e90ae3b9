from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.plan_shape_expanded import PlanShapeExpanded


T = TypeVar("T", bound="PlanShape")


@_attrs_define
class PlanShape:
    """A plan and where it stands; made from services.overview.PlanRow.

    Attributes:
        id (UUID):
        brand (UUID):
        name (str):
        kind (str): The starter it began with; `own` otherwise.
        is_archived (bool):
        created_at (datetime.datetime):
        published (None | UUID):
        published_number (int | None):
        published_at (datetime.datetime | None):
        review_due_at (datetime.datetime | None):
        draft (None | UUID):
        open_proposals (int):
        updated_at (datetime.datetime):
        expanded (PlanShapeExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    brand: UUID
    name: str
    kind: str
    is_archived: bool
    created_at: datetime.datetime
    published: None | UUID
    published_number: int | None
    published_at: datetime.datetime | None
    review_due_at: datetime.datetime | None
    draft: None | UUID
    open_proposals: int
    updated_at: datetime.datetime
    expanded: PlanShapeExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        brand = str(self.brand)

        name = self.name

        kind = self.kind

        is_archived = self.is_archived

        created_at = self.created_at.isoformat()

        published: None | str
        if isinstance(self.published, UUID):
            published = str(self.published)
        else:
            published = self.published

        published_number: int | None
        published_number = self.published_number

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        review_due_at: None | str
        if isinstance(self.review_due_at, datetime.datetime):
            review_due_at = self.review_due_at.isoformat()
        else:
            review_due_at = self.review_due_at

        draft: None | str
        if isinstance(self.draft, UUID):
            draft = str(self.draft)
        else:
            draft = self.draft

        open_proposals = self.open_proposals

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
                "kind": kind,
                "is_archived": is_archived,
                "created_at": created_at,
                "published": published,
                "published_number": published_number,
                "published_at": published_at,
                "review_due_at": review_due_at,
                "draft": draft,
                "open_proposals": open_proposals,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.plan_shape_expanded import PlanShapeExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        name = d.pop("name")

        kind = d.pop("kind")

        is_archived = d.pop("is_archived")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_published(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_type_0 = UUID(data)

                return published_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        published = _parse_published(d.pop("published"))

        def _parse_published_number(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        published_number = _parse_published_number(d.pop("published_number"))

        def _parse_published_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)

                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        published_at = _parse_published_at(d.pop("published_at"))

        def _parse_review_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                review_due_at_type_0 = datetime.datetime.fromisoformat(data)

                return review_due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        review_due_at = _parse_review_due_at(d.pop("review_due_at"))

        def _parse_draft(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                draft_type_0 = UUID(data)

                return draft_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        draft = _parse_draft(d.pop("draft"))

        open_proposals = d.pop("open_proposals")

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: PlanShapeExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = PlanShapeExpanded.from_dict(_expanded)

        plan_shape = cls(
            id=id,
            brand=brand,
            name=name,
            kind=kind,
            is_archived=is_archived,
            created_at=created_at,
            published=published,
            published_number=published_number,
            published_at=published_at,
            review_due_at=review_due_at,
            draft=draft,
            open_proposals=open_proposals,
            updated_at=updated_at,
            expanded=expanded,
        )

        plan_shape.additional_properties = d
        return plan_shape

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
