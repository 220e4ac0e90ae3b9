from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="HeadOut")


@_attrs_define
class HeadOut:
    """Where an incident's chain ends: keep it, and a record that was cut later shows. Its entries are at
    `/api/v1/entries/`.

        Attributes:
            seq (int): the number of its last entry
            digest (str): of that entry
            sealed_seq (int): up to here the end is also kept outside the agency's own tables
    """

    seq: int
    digest: str
    sealed_seq: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        seq = self.seq

        digest = self.digest

        sealed_seq = self.sealed_seq

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "seq": seq,
                "digest": digest,
                "sealed_seq": sealed_seq,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        seq = d.pop("seq")

        digest = d.pop("digest")

        sealed_seq = d.pop("sealed_seq")

        head_out = cls(
            seq=seq,
            digest=digest,
            sealed_seq=sealed_seq,
        )

        head_out.additional_properties = d
        return head_out

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
