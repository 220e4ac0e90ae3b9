from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.fetch_out_outcome import FetchOutOutcome, check_fetch_out_outcome

if TYPE_CHECKING:
    from ..models.ignored_out import IgnoredOut


T = TypeVar("T", bound="FetchOut")


@_attrs_define
class FetchOut:
    """One try to read a feed. `took_ms` milliseconds; `bytes` as they travelled; `status` of the last answer, null where
    none came;
    `posts` no earlier try had brought, of the whole feed.

        Attributes:
            id (UUID):
            at (datetime.datetime):
            took_ms (int):
            requests (int):
            bytes_ (int):
            status (int | None):
            outcome (FetchOutOutcome): * `read` - Read
                * `same` - Same
                * `failed` - Failed
            posts (int):
            ignored (list[IgnoredOut]):
            reason (str):
    """

    id: UUID
    at: datetime.datetime
    took_ms: int
    requests: int
    bytes_: int
    status: int | None
    outcome: FetchOutOutcome
    posts: int
    ignored: list[IgnoredOut]
    reason: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        at = self.at.isoformat()

        took_ms = self.took_ms

        requests = self.requests

        bytes_ = self.bytes_

        status: int | None
        status = self.status

        outcome: str = self.outcome

        posts = self.posts

        ignored = []
        for ignored_item_data in self.ignored:
            ignored_item = ignored_item_data.to_dict()
            ignored.append(ignored_item)

        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "at": at,
                "took_ms": took_ms,
                "requests": requests,
                "bytes": bytes_,
                "status": status,
                "outcome": outcome,
                "posts": posts,
                "ignored": ignored,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.ignored_out import IgnoredOut  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        took_ms = d.pop("took_ms")

        requests = d.pop("requests")

        bytes_ = d.pop("bytes")

        def _parse_status(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        status = _parse_status(d.pop("status"))

        outcome = check_fetch_out_outcome(d.pop("outcome"))

        posts = d.pop("posts")

        ignored = []
        _ignored = d.pop("ignored")
        for ignored_item_data in _ignored:
            ignored_item = IgnoredOut.from_dict(ignored_item_data)

            ignored.append(ignored_item)

        reason = d.pop("reason")

        fetch_out = cls(
            id=id,
            at=at,
            took_ms=took_ms,
            requests=requests,
            bytes_=bytes_,
            status=status,
            outcome=outcome,
            posts=posts,
            ignored=ignored,
            reason=reason,
        )

        fetch_out.additional_properties = d
        return fetch_out

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
