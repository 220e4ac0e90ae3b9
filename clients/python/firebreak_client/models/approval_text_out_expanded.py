from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.answer_out import AnswerOut


T = TypeVar("T", bound="ApprovalTextOutExpanded")


@_attrs_define
class ApprovalTextOutExpanded:
    """With `expand`: what was asked for.

    Attributes:
        answer (AnswerOut | None | Unset):
    """

    answer: AnswerOut | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.answer_out import AnswerOut  # noqa: PLC0415

        answer: dict[str, Any] | None | Unset
        if isinstance(self.answer, Unset):
            answer = UNSET
        elif isinstance(self.answer, AnswerOut):
            answer = self.answer.to_dict()
        else:
            answer = self.answer

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if answer is not UNSET:
            field_dict["answer"] = answer

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.answer_out import AnswerOut  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_answer(data: object) -> AnswerOut | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                answer_type_0 = AnswerOut.from_dict(data)

                return answer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AnswerOut | None | Unset, data)

        answer = _parse_answer(d.pop("answer", UNSET))

        approval_text_out_expanded = cls(
            answer=answer,
        )

        return approval_text_out_expanded
