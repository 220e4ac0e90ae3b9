"""Well-known places that publish feeds without saying so: from what a person types or pastes to the feed's address.

Nothing is fetched here. A preset only builds a configuration for the `rss` connector; each place's own terms apply.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from monitoring.connectors.failures import FoundFeed, InvalidConfig
from monitoring.connectors.post import Kind

_HOST: Final = r"(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,63})"


@dataclass(frozen=True, slots=True)
class Preset:
    """One place. `asks` says what to type, with an `example`. `forms` are the spellings understood: their named
    parts fill `address`. `kind` is what its entries are."""

    name: str
    title: str
    asks: str
    example: str
    forms: tuple[re.Pattern[str], ...]
    address: str
    kind: Kind


def _forms(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\A{pattern}\Z", re.IGNORECASE) for pattern in patterns)


PRESETS: Final = (
    Preset(
        "youtube_channel",
        "YouTube channel",
        "The channel's address with its id, or the id itself (it starts with UC)",
        "https://www.youtube.com/channel/UCxxxxxxxxxxxxxxxxxxxxxx",
        _forms(r"(?P<id>UC[\w-]{22})", r"https?://(?:www\.|m\.)?youtube\.com/channel/(?P<id>UC[\w-]{22})(?:[/?#].*)?"),
        "https://www.youtube.com/feeds/videos.xml?channel_id={id}",
        "video",
    ),
    Preset(
        "youtube_playlist",
        "YouTube playlist",
        "The playlist's address",
        "https://www.youtube.com/playlist?list=PLxxxxxxxxxxxxxxxx",
        _forms(r"https?://(?:www\.|m\.)?youtube\.com/playlist\?list=(?P<id>[\w-]{10,64})(?:[&#].*)?"),
        "https://www.youtube.com/feeds/videos.xml?playlist_id={id}",
        "video",
    ),
    Preset(
        "subreddit",
        "Subreddit",
        "The subreddit's name or address",
        "r/coffee",
        _forms(
            r"/?r/(?P<id>\w{2,21})/?",
            r"https?://(?:www\.|old\.|new\.)?reddit\.com/r/(?P<id>\w{2,21})(?:/(?:new|hot)?/?)?",
        ),
        "https://www.reddit.com/r/{id}/new/.rss",
        "post",
    ),
    Preset(
        "reddit_search",
        "Reddit search",
        "The words to search for",
        "acme blender",
        _forms(r"(?!https?://)(?P<words>[^\x00-\x1f]{2,200})"),
        "https://www.reddit.com/search.rss?q={words}&sort=new",
        "post",
    ),
    Preset(
        "mastodon_account",
        "Mastodon account",
        "The account's handle or address",
        "@acme@mastodon.social",
        _forms(rf"@?(?P<id>\w[\w.-]{{0,62}})@{_HOST}", rf"https?://{_HOST}/@(?P<id>\w[\w.-]{{0,62}})/?"),
        "https://{host}/@{id}.rss",
        "post",
    ),
    Preset(
        "mastodon_hashtag",
        "Mastodon hashtag",
        "The hashtag's page on a server",
        "https://mastodon.social/tags/acme",
        _forms(rf"https?://{_HOST}/tags/(?P<id>\w{{1,100}})/?"),
        "https://{host}/tags/{id}.rss",
        "post",
    ),
    Preset(
        "bluesky_profile",
        "Bluesky profile",
        "The profile's handle or address",
        "https://bsky.app/profile/acme.bsky.social",
        _forms(r"@?(?P<host>[a-z0-9-]+\.bsky\.social)", rf"https?://bsky\.app/profile/{_HOST}/?"),
        "https://bsky.app/profile/{host}/rss",
        "post",
    ),
    Preset(
        "stackexchange_tag",
        "Stack Exchange tag",
        "The tag's page",
        "https://stackoverflow.com/questions/tagged/acme",
        _forms(
            r"https?://(?P<host>(?:[a-z]+\.)?(?:stackoverflow|stackexchange|superuser|serverfault|askubuntu)\.com)"
            r"/questions/tagged/(?P<id>[\w.+#-]{1,60})(?:\?.*)?"
        ),
        "https://{host}/feeds/tag/{id}",
        "post",
    ),
    Preset(
        "github_releases",
        "GitHub releases",
        "The repository's address",
        "https://github.com/acme/blender",
        _forms(r"https?://github\.com/(?P<owner>[\w.-]{1,40})/(?P<id>[\w.-]{1,100})(?:/releases)?/?"),
        "https://github.com/{owner}/{id}/releases.atom",
        "article",
    ),
    Preset(
        "app_store_reviews",
        "App Store reviews",
        "The app's page in one country's App Store",
        "https://apps.apple.com/gb/app/acme/id123456789",
        _forms(
            r"https?://(?:apps|itunes)\.apple\.com/(?P<country>[a-z]{2})/app/(?:[^/]+/)?id(?P<id>\d{5,15})(?:[?#].*)?"
        ),
        "https://itunes.apple.com/{country}/rss/customerreviews/id={id}/sortBy=mostRecent/xml",
        "review",
    ),
)
_BY_NAME: Final = {preset.name: preset for preset in PRESETS}


def configured(name: str, entered: str) -> dict[str, str]:
    """The `rss` configuration ({"url", "kind"}) for what was typed. Raises InvalidConfig at "entered", KeyError."""
    preset = _BY_NAME[name]
    url = _address(preset, entered)
    if url is None:
        raise InvalidConfig(f"{preset.asks}, for example {preset.example}.", field="entered")
    return {"url": url, "kind": preset.kind}


def recognised(address: str) -> FoundFeed | None:
    """The feed behind a pasted page address of one of these places; None for every other address."""
    if not address.lower().startswith(("http://", "https://")):
        return None
    for preset in PRESETS:
        url = _address(preset, address)
        if url is not None:
            return FoundFeed(url, preset.title, "atom" if url.endswith(".atom") else "rss")
    return None


def _address(preset: Preset, entered: str) -> str | None:
    for form in preset.forms:
        match = form.match(entered.strip())
        if match:
            parts = {name: quote(text, safe="") for name, text in match.groupdict().items()}
            return preset.address.format(**parts)
    return None
