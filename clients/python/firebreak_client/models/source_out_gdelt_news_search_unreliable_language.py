from typing import Literal

SourceOutGDELTNewsSearchUnreliableLanguage = Literal[
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

SOURCE_OUT_GDELT_NEWS_SEARCH_UNRELIABLE_LANGUAGE_VALUES: set[SourceOutGDELTNewsSearchUnreliableLanguage] = {
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


def check_source_out_gdelt_news_search_unreliable_language(value: str) -> SourceOutGDELTNewsSearchUnreliableLanguage:
    if value in SOURCE_OUT_GDELT_NEWS_SEARCH_UNRELIABLE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SOURCE_OUT_GDELT_NEWS_SEARCH_UNRELIABLE_LANGUAGE_VALUES!r}"
    )
