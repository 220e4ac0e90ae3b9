"""Well-known places that publish feeds without saying so: from what a person types or pastes to the feed's address.

Nothing is fetched here. A preset only builds a configuration for the `rss` connector; each place's own terms apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from accounts.outside.failures import Failure, Forbidden, NotFound, RateLimited, Transient
from monitoring.feeds.connectors.failures import FoundFeed, NotAFeed
from monitoring.feeds.connectors.post import Kind

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
        "medium_account",
        "Medium account",
        "The account's page",
        "https://medium.com/@acme",
        _forms(r"https?://medium\.com/@(?P<id>[\w.-]{1,60})/?(?:[?#].*)?"),
        "https://medium.com/feed/@{id}",
        "article",
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
# Hosts whose "/@name" pages are no Mastodon accounts.
_NOT_MASTODON: Final = re.compile(
    r"\A(?:[\w-]+\.)*(?:tiktok|medium|youtube|threads|instagram|facebook|x|twitter|substack|flipboard|vimeo|snapchat)\.(?:com|net)\Z",
    re.IGNORECASE,
)
_NO_FEEDS: Final = {
    "tiktok.com": "TikTok publishes no feeds of accounts.",
    "x.com": "X publishes no feeds.",
    "twitter.com": "X publishes no feeds.",
    "instagram.com": "Instagram publishes no feeds.",
    "threads.net": "Threads publishes no feeds.",
    "threads.com": "Threads publishes no feeds.",
    "facebook.com": "Facebook publishes no feeds.",
    "linkedin.com": "LinkedIn publishes no feeds.",
    "t.me": "Telegram publishes no feeds of channels.",
    "trustpilot.com": "Trustpilot publishes no feeds of reviews.",
    "play.google.com": "Google Play publishes no feeds of reviews.",
    "open.spotify.com": "Spotify publishes no feeds. A podcast's own site usually links to its feed.",
    "podcasts.apple.com": "Apple's page of a podcast is no feed. The podcast's own site usually links to it.",
    "youtube.com": "YouTube's feeds go by the channel's id: paste the address that has /channel/UC… in it.",
}
_REDDIT: Final = (
    "Since June 2026 Reddit lets each machine read about one feed a minute: its feeds take turns here, so with many of them "
    "posts come after hours, not minutes."
)
_MAILBOX: Final = re.compile(r"\A(?:imaps?|pop3s?|mailto):", re.IGNORECASE)
_FEED_SCHEME: Final = re.compile(r"\A(?:feed|itpc|pcast):(?://)?", re.IGNORECASE)
_FILE: Final = re.compile(r"\A[^/?#]*\.(?:csv|tsv|xlsx?|ods|opml|pdf|docx?)\Z|\A(?:[a-z]:\\|file:)", re.IGNORECASE)
_AT_HOST: Final = re.compile(rf"\A[\w.+-]{{1,63}}@{_HOST}\Z", re.IGNORECASE)
# A scheme of any kind, or a host's name: what is wrong with it is said where addresses are refused.
_ADDRESS: Final = re.compile(r"\A(?:[a-z][a-z0-9+.-]{1,20}:\S|[^\s/@]+\.[^\s/@.]+(?:[:/?#]|\Z))", re.IGNORECASE)


def entered(text: str) -> str:
    """The address to try for what a person typed or pasted. Raises NotAFeed: what it is instead, and what to do, with the
    feeds that may be meant; nothing was fetched yet. What can't be told apart from an address is returned as it is."""
    text = text.strip()
    if _FEED_SCHEME.match(text):
        rest = _FEED_SCHEME.sub("", text)
        return rest if rest.lower().startswith(("http://", "https://")) else f"https://{rest}"
    if _MAILBOX.match(text):
        raise NotAFeed("This is a mailbox. Email can't be read yet; give the address of a feed or of a web page.")
    if _FILE.match(text):
        raise NotAFeed(
            "This is the name of a file. Files can't be read yet; give the address of a feed or of a web page."
        )
    feed = _recognised(text, [preset for preset in PRESETS if preset.name != "reddit_search"])
    if feed is not None and _AT_HOST.match(text):
        raise NotAFeed(
            "This is an email address or a Mastodon account. Email can't be read yet; the account's feed is below.",
            found=(feed,),
        )
    if feed is not None and not text.lower().startswith(("http://", "https://")):
        raise NotAFeed(f"This names a place: {feed.title}. Its feed is below.", found=(feed,))
    if _ADDRESS.match(text) or not text:
        return text
    if text.startswith("@"):
        raise NotAFeed(
            "This is a name without its place. Give the address of its page, or @name@server for a Mastodon account."
        )
    words = _recognised(text, PRESETS)
    raise NotAFeed(
        "These are words, not an address. Give the address of a feed or of a web page; a search for them is below.",
        found=(words,) if words else (),
    )


def recognised(address: str, *, page_was_read: bool = False) -> FoundFeed | None:
    """The feed behind a pasted page address of one of these places; None for every other address.

    `page_was_read`: the page links to no feed. Then it is no account of Mastodon's, whose pages link to theirs.
    """
    if not address.lower().startswith(("http://", "https://")):
        return None
    return _recognised(address, [one for one in PRESETS if not page_was_read or one.name != "mastodon_account"])


def without_feeds(address: str) -> str:
    """What to say of a page on a well-known host that publishes no feeds, or not in the usual way; "" for others."""
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
    for name, sentence in _NO_FEEDS.items():
        if host == name or host.endswith(f".{name}"):
            return sentence
    return ""


def seldom(address: str) -> str:
    """What to say of a host that lets a machine in so seldom that its feeds take turns; "" of others."""
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
    return _REDDIT if host == "reddit.com" or host.endswith(".reddit.com") else ""


def _recognised(text: str, presets: Iterable[Preset]) -> FoundFeed | None:
    for preset in presets:
        url = _address(preset, text)
        if url is not None:
            return FoundFeed(url, preset.title, "atom" if url.endswith(".atom") else "rss")
    return None


def _address(preset: Preset, entered: str) -> str | None:
    for form in preset.forms:
        match = form.match(entered.strip())
        if match and not (preset.name.startswith("mastodon") and _NOT_MASTODON.match(match.group("host"))):
            # Nothing safe: what was typed must not add a path or a parameter of its own.
            parts = {name: quote(text, safe="") for name, text in match.groupdict().items()}
            return preset.address.format(**parts)
    return None


def explained(url: str, failure: Failure) -> Failure:
    """A page that is no feed, with what is known of its place. What the page itself links to comes before what is
    guessed from its address."""
    feeds = failure.found if isinstance(failure, NotAFeed) else ()
    if feeds:
        return failure
    # Reddit and others let no program read their pages, and have feeds all the same.
    if isinstance(failure, NotAFeed | Forbidden | NotFound | RateLimited):
        known = recognised(url, page_was_read=isinstance(failure, NotAFeed))
        if known is not None:
            return NotAFeed("This is a web page. Its feed is below.", found=(known,))
    if isinstance(failure, RateLimited) and seldom(url):
        said = f"{seldom(url)} Somebody was before you: try again in a minute or two."
        return RateLimited(said, reset_at=failure.reset_at, scope=failure.scope)
    hint = "" if isinstance(failure, Transient) else without_feeds(url)
    return NotAFeed(f"{hint} {failure.sentence}") if hint else failure
