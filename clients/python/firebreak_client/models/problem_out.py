from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ProblemOut")


@_attrs_define
class ProblemOut:
    """What could not be translated, at its place; `column` from 1.

    Attributes:
        column (int):
        length (int):
        message (str):
        code (str):
        fix (None | str):
    """

    column: int
    length: int
    message: str
    code: str
    fix: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        column = self.column

        length = self.length

        message = self.message

        code = self.code

        fix: None | str
        fix = self.fix

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "column": column,
                "length": length,
                "message": message,
                "code": code,
                "fix": fix,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        column = d.pop("column")

        length = d.pop("length")

        message = d.pop("message")

        code = d.pop("code")

        def _parse_fix(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        fix = _parse_fix(d.pop("fix"))

        problem_out = cls(
            column=column,
            length=length,
            message=message,
            code=code,
            fix=fix,
        )

        problem_out.additional_properties = d
        return problem_out

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
