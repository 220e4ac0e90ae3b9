from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="ApplicationRegisteredEventData")


@_attrs_define
class ApplicationRegisteredEventData:
    """
    Attributes:
        subject (str):
        detail (list[str]):
    """

    subject: str
    detail: list[str]

    def to_dict(self) -> dict[str, Any]:
        subject = self.subject

        detail = self.detail

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "subject": subject,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        subject = d.pop("subject")

        detail = cast(list[str], d.pop("detail"))

        application_registered_event_data = cls(
            subject=subject,
            detail=detail,
        )

        return application_registered_event_data
