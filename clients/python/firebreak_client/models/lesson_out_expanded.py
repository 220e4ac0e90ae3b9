from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.debrief_out import DebriefOut


T = TypeVar("T", bound="LessonOutExpanded")


@_attrs_define
class LessonOutExpanded:
    """With `expand`: what was asked for.

    Attributes:
        debrief (DebriefOut | None | Unset):
    """

    debrief: DebriefOut | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.debrief_out import DebriefOut  # noqa: PLC0415

        debrief: dict[str, Any] | None | Unset
        if isinstance(self.debrief, Unset):
            debrief = UNSET
        elif isinstance(self.debrief, DebriefOut):
            debrief = self.debrief.to_dict()
        else:
            debrief = self.debrief

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if debrief is not UNSET:
            field_dict["debrief"] = debrief

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.debrief_out import DebriefOut  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_debrief(data: object) -> DebriefOut | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                debrief_type_0 = DebriefOut.from_dict(data)

                return debrief_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DebriefOut | None | Unset, data)

        debrief = _parse_debrief(d.pop("debrief", UNSET))

        lesson_out_expanded = cls(
            debrief=debrief,
        )

        return lesson_out_expanded
