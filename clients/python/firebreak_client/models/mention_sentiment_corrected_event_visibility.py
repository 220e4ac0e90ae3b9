from typing import Literal

MentionSentimentCorrectedEventVisibility = Literal["client", "internal", "owners"]

MENTION_SENTIMENT_CORRECTED_EVENT_VISIBILITY_VALUES: set[MentionSentimentCorrectedEventVisibility] = {
    "client",
    "internal",
    "owners",
}


def check_mention_sentiment_corrected_event_visibility(value: str) -> MentionSentimentCorrectedEventVisibility:
    if value in MENTION_SENTIMENT_CORRECTED_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MENTION_SENTIMENT_CORRECTED_EVENT_VISIBILITY_VALUES!r}"
    )
