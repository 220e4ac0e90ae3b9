from typing import Literal

MentionFilterInRequestSentiment = Literal["negative", "neutral", "positive", "unscored"]

MENTION_FILTER_IN_REQUEST_SENTIMENT_VALUES: set[MentionFilterInRequestSentiment] = {
    "negative",
    "neutral",
    "positive",
    "unscored",
}


def check_mention_filter_in_request_sentiment(value: str) -> MentionFilterInRequestSentiment:
    if value in MENTION_FILTER_IN_REQUEST_SENTIMENT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_FILTER_IN_REQUEST_SENTIMENT_VALUES!r}")
