from typing import Literal

MentionsExportSentiment = Literal["negative", "neutral", "positive", "unscored"]

MENTIONS_EXPORT_SENTIMENT_VALUES: set[MentionsExportSentiment] = {
    "negative",
    "neutral",
    "positive",
    "unscored",
}


def check_mentions_export_sentiment(value: str) -> MentionsExportSentiment:
    if value in MENTIONS_EXPORT_SENTIMENT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MENTIONS_EXPORT_SENTIMENT_VALUES!r}")
