from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.rule_created_event_data_kind import RuleCreatedEventDataKind, check_rule_created_event_data_kind

T = TypeVar("T", bound="RuleCreatedEventData")


@_attrs_define
class RuleCreatedEventData:
    """
    Attributes:
        kind (RuleCreatedEventDataKind):
        version (int):
    """

    kind: RuleCreatedEventDataKind
    version: int

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = check_rule_created_event_data_kind(d.pop("kind"))

        version = d.pop("version")

        rule_created_event_data = cls(
            kind=kind,
            version=version,
        )

        return rule_created_event_data
