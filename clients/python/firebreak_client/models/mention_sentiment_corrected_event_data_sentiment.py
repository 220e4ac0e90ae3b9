from typing import Literal

MentionSentimentCorrectedEventDataSentiment = Literal["", "negative", "neutral", "positive"]

MENTION_SENTIMENT_CORRECTED_EVENT_DATA_SENTIMENT_VALUES: set[MentionSentimentCorrectedEventDataSentiment] = {
    "",
    "negative",
    "neutral",
    "positive",
}


def check_mention_sentiment_corrected_event_data_sentiment(value: str) -> MentionSentimentCorrectedEventDataSentiment:
    if value in MENTION_SENTIMENT_CORRECTED_EVENT_DATA_SENTIMENT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MENTION_SENTIMENT_CORRECTED_EVENT_DATA_SENTIMENT_VALUES!r}"
    )
