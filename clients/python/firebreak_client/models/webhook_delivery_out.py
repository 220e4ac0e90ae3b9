from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.webhook_delivery_out_status import WebhookDeliveryOutStatus, check_webhook_delivery_out_status

if TYPE_CHECKING:
    from ..models.try_out import TryOut


T = TypeVar("T", bound="WebhookDeliveryOut")


@_attrs_define
class WebhookDeliveryOut:
    """One message to a webhook. `event` is null for a test message; `message_id` is its webhook-id header.

    Attributes:
        id (UUID):
        message_id (str): The same for each try.
        event (None | UUID):
        action (str): What happened.
        status (WebhookDeliveryOutStatus): * `queued` - queued
            * `sending` - sending
            * `sent` - sent
            * `failed` - failed
            * `given_up` - given_up
            * `not_needed` - not_needed
            * `withdrawn` - withdrawn
        attempts (int):
        next_try_at (datetime.datetime | None):
        sent_at (datetime.datetime | None):
        last_error (str):
        created_at (datetime.datetime):
        tries (list[TryOut]):
    """

    id: UUID
    message_id: str
    event: None | UUID
    action: str
    status: WebhookDeliveryOutStatus
    attempts: int
    next_try_at: datetime.datetime | None
    sent_at: datetime.datetime | None
    last_error: str
    created_at: datetime.datetime
    tries: list[TryOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        message_id = self.message_id

        event: None | str
        if isinstance(self.event, UUID):
            event = str(self.event)
        else:
            event = self.event

        action = self.action

        status: str = self.status

        attempts = self.attempts

        next_try_at: None | str
        if isinstance(self.next_try_at, datetime.datetime):
            next_try_at = self.next_try_at.isoformat()
        else:
            next_try_at = self.next_try_at

        sent_at: None | str
        if isinstance(self.sent_at, datetime.datetime):
            sent_at = self.sent_at.isoformat()
        else:
            sent_at = self.sent_at

        last_error = self.last_error

        created_at = self.created_at.isoformat()

        tries = []
        for tries_item_data in self.tries:
            tries_item = tries_item_data.to_dict()
            tries.append(tries_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "message_id": message_id,
                "event": event,
                "action": action,
                "status": status,
                "attempts": attempts,
                "next_try_at": next_try_at,
                "sent_at": sent_at,
                "last_error": last_error,
                "created_at": created_at,
                "tries": tries,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.try_out import TryOut  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        message_id = d.pop("message_id")

        def _parse_event(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                event_type_0 = UUID(data)

                return event_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        event = _parse_event(d.pop("event"))

        action = d.pop("action")

        status = check_webhook_delivery_out_status(d.pop("status"))

        attempts = d.pop("attempts")

        def _parse_next_try_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_try_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_try_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_try_at = _parse_next_try_at(d.pop("next_try_at"))

        def _parse_sent_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sent_at_type_0 = datetime.datetime.fromisoformat(data)

                return sent_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        sent_at = _parse_sent_at(d.pop("sent_at"))

        last_error = d.pop("last_error")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        tries = []
        _tries = d.pop("tries")
        for tries_item_data in _tries:
            tries_item = TryOut.from_dict(tries_item_data)

            tries.append(tries_item)

        webhook_delivery_out = cls(
            id=id,
            message_id=message_id,
            event=event,
            action=action,
            status=status,
            attempts=attempts,
            next_try_at=next_try_at,
            sent_at=sent_at,
            last_error=last_error,
            created_at=created_at,
            tries=tries,
        )

        webhook_delivery_out.additional_properties = d
        return webhook_delivery_out

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
