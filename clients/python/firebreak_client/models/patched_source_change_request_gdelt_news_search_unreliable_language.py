from typing import Literal

PatchedSourceChangeRequestGDELTNewsSearchUnreliableLanguage = Literal[
    "",
    "arabic",
    "chinese",
    "czech",
    "danish",
    "dutch",
    "english",
    "french",
    "german",
    "italian",
    "japanese",
    "korean",
    "norwegian",
    "polish",
    "portuguese",
    "russian",
    "spanish",
    "swedish",
    "turkish",
    "ukrainian",
]

PATCHED_SOURCE_CHANGE_REQUEST_GDELT_NEWS_SEARCH_UNRELIABLE_LANGUAGE_VALUES: set[
    PatchedSourceChangeRequestGDELTNewsSearchUnreliableLanguage
] = {
    "",
    "arabic",
    "chinese",
    "czech",
    "danish",
    "dutch",
    "english",
    "french",
    "german",
    "italian",
    "japanese",
    "korean",
    "norwegian",
    "polish",
    "portuguese",
    "russian",
    "spanish",
    "swedish",
    "turkish",
    "ukrainian",
}


def check_patched_source_change_request_gdelt_news_search_unreliable_language(
    value: str,
) -> PatchedSourceChangeRequestGDELTNewsSearchUnreliableLanguage:
    if value in PATCHED_SOURCE_CHANGE_REQUEST_GDELT_NEWS_SEARCH_UNRELIABLE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PATCHED_SOURCE_CHANGE_REQUEST_GDELT_NEWS_SEARCH_UNRELIABLE_LANGUAGE_VALUES!r}"
    )
