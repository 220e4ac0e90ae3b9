from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.setting_in_request_kind import SettingInRequestKind, check_setting_in_request_kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.setting_in_request_schedule import SettingInRequestSchedule
    from ..models.setting_in_request_settings import SettingInRequestSettings


T = TypeVar("T", bound="SettingInRequest")


@_attrs_define
class SettingInRequest:
    """A setting to try: what of a rule decides when it fires.

    Attributes:
        kind (SettingInRequestKind): * `spike` - spike
            * `threshold` - threshold
            * `change` - change
            * `negative_share` - negative_share
            * `drop` - drop
            * `silence` - silence
            * `negative_post` - negative_post
            * `vip` - vip
            * `words` - words
            * `new_source` - new_source
            * `returning_critic` - returning_critic
        settings (SettingInRequestSettings | Unset): as for a rule of the kind
        severity (int | Unset):  Default: 3.
        cool_down_minutes (int | Unset):  Default: 60.
        persistence_minutes (int | Unset):  Default: 0.
        schedule (SettingInRequestSchedule | Unset): as for a rule
        filter_ (str | Unset):  Default: ''.
        query (None | Unset | UUID):
    """

    kind: SettingInRequestKind
    settings: SettingInRequestSettings | Unset = UNSET
    severity: int | Unset = 3
    cool_down_minutes: int | Unset = 60
    persistence_minutes: int | Unset = 0
    schedule: SettingInRequestSchedule | Unset = UNSET
    filter_: str | Unset = ""
    query: None | Unset | UUID = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        settings: dict[str, Any] | Unset = UNSET
        if not isinstance(self.settings, Unset):
            settings = self.settings.to_dict()

        severity = self.severity

        cool_down_minutes = self.cool_down_minutes

        persistence_minutes = self.persistence_minutes

        schedule: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schedule, Unset):
            schedule = self.schedule.to_dict()

        filter_ = self.filter_

        query: None | str | Unset
        if isinstance(self.query, Unset):
            query = UNSET
        elif isinstance(self.query, UUID):
            query = str(self.query)
        else:
            query = self.query

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
            }
        )
        if settings is not UNSET:
            field_dict["settings"] = settings
        if severity is not UNSET:
            field_dict["severity"] = severity
        if cool_down_minutes is not UNSET:
            field_dict["cool_down_minutes"] = cool_down_minutes
        if persistence_minutes is not UNSET:
            field_dict["persistence_minutes"] = persistence_minutes
        if schedule is not UNSET:
            field_dict["schedule"] = schedule
        if filter_ is not UNSET:
            field_dict["filter"] = filter_
        if query is not UNSET:
            field_dict["query"] = query

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.setting_in_request_schedule import SettingInRequestSchedule  # noqa: PLC0415
        from ..models.setting_in_request_settings import SettingInRequestSettings  # noqa: PLC0415

        d = dict(src_dict)
        kind = check_setting_in_request_kind(d.pop("kind"))

        _settings = d.pop("settings", UNSET)
        settings: SettingInRequestSettings | Unset
        if isinstance(_settings, Unset):
            settings = UNSET
        else:
            settings = SettingInRequestSettings.from_dict(_settings)

        severity = d.pop("severity", UNSET)

        cool_down_minutes = d.pop("cool_down_minutes", UNSET)

        persistence_minutes = d.pop("persistence_minutes", UNSET)

        _schedule = d.pop("schedule", UNSET)
        schedule: SettingInRequestSchedule | Unset
        if isinstance(_schedule, Unset):
            schedule = UNSET
        else:
            schedule = SettingInRequestSchedule.from_dict(_schedule)

        filter_ = d.pop("filter", UNSET)

        def _parse_query(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                query_type_0 = UUID(data)

                return query_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        query = _parse_query(d.pop("query", UNSET))

        setting_in_request = cls(
            kind=kind,
            settings=settings,
            severity=severity,
            cool_down_minutes=cool_down_minutes,
            persistence_minutes=persistence_minutes,
            schedule=schedule,
            filter_=filter_,
            query=query,
        )

        setting_in_request.additional_properties = d
        return setting_in_request

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
