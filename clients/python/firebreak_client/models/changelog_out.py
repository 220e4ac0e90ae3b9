from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.api_change_out import ApiChangeOut


T = TypeVar("T", bound="ChangelogOut")


@_attrs_define
class ChangelogOut:
    """What we promise, and the changes, the newest first.

    Attributes:
        policy (list[str]):
        policy_from (datetime.date):
        notice_days (int): How long a deprecated operation is kept at least
        changes (list[ApiChangeOut]):
    """

    policy: list[str]
    policy_from: datetime.date
    notice_days: int
    changes: list[ApiChangeOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        policy = self.policy

        policy_from = self.policy_from.isoformat()

        notice_days = self.notice_days

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "policy": policy,
                "policy_from": policy_from,
                "notice_days": notice_days,
                "changes": changes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.api_change_out import ApiChangeOut  # noqa: PLC0415

        d = dict(src_dict)
        policy = cast(list[str], d.pop("policy"))

        policy_from = datetime.date.fromisoformat(d.pop("policy_from"))

        notice_days = d.pop("notice_days")

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = ApiChangeOut.from_dict(changes_item_data)

            changes.append(changes_item)

        changelog_out = cls(
            policy=policy,
            policy_from=policy_from,
            notice_days=notice_days,
            changes=changes,
        )

        changelog_out.additional_properties = d
        return changelog_out

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
