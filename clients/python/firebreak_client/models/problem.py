from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.problem_data import ProblemData
    from ..models.problem_errors import ProblemErrors


T = TypeVar("T", bound="Problem")


@_attrs_define
class Problem:
    """
    Attributes:
        type_ (str):
        status (int):
        code (str): Stable: match on this, not on the text.
        title (str):
        detail (str): For a person.
        request_id (str | Unset): Of this request: name it when you ask us about it.
        errors (ProblemErrors | Unset): Messages by field.
        data (ProblemData | Unset): Facts: a current status, a column.
    """

    type_: str
    status: int
    code: str
    title: str
    detail: str
    request_id: str | Unset = UNSET
    errors: ProblemErrors | Unset = UNSET
    data: ProblemData | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        status = self.status

        code = self.code

        title = self.title

        detail = self.detail

        request_id = self.request_id

        errors: dict[str, Any] | Unset = UNSET
        if not isinstance(self.errors, Unset):
            errors = self.errors.to_dict()

        data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.data, Unset):
            data = self.data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "status": status,
                "code": code,
                "title": title,
                "detail": detail,
            }
        )
        if request_id is not UNSET:
            field_dict["request_id"] = request_id
        if errors is not UNSET:
            field_dict["errors"] = errors
        if data is not UNSET:
            field_dict["data"] = data

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.problem_data import ProblemData  # noqa: PLC0415
        from ..models.problem_errors import ProblemErrors  # noqa: PLC0415

        d = dict(src_dict)
        type_ = d.pop("type")

        status = d.pop("status")

        code = d.pop("code")

        title = d.pop("title")

        detail = d.pop("detail")

        request_id = d.pop("request_id", UNSET)

        _errors = d.pop("errors", UNSET)
        errors: ProblemErrors | Unset
        if isinstance(_errors, Unset):
            errors = UNSET
        else:
            errors = ProblemErrors.from_dict(_errors)

        _data = d.pop("data", UNSET)
        data: ProblemData | Unset
        if isinstance(_data, Unset):
            data = UNSET
        else:
            data = ProblemData.from_dict(_data)

        problem = cls(
            type_=type_,
            status=status,
            code=code,
            title=title,
            detail=detail,
            request_id=request_id,
            errors=errors,
            data=data,
        )

        problem.additional_properties = d
        return problem

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
