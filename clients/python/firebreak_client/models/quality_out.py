from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.quality_out_outcomes import QualityOutOutcomes
    from ..models.suggestion_out import SuggestionOut


T = TypeVar("T", bound="QualityOut")


@_attrs_define
class QualityOut:
    """What a rule's alerts were, as it is set now. `precision` 0 to 1, null before any has an outcome.

    Attributes:
        sentence (str):
        closed (int):
        worth (int):
        precision (float | None):
        open_ (int): without an outcome yet
        before (int): of other settings, left out
        outcomes (QualityOutOutcomes): by outcome: crisis, issue, noise, known_campaign
        suggestion (None | SuggestionOut):
    """

    sentence: str
    closed: int
    worth: int
    precision: float | None
    open_: int
    before: int
    outcomes: QualityOutOutcomes
    suggestion: None | SuggestionOut
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.suggestion_out import SuggestionOut  # noqa: PLC0415

        sentence = self.sentence

        closed = self.closed

        worth = self.worth

        precision: float | None
        precision = self.precision

        open_ = self.open_

        before = self.before

        outcomes = self.outcomes.to_dict()

        suggestion: dict[str, Any] | None
        if isinstance(self.suggestion, SuggestionOut):
            suggestion = self.suggestion.to_dict()
        else:
            suggestion = self.suggestion

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "sentence": sentence,
                "closed": closed,
                "worth": worth,
                "precision": precision,
                "open": open_,
                "before": before,
                "outcomes": outcomes,
                "suggestion": suggestion,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.quality_out_outcomes import QualityOutOutcomes  # noqa: PLC0415
        from ..models.suggestion_out import SuggestionOut  # noqa: PLC0415

        d = dict(src_dict)
        sentence = d.pop("sentence")

        closed = d.pop("closed")

        worth = d.pop("worth")

        def _parse_precision(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        precision = _parse_precision(d.pop("precision"))

        open_ = d.pop("open")

        before = d.pop("before")

        outcomes = QualityOutOutcomes.from_dict(d.pop("outcomes"))

        def _parse_suggestion(data: object) -> None | SuggestionOut:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                suggestion_type_0 = SuggestionOut.from_dict(data)

                return suggestion_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SuggestionOut, data)

        suggestion = _parse_suggestion(d.pop("suggestion"))

        quality_out = cls(
            sentence=sentence,
            closed=closed,
            worth=worth,
            precision=precision,
            open_=open_,
            before=before,
            outcomes=outcomes,
            suggestion=suggestion,
        )

        quality_out.additional_properties = d
        return quality_out

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
