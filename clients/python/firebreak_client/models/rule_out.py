from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.rule_out_kind import RuleOutKind, check_rule_out_kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.hours_in import HoursIn
    from ..models.rule_out_expanded import RuleOutExpanded
    from ..models.rule_out_settings import RuleOutSettings


T = TypeVar("T", bound="RuleOut")


@_attrs_define
class RuleOut:
    """When people are woken.

    Attributes:
        id (UUID):
        brand (UUID):
        kind (RuleOutKind): * `spike` - Spike
            * `threshold` - Threshold
            * `change` - Change
            * `negative_share` - Negative share
            * `drop` - Drop
            * `silence` - Silence
            * `negative_post` - Negative post
            * `vip` - Vip
            * `words` - Words
            * `new_source` - New source
            * `returning_critic` - Returning critic
        name (str):
        query (None | UUID):
        settings (RuleOutSettings): By kind. Over counts: spike {sensitivity low|normal|high, minimum_posts, streams
            [all, negative], quiet_hours 4 to 24}; threshold {posts, minutes 5 to 1440, stream all|negative}; change
            {percent (below 0: a fall), minutes 5 to 720, minimum_posts, stream}; negative_share {share 0 to 1, minutes,
            minimum_posts, above_usual true: compare with the brand's own usual share, `share` being the least besides, if
            given}; drop {percent, minimum_expected}; silence {share 0 to 1, minimum_expected}. Over single posts: words
            {text: a query}; vip {authors, followers, verified}; negative_post {below_posts_per_week}; returning_critic
            {days}; new_source {quiet_days}.
        severity (int):
        cool_down_minutes (int):
        persistence_minutes (int):
        schedule (HoursIn): When a rule may tell, in the brand's zone. Equal times are the whole day; an end before the
            start passes midnight.
        filter_ (str):
        tell (list[int]): user ids; none: the brand's first person, then the next
        digest (bool):
        muted_until (datetime.datetime | None):
        may_open_incident (bool):
        is_active (bool):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
        expanded (RuleOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    brand: UUID
    kind: RuleOutKind
    name: str
    query: None | UUID
    settings: RuleOutSettings
    severity: int
    cool_down_minutes: int
    persistence_minutes: int
    schedule: HoursIn
    filter_: str
    tell: list[int]
    digest: bool
    muted_until: datetime.datetime | None
    may_open_incident: bool
    is_active: bool
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    expanded: RuleOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        brand = str(self.brand)

        kind: str = self.kind

        name = self.name

        query: None | str
        if isinstance(self.query, UUID):
            query = str(self.query)
        else:
            query = self.query

        settings = self.settings.to_dict()

        severity = self.severity

        cool_down_minutes = self.cool_down_minutes

        persistence_minutes = self.persistence_minutes

        schedule = self.schedule.to_dict()

        filter_ = self.filter_

        tell = self.tell

        digest = self.digest

        muted_until: None | str
        if isinstance(self.muted_until, datetime.datetime):
            muted_until = self.muted_until.isoformat()
        else:
            muted_until = self.muted_until

        may_open_incident = self.may_open_incident

        is_active = self.is_active

        version = self.version

        created_at = self.created_at.isoformat()

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
                "kind": kind,
                "name": name,
                "query": query,
                "settings": settings,
                "severity": severity,
                "cool_down_minutes": cool_down_minutes,
                "persistence_minutes": persistence_minutes,
                "schedule": schedule,
                "filter": filter_,
                "tell": tell,
                "digest": digest,
                "muted_until": muted_until,
                "may_open_incident": may_open_incident,
                "is_active": is_active,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.hours_in import HoursIn  # noqa: PLC0415
        from ..models.rule_out_expanded import RuleOutExpanded  # noqa: PLC0415
        from ..models.rule_out_settings import RuleOutSettings  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        kind = check_rule_out_kind(d.pop("kind"))

        name = d.pop("name")

        def _parse_query(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                query_type_0 = UUID(data)

                return query_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        query = _parse_query(d.pop("query"))

        settings = RuleOutSettings.from_dict(d.pop("settings"))

        severity = d.pop("severity")

        cool_down_minutes = d.pop("cool_down_minutes")

        persistence_minutes = d.pop("persistence_minutes")

        schedule = HoursIn.from_dict(d.pop("schedule"))

        filter_ = d.pop("filter")

        tell = cast(list[int], d.pop("tell"))

        digest = d.pop("digest")

        def _parse_muted_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                muted_until_type_0 = datetime.datetime.fromisoformat(data)

                return muted_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        muted_until = _parse_muted_until(d.pop("muted_until"))

        may_open_incident = d.pop("may_open_incident")

        is_active = d.pop("is_active")

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: RuleOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = RuleOutExpanded.from_dict(_expanded)

        rule_out = cls(
            id=id,
            brand=brand,
            kind=kind,
            name=name,
            query=query,
            settings=settings,
            severity=severity,
            cool_down_minutes=cool_down_minutes,
            persistence_minutes=persistence_minutes,
            schedule=schedule,
            filter_=filter_,
            tell=tell,
            digest=digest,
            muted_until=muted_until,
            may_open_incident=may_open_incident,
            is_active=is_active,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
            expanded=expanded,
        )

        rule_out.additional_properties = d
        return rule_out

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
