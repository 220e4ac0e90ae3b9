from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.term_out_kind import TermOutKind, check_term_out_kind

T = TypeVar("T", bound="TermOut")


@_attrs_define
class TermOut:
    """A term the query lacks, and the text with it.

    Attributes:
        term (str):
        kind (TermOutKind): * `name` - name
            * `spelling` - spelling
            * `product` - product
            * `handle` - handle
            * `exclusion` - exclusion
            * `learned` - learned
        out (bool): whether it is to be left out
        why (str):
        text (str):
    """

    term: str
    kind: TermOutKind
    out: bool
    why: str
    text: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        term = self.term

        kind: str = self.kind

        out = self.out

        why = self.why

        text = self.text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "term": term,
                "kind": kind,
                "out": out,
                "why": why,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        term = d.pop("term")

        kind = check_term_out_kind(d.pop("kind"))

        out = d.pop("out")

        why = d.pop("why")

        text = d.pop("text")

        term_out = cls(
            term=term,
            kind=kind,
            out=out,
            why=why,
            text=text,
        )

        term_out.additional_properties = d
        return term_out

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
