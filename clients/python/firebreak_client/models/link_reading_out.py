from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.link_reading_out_status import LinkReadingOutStatus, check_link_reading_out_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.facts_out import FactsOut
    from ..models.link_reading_out_expanded import LinkReadingOutExpanded


T = TypeVar("T", bound="LinkReadingOut")


@_attrs_define
class LinkReadingOut:
    """One reading. `facts` once it is `read`; `words` say why it `failed`.

    Attributes:
        id (UUID):
        brand (UUID):
        url (str):
        status (LinkReadingOutStatus): * `reading` - Reading
            * `read` - Read
            * `failed` - Failed
        facts (FactsOut | None):
        words (str):
        started_at (datetime.datetime):
        updated_at (datetime.datetime):
        expanded (LinkReadingOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    brand: UUID
    url: str
    status: LinkReadingOutStatus
    facts: FactsOut | None
    words: str
    started_at: datetime.datetime
    updated_at: datetime.datetime
    expanded: LinkReadingOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.facts_out import FactsOut  # noqa: PLC0415

        id = str(self.id)

        brand = str(self.brand)

        url = self.url

        status: str = self.status

        facts: dict[str, Any] | None
        if isinstance(self.facts, FactsOut):
            facts = self.facts.to_dict()
        else:
            facts = self.facts

        words = self.words

        started_at = self.started_at.isoformat()

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
                "url": url,
                "status": status,
                "facts": facts,
                "words": words,
                "started_at": started_at,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.facts_out import FactsOut  # noqa: PLC0415
        from ..models.link_reading_out_expanded import LinkReadingOutExpanded  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        url = d.pop("url")

        status = check_link_reading_out_status(d.pop("status"))

        def _parse_facts(data: object) -> FactsOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                facts_type_0 = FactsOut.from_dict(data)

                return facts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FactsOut | None, data)

        facts = _parse_facts(d.pop("facts"))

        words = d.pop("words")

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: LinkReadingOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = LinkReadingOutExpanded.from_dict(_expanded)

        link_reading_out = cls(
            id=id,
            brand=brand,
            url=url,
            status=status,
            facts=facts,
            words=words,
            started_at=started_at,
            updated_at=updated_at,
            expanded=expanded,
        )

        link_reading_out.additional_properties = d
        return link_reading_out

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
