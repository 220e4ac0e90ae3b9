from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.alert_dismissed_event_data_outcome import (
    AlertDismissedEventDataOutcome,
    check_alert_dismissed_event_data_outcome,
)

T = TypeVar("T", bound="AlertDismissedEventData")


@_attrs_define
class AlertDismissedEventData:
    """
    Attributes:
        rule (UUID):
        outcome (AlertDismissedEventDataOutcome):
    """

    rule: UUID
    outcome: AlertDismissedEventDataOutcome

    def to_dict(self) -> dict[str, Any]:
        rule = str(self.rule)

        outcome: str = self.outcome

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rule": rule,
                "outcome": outcome,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        rule = UUID(d.pop("rule"))

        outcome = check_alert_dismissed_event_data_outcome(d.pop("outcome"))

        alert_dismissed_event_data = cls(
            rule=rule,
            outcome=outcome,
        )

        return alert_dismissed_event_data
