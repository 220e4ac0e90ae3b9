from typing import Literal

SourceInRequestGDELTNewsSearchUnreliableLanguage = Literal[
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

SOURCE_IN_REQUEST_GDELT_NEWS_SEARCH_UNRELIABLE_LANGUAGE_VALUES: set[
    SourceInRequestGDELTNewsSearchUnreliableLanguage
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


def check_source_in_request_gdelt_news_search_unreliable_language(
    value: str,
) -> SourceInRequestGDELTNewsSearchUnreliableLanguage:
    if value in SOURCE_IN_REQUEST_GDELT_NEWS_SEARCH_UNRELIABLE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_IN_REQUEST_GDELT_NEWS_SEARCH_UNRELIABLE_LANGUAGE_VALUES!r}"
    )
