from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="QueryStarredEventData")


@_attrs_define
class QueryStarredEventData:
    """
    Attributes:
        mention (UUID):
        must_match (bool):
    """

    mention: UUID
    must_match: bool

    def to_dict(self) -> dict[str, Any]:
        mention = str(self.mention)

        must_match = self.must_match

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "mention": mention,
                "must_match": must_match,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        mention = UUID(d.pop("mention"))

        must_match = d.pop("must_match")

        query_starred_event_data = cls(
            mention=mention,
            must_match=must_match,
        )

        return query_starred_event_data
