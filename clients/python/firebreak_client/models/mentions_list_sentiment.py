from typing import Literal

MentionsListSentiment = Literal["negative", "neutral", "positive", "unscored"]

MENTIONS_LIST_SENTIMENT_VALUES: set[MentionsListSentiment] = {
    "negative",
    "neutral",
    "positive",
    "unscored",
}


def check_mentions_list_sentiment(value: str) -> MentionsListSentiment:
    if value in MENTIONS_LIST_SENTIMENT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTIONS_LIST_SENTIMENT_VALUES!r}")
