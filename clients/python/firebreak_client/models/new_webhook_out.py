from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.new_webhook_out_state import NewWebhookOutState, check_new_webhook_out_state

T = TypeVar("T", bound="NewWebhookOut")


@_attrs_define
class NewWebhookOut:
    """As it is shown once, with its signing secret.

    Attributes:
        id (UUID):
        name (str):
        url (str):
        actions (list[str]):
        brands (list[UUID]):
        severity (int | None):
        drills (bool):
        state (NewWebhookOutState): * `working` - working
            * `failing` - failing
            * `paused` - paused
            * `disabled` - disabled
        paused_at (datetime.datetime | None):
        disabled_at (datetime.datetime | None):
        failing_since (datetime.datetime | None):
        last_ok_at (datetime.datetime | None):
        last_error (str):
        both_sign_until (datetime.datetime | None):
        position (int):
        behind (int): How many events were recorded since the last it was handed.
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
        secret (str):
    """

    id: UUID
    name: str
    url: str
    actions: list[str]
    brands: list[UUID]
    severity: int | None
    drills: bool
    state: NewWebhookOutState
    paused_at: datetime.datetime | None
    disabled_at: datetime.datetime | None
    failing_since: datetime.datetime | None
    last_ok_at: datetime.datetime | None
    last_error: str
    both_sign_until: datetime.datetime | None
    position: int
    behind: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    secret: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        url = self.url

        actions = self.actions

        brands = []
        for brands_item_data in self.brands:
            brands_item = str(brands_item_data)
            brands.append(brands_item)

        severity: int | None
        severity = self.severity

        drills = self.drills

        state: str = self.state

        paused_at: None | str
        if isinstance(self.paused_at, datetime.datetime):
            paused_at = self.paused_at.isoformat()
        else:
            paused_at = self.paused_at

        disabled_at: None | str
        if isinstance(self.disabled_at, datetime.datetime):
            disabled_at = self.disabled_at.isoformat()
        else:
            disabled_at = self.disabled_at

        failing_since: None | str
        if isinstance(self.failing_since, datetime.datetime):
            failing_since = self.failing_since.isoformat()
        else:
            failing_since = self.failing_since

        last_ok_at: None | str
        if isinstance(self.last_ok_at, datetime.datetime):
            last_ok_at = self.last_ok_at.isoformat()
        else:
            last_ok_at = self.last_ok_at

        last_error = self.last_error

        both_sign_until: None | str
        if isinstance(self.both_sign_until, datetime.datetime):
            both_sign_until = self.both_sign_until.isoformat()
        else:
            both_sign_until = self.both_sign_until

        position = self.position

        behind = self.behind

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        secret = self.secret

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "url": url,
                "actions": actions,
                "brands": brands,
                "severity": severity,
                "drills": drills,
                "state": state,
                "paused_at": paused_at,
                "disabled_at": disabled_at,
                "failing_since": failing_since,
                "last_ok_at": last_ok_at,
                "last_error": last_error,
                "both_sign_until": both_sign_until,
                "position": position,
                "behind": behind,
                "created_at": created_at,
                "updated_at": updated_at,
                "secret": secret,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        url = d.pop("url")

        actions = cast(list[str], d.pop("actions"))

        brands = []
        _brands = d.pop("brands")
        for brands_item_data in _brands:
            brands_item = UUID(brands_item_data)

            brands.append(brands_item)

        def _parse_severity(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        severity = _parse_severity(d.pop("severity"))

        drills = d.pop("drills")

        state = check_new_webhook_out_state(d.pop("state"))

        def _parse_paused_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                paused_at_type_0 = datetime.datetime.fromisoformat(data)

                return paused_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        paused_at = _parse_paused_at(d.pop("paused_at"))

        def _parse_disabled_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                disabled_at_type_0 = datetime.datetime.fromisoformat(data)

                return disabled_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        disabled_at = _parse_disabled_at(d.pop("disabled_at"))

        def _parse_failing_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                failing_since_type_0 = datetime.datetime.fromisoformat(data)

                return failing_since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        failing_since = _parse_failing_since(d.pop("failing_since"))

        def _parse_last_ok_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_ok_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_ok_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_ok_at = _parse_last_ok_at(d.pop("last_ok_at"))

        last_error = d.pop("last_error")

        def _parse_both_sign_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                both_sign_until_type_0 = datetime.datetime.fromisoformat(data)

                return both_sign_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        both_sign_until = _parse_both_sign_until(d.pop("both_sign_until"))

        position = d.pop("position")

        behind = d.pop("behind")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        secret = d.pop("secret")

        new_webhook_out = cls(
            id=id,
            name=name,
            url=url,
            actions=actions,
            brands=brands,
            severity=severity,
            drills=drills,
            state=state,
            paused_at=paused_at,
            disabled_at=disabled_at,
            failing_since=failing_since,
            last_ok_at=last_ok_at,
            last_error=last_error,
            both_sign_until=both_sign_until,
            position=position,
            behind=behind,
            created_at=created_at,
            updated_at=updated_at,
            secret=secret,
        )

        new_webhook_out.additional_properties = d
        return new_webhook_out

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
