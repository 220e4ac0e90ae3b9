from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.mention_sentiment_corrected_event_data_sentiment import (
    MentionSentimentCorrectedEventDataSentiment,
    check_mention_sentiment_corrected_event_data_sentiment,
)

T = TypeVar("T", bound="MentionSentimentCorrectedEventData")


@_attrs_define
class MentionSentimentCorrectedEventData:
    """
    Attributes:
        sentiment (MentionSentimentCorrectedEventDataSentiment):
        sentiment_by (int | None):
    """

    sentiment: MentionSentimentCorrectedEventDataSentiment
    sentiment_by: int | None

    def to_dict(self) -> dict[str, Any]:
        sentiment: str = self.sentiment

        sentiment_by: int | None
        sentiment_by = self.sentiment_by

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sentiment": sentiment,
                "sentiment_by": sentiment_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        sentiment = check_mention_sentiment_corrected_event_data_sentiment(d.pop("sentiment"))

        def _parse_sentiment_by(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        sentiment_by = _parse_sentiment_by(d.pop("sentiment_by"))

        mention_sentiment_corrected_event_data = cls(
            sentiment=sentiment,
            sentiment_by=sentiment_by,
        )

        return mention_sentiment_corrected_event_data
