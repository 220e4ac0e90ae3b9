from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.change_out import ChangeOut
    from ..models.problem_out import ProblemOut


T = TypeVar("T", bound="PastedOut")


@_attrs_define
class PastedOut:
    """The text in this language, what was changed, and what still keeps it from being saved.

    Attributes:
        text (str):
        changes (list[ChangeOut]):
        problems (list[ProblemOut]):
    """

    text: str
    changes: list[ChangeOut]
    problems: list[ProblemOut]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        text = self.text

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        problems = []
        for problems_item_data in self.problems:
            problems_item = problems_item_data.to_dict()
            problems.append(problems_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "text": text,
                "changes": changes,
                "problems": problems,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.change_out import ChangeOut  # noqa: PLC0415
        from ..models.problem_out import ProblemOut  # noqa: PLC0415

        d = dict(src_dict)
        text = d.pop("text")

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = ChangeOut.from_dict(changes_item_data)

            changes.append(changes_item)

        problems = []
        _problems = d.pop("problems")
        for problems_item_data in _problems:
            problems_item = ProblemOut.from_dict(problems_item_data)

            problems.append(problems_item)

        pasted_out = cls(
            text=text,
            changes=changes,
            problems=problems,
        )

        pasted_out.additional_properties = d
        return pasted_out

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
