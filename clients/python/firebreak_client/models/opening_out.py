from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.incident_out import IncidentOut


T = TypeVar("T", bound="OpeningOut")


@_attrs_define
class OpeningOut:
    """How an incident would begin with an alert.

    Attributes:
        title (str):
        reopen_candidate (IncidentOut | None):
    """

    title: str
    reopen_candidate: IncidentOut | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.incident_out import IncidentOut  # noqa: PLC0415

        title = self.title

        reopen_candidate: dict[str, Any] | None
        if isinstance(self.reopen_candidate, IncidentOut):
            reopen_candidate = self.reopen_candidate.to_dict()
        else:
            reopen_candidate = self.reopen_candidate

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "title": title,
                "reopen_candidate": reopen_candidate,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.incident_out import IncidentOut  # noqa: PLC0415

        d = dict(src_dict)
        title = d.pop("title")

        def _parse_reopen_candidate(data: object) -> IncidentOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                reopen_candidate_type_0 = IncidentOut.from_dict(data)

                return reopen_candidate_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(IncidentOut | None, data)

        reopen_candidate = _parse_reopen_candidate(d.pop("reopen_candidate"))

        opening_out = cls(
            title=title,
            reopen_candidate=reopen_candidate,
        )

        opening_out.additional_properties = d
        return opening_out

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
