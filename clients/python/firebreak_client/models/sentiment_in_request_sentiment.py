from typing import Literal

SentimentInRequestSentiment = Literal["", "negative", "neutral", "positive"]

SENTIMENT_IN_REQUEST_SENTIMENT_VALUES: set[SentimentInRequestSentiment] = {
    "",
    "negative",
    "neutral",
    "positive",
}


def check_sentiment_in_request_sentiment(value: str) -> SentimentInRequestSentiment:
    if value in SENTIMENT_IN_REQUEST_SENTIMENT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SENTIMENT_IN_REQUEST_SENTIMENT_VALUES!r}")
