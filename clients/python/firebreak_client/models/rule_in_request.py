from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.rule_in_request_kind import RuleInRequestKind, check_rule_in_request_kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.hours_in_request import HoursInRequest
    from ..models.rule_in_request_settings import RuleInRequestSettings


T = TypeVar("T", bound="RuleInRequest")


@_attrs_define
class RuleInRequest:
    """A rule to make.

    Attributes:
        name (str):
        brand (UUID):
        kind (RuleInRequestKind): * `spike` - spike
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
        settings (RuleInRequestSettings | Unset): By kind. Over counts: spike {sensitivity low|normal|high,
            minimum_posts, streams [all, negative], quiet_hours 4 to 24}; threshold {posts, minutes 5 to 1440, stream
            all|negative}; change {percent (below 0: a fall), minutes 5 to 720, minimum_posts, stream}; negative_share
            {share 0 to 1, minutes, minimum_posts, above_usual true: compare with the brand's own usual share, `share` being
            the least besides, if given}; drop {percent, minimum_expected}; silence {share 0 to 1, minimum_expected}. Over
            single posts: words {text: a query}; vip {authors, followers, verified}; negative_post {below_posts_per_week};
            returning_critic {days}; new_source {quiet_days}.
        severity (int | Unset):  Default: 3.
        cool_down_minutes (int | Unset):  Default: 60.
        persistence_minutes (int | Unset): so long it must hold before anybody is told Default: 0.
        schedule (HoursInRequest | Unset): When a rule may tell, in the brand's zone. Equal times are the whole day; an
            end before the start passes midnight.
        filter_ (str | Unset): in the query language: only mentions that match count; not for kinds that learn what is
            usual Default: ''.
        tell (list[int] | Unset):
        digest (bool | Unset): gathered in each person's next digest, waking nobody Default: False.
        may_open_incident (bool | Unset):  Default: False.
        is_active (bool | Unset):  Default: True.
        query (None | Unset | UUID):
    """

    name: str
    brand: UUID
    kind: RuleInRequestKind
    settings: RuleInRequestSettings | Unset = UNSET
    severity: int | Unset = 3
    cool_down_minutes: int | Unset = 60
    persistence_minutes: int | Unset = 0
    schedule: HoursInRequest | Unset = UNSET
    filter_: str | Unset = ""
    tell: list[int] | Unset = UNSET
    digest: bool | Unset = False
    may_open_incident: bool | Unset = False
    is_active: bool | Unset = True
    query: None | Unset | UUID = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        brand = str(self.brand)

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

        tell: list[int] | Unset = UNSET
        if not isinstance(self.tell, Unset):
            tell = self.tell

        digest = self.digest

        may_open_incident = self.may_open_incident

        is_active = self.is_active

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
                "name": name,
                "brand": brand,
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
        if tell is not UNSET:
            field_dict["tell"] = tell
        if digest is not UNSET:
            field_dict["digest"] = digest
        if may_open_incident is not UNSET:
            field_dict["may_open_incident"] = may_open_incident
        if is_active is not UNSET:
            field_dict["is_active"] = is_active
        if query is not UNSET:
            field_dict["query"] = query

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.hours_in_request import HoursInRequest  # noqa: PLC0415
        from ..models.rule_in_request_settings import RuleInRequestSettings  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        brand = UUID(d.pop("brand"))

        kind = check_rule_in_request_kind(d.pop("kind"))

        _settings = d.pop("settings", UNSET)
        settings: RuleInRequestSettings | Unset
        if isinstance(_settings, Unset):
            settings = UNSET
        else:
            settings = RuleInRequestSettings.from_dict(_settings)

        severity = d.pop("severity", UNSET)

        cool_down_minutes = d.pop("cool_down_minutes", UNSET)

        persistence_minutes = d.pop("persistence_minutes", UNSET)

        _schedule = d.pop("schedule", UNSET)
        schedule: HoursInRequest | Unset
        if isinstance(_schedule, Unset):
            schedule = UNSET
        else:
            schedule = HoursInRequest.from_dict(_schedule)

        filter_ = d.pop("filter", UNSET)

        tell = cast(list[int], d.pop("tell", UNSET))

        digest = d.pop("digest", UNSET)

        may_open_incident = d.pop("may_open_incident", UNSET)

        is_active = d.pop("is_active", UNSET)

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

        rule_in_request = cls(
            name=name,
            brand=brand,
            kind=kind,
            settings=settings,
            severity=severity,
            cool_down_minutes=cool_down_minutes,
            persistence_minutes=persistence_minutes,
            schedule=schedule,
            filter_=filter_,
            tell=tell,
            digest=digest,
            may_open_incident=may_open_incident,
            is_active=is_active,
            query=query,
        )

        rule_in_request.additional_properties = d
        return rule_in_request

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
