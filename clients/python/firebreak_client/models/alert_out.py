from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.alert_out_kind import AlertOutKind, check_alert_out_kind
from ..models.alert_out_outcome import AlertOutOutcome, check_alert_out_outcome
from ..models.alert_out_status import AlertOutStatus, check_alert_out_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.alert_out_expanded import AlertOutExpanded
    from ..models.alert_out_explanation import AlertOutExplanation


T = TypeVar("T", bound="AlertOut")


@_attrs_define
class AlertOut:
    """Something worth a person's look, with its account of itself in numbers.

    Attributes:
        id (UUID):
        brand (UUID):
        rule (UUID):
        rule_version (int):
        kind (AlertOutKind): * `spike` - spike
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
        severity (int):
        status (AlertOutStatus): * `open` - Open
            * `joined` - Joined
            * `opened` - Opened
            * `dismissed` - Dismissed
        window_start (datetime.datetime):
        window_end (datetime.datetime):
        since (datetime.datetime | None):
        seen (int | None):
        expected (float | None):
        low (float | None):
        high (float | None):
        sentence (str):
        explanation (AlertOutExplanation): by kind: what was seen, expected and found in it
        raised_at (datetime.datetime):
        triaged_at (datetime.datetime | None):
        acknowledge_due_at (datetime.datetime | None):
        acknowledged_at (datetime.datetime | None):
        acknowledged_by (int | None):
        unanswered_at (datetime.datetime | None):
        decided_at (datetime.datetime | None):
        decided_by (int | None):
        outcome (AlertOutOutcome): * `crisis` - crisis
            * `issue` - issue
            * `noise` - noise
            * `known_campaign` - known campaign
        reason (str):
        updated_at (datetime.datetime):
        expanded (AlertOutExpanded | Unset): With `expand`: what was asked for.
    """

    id: UUID
    brand: UUID
    rule: UUID
    rule_version: int
    kind: AlertOutKind
    severity: int
    status: AlertOutStatus
    window_start: datetime.datetime
    window_end: datetime.datetime
    since: datetime.datetime | None
    seen: int | None
    expected: float | None
    low: float | None
    high: float | None
    sentence: str
    explanation: AlertOutExplanation
    raised_at: datetime.datetime
    triaged_at: datetime.datetime | None
    acknowledge_due_at: datetime.datetime | None
    acknowledged_at: datetime.datetime | None
    acknowledged_by: int | None
    unanswered_at: datetime.datetime | None
    decided_at: datetime.datetime | None
    decided_by: int | None
    outcome: AlertOutOutcome
    reason: str
    updated_at: datetime.datetime
    expanded: AlertOutExpanded | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        brand = str(self.brand)

        rule = str(self.rule)

        rule_version = self.rule_version

        kind: str = self.kind

        severity = self.severity

        status: str = self.status

        window_start = self.window_start.isoformat()

        window_end = self.window_end.isoformat()

        since: None | str
        if isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        seen: int | None
        seen = self.seen

        expected: float | None
        expected = self.expected

        low: float | None
        low = self.low

        high: float | None
        high = self.high

        sentence = self.sentence

        explanation = self.explanation.to_dict()

        raised_at = self.raised_at.isoformat()

        triaged_at: None | str
        if isinstance(self.triaged_at, datetime.datetime):
            triaged_at = self.triaged_at.isoformat()
        else:
            triaged_at = self.triaged_at

        acknowledge_due_at: None | str
        if isinstance(self.acknowledge_due_at, datetime.datetime):
            acknowledge_due_at = self.acknowledge_due_at.isoformat()
        else:
            acknowledge_due_at = self.acknowledge_due_at

        acknowledged_at: None | str
        if isinstance(self.acknowledged_at, datetime.datetime):
            acknowledged_at = self.acknowledged_at.isoformat()
        else:
            acknowledged_at = self.acknowledged_at

        acknowledged_by: int | None
        acknowledged_by = self.acknowledged_by

        unanswered_at: None | str
        if isinstance(self.unanswered_at, datetime.datetime):
            unanswered_at = self.unanswered_at.isoformat()
        else:
            unanswered_at = self.unanswered_at

        decided_at: None | str
        if isinstance(self.decided_at, datetime.datetime):
            decided_at = self.decided_at.isoformat()
        else:
            decided_at = self.decided_at

        decided_by: int | None
        decided_by = self.decided_by

        outcome: str = self.outcome

        reason = self.reason

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
                "rule": rule,
                "rule_version": rule_version,
                "kind": kind,
                "severity": severity,
                "status": status,
                "window_start": window_start,
                "window_end": window_end,
                "since": since,
                "seen": seen,
                "expected": expected,
                "low": low,
                "high": high,
                "sentence": sentence,
                "explanation": explanation,
                "raised_at": raised_at,
                "triaged_at": triaged_at,
                "acknowledge_due_at": acknowledge_due_at,
                "acknowledged_at": acknowledged_at,
                "acknowledged_by": acknowledged_by,
                "unanswered_at": unanswered_at,
                "decided_at": decided_at,
                "decided_by": decided_by,
                "outcome": outcome,
                "reason": reason,
                "updated_at": updated_at,
            }
        )
        if expanded is not UNSET:
            field_dict["expanded"] = expanded

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.alert_out_expanded import AlertOutExpanded  # noqa: PLC0415
        from ..models.alert_out_explanation import AlertOutExplanation  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        brand = UUID(d.pop("brand"))

        rule = UUID(d.pop("rule"))

        rule_version = d.pop("rule_version")

        kind = check_alert_out_kind(d.pop("kind"))

        severity = d.pop("severity")

        status = check_alert_out_status(d.pop("status"))

        window_start = datetime.datetime.fromisoformat(d.pop("window_start"))

        window_end = datetime.datetime.fromisoformat(d.pop("window_end"))

        def _parse_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        since = _parse_since(d.pop("since"))

        def _parse_seen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        seen = _parse_seen(d.pop("seen"))

        def _parse_expected(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        expected = _parse_expected(d.pop("expected"))

        def _parse_low(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        low = _parse_low(d.pop("low"))

        def _parse_high(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        high = _parse_high(d.pop("high"))

        sentence = d.pop("sentence")

        explanation = AlertOutExplanation.from_dict(d.pop("explanation"))

        raised_at = datetime.datetime.fromisoformat(d.pop("raised_at"))

        def _parse_triaged_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                triaged_at_type_0 = datetime.datetime.fromisoformat(data)

                return triaged_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        triaged_at = _parse_triaged_at(d.pop("triaged_at"))

        def _parse_acknowledge_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                acknowledge_due_at_type_0 = datetime.datetime.fromisoformat(data)

                return acknowledge_due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        acknowledge_due_at = _parse_acknowledge_due_at(d.pop("acknowledge_due_at"))

        def _parse_acknowledged_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                acknowledged_at_type_0 = datetime.datetime.fromisoformat(data)

                return acknowledged_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        acknowledged_at = _parse_acknowledged_at(d.pop("acknowledged_at"))

        def _parse_acknowledged_by(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        acknowledged_by = _parse_acknowledged_by(d.pop("acknowledged_by"))

        def _parse_unanswered_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unanswered_at_type_0 = datetime.datetime.fromisoformat(data)

                return unanswered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        unanswered_at = _parse_unanswered_at(d.pop("unanswered_at"))

        def _parse_decided_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decided_at_type_0 = datetime.datetime.fromisoformat(data)

                return decided_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        decided_at = _parse_decided_at(d.pop("decided_at"))

        def _parse_decided_by(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        decided_by = _parse_decided_by(d.pop("decided_by"))

        outcome = check_alert_out_outcome(d.pop("outcome"))

        reason = d.pop("reason")

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _expanded = d.pop("expanded", UNSET)
        expanded: AlertOutExpanded | Unset
        if isinstance(_expanded, Unset):
            expanded = UNSET
        else:
            expanded = AlertOutExpanded.from_dict(_expanded)

        alert_out = cls(
            id=id,
            brand=brand,
            rule=rule,
            rule_version=rule_version,
            kind=kind,
            severity=severity,
            status=status,
            window_start=window_start,
            window_end=window_end,
            since=since,
            seen=seen,
            expected=expected,
            low=low,
            high=high,
            sentence=sentence,
            explanation=explanation,
            raised_at=raised_at,
            triaged_at=triaged_at,
            acknowledge_due_at=acknowledge_due_at,
            acknowledged_at=acknowledged_at,
            acknowledged_by=acknowledged_by,
            unanswered_at=unanswered_at,
            decided_at=decided_at,
            decided_by=decided_by,
            outcome=outcome,
            reason=reason,
            updated_at=updated_at,
            expanded=expanded,
        )

        alert_out.additional_properties = d
        return alert_out

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
