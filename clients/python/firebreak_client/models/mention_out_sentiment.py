from typing import Literal

MentionOutSentiment = Literal["", "negative", "neutral", "positive"]

MENTION_OUT_SENTIMENT_VALUES: set[MentionOutSentiment] = {
    "",
    "negative",
    "neutral",
    "positive",
}


def check_mention_out_sentiment(value: str) -> MentionOutSentiment:
    if value in MENTION_OUT_SENTIMENT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTION_OUT_SENTIMENT_VALUES!r}")
