from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="VerdictOut")


@_attrs_define
class VerdictOut:
    """How the text fares on one post.

    Attributes:
        mention (UUID):
        must_match (bool):
        matched (bool):
        ok (bool):
    """

    mention: UUID
    must_match: bool
    matched: bool
    ok: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        mention = str(self.mention)

        must_match = self.must_match

        matched = self.matched

        ok = self.ok

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "mention": mention,
                "must_match": must_match,
                "matched": matched,
                "ok": ok,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        mention = UUID(d.pop("mention"))

        must_match = d.pop("must_match")

        matched = d.pop("matched")

        ok = d.pop("ok")

        verdict_out = cls(
            mention=mention,
            must_match=must_match,
            matched=matched,
            ok=ok,
        )

        verdict_out.additional_properties = d
        return verdict_out

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
