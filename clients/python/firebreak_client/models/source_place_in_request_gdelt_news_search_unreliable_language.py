from typing import Literal

SourcePlaceInRequestGDELTNewsSearchUnreliableLanguage = Literal[
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

SOURCE_PLACE_IN_REQUEST_GDELT_NEWS_SEARCH_UNRELIABLE_LANGUAGE_VALUES: set[
    SourcePlaceInRequestGDELTNewsSearchUnreliableLanguage
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


def check_source_place_in_request_gdelt_news_search_unreliable_language(
    value: str,
) -> SourcePlaceInRequestGDELTNewsSearchUnreliableLanguage:
    if value in SOURCE_PLACE_IN_REQUEST_GDELT_NEWS_SEARCH_UNRELIABLE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_PLACE_IN_REQUEST_GDELT_NEWS_SEARCH_UNRELIABLE_LANGUAGE_VALUES!r}"
    )
