import httpx
import pytest

from accounts.outside.failures import RateLimited
from accounts.outside.http import Fetched
from monitoring.feeds.collection.hosts import TURNS
from monitoring.feeds.connectors.failures import NotAFeed
from monitoring.feeds.connectors.protocol import Context
from monitoring.feeds.connectors.rss.connector import RssConnector
from monitoring.feeds.connectors.rss.presets import PRESETS, Preset, entered, recognised, seldom, without_feeds
from tests.loopback import NOW

CHANNEL = "UCabcdefghijklmnopqrstuv"


def _offered(text: str) -> str:
    """The address of the feed that is offered for what was typed; "" where none is."""
    try:
        found = recognised(entered(text))
    except NotAFeed as other:
        return other.found[0].url if other.found else ""
    return found.url if found else ""


@pytest.mark.parametrize(
    ("name", "entered", "url"),
    [
        ("youtube_channel", CHANNEL, f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"),
        (
            "youtube_channel",
            f"https://m.youtube.com/channel/{CHANNEL}/videos",
            f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}",
        ),
        ("subreddit", "r/Coffee", "https://www.reddit.com/r/Coffee/new/.rss"),
        ("subreddit", "https://old.reddit.com/r/Coffee/", "https://www.reddit.com/r/Coffee/new/.rss"),
        (
            "reddit_search",
            'acme & "blender"',
            "https://www.reddit.com/search.rss?q=acme%20%26%20%22blender%22&sort=new",
        ),
        ("mastodon_account", "@acme@social.example", "https://social.example/@acme.rss"),
        ("mastodon_account", "https://social.example/@acme", "https://social.example/@acme.rss"),
        ("mastodon_hashtag", "https://social.example/tags/acme", "https://social.example/tags/acme.rss"),
        ("bluesky_profile", "@acme.bsky.social", "https://bsky.app/profile/acme.bsky.social/rss"),
        (
            "stackexchange_tag",
            "https://stackoverflow.com/questions/tagged/c%23".replace("%23", "#"),
            "https://stackoverflow.com/feeds/tag/c%23",
        ),
        ("github_releases", "https://github.com/acme/blender", "https://github.com/acme/blender/releases.atom"),
        (
            "app_store_reviews",
            "https://apps.apple.com/gb/app/acme-app/id123456789?l=en",
            "https://itunes.apple.com/gb/rss/customerreviews/id=123456789/sortBy=mostRecent/xml",
        ),
    ],
)
def test_what_is_typed_becomes_the_feeds_address(name: str, entered: str, url: str) -> None:
    found = _offered(entered)
    assert found == url
    assert RssConnector().source_key({"url": found}) is not None


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_every_preset_understands_its_own_example(preset: Preset) -> None:
    assert _offered(preset.example)


@pytest.mark.parametrize("text", ["r/../etc", "https://evil.example/r/coffee", "@joe@evil.example/../x"])
def test_nothing_but_the_place_itself_can_be_reached(text: str) -> None:
    assert _offered(text) in ("", text) or "search.rss?q=" in _offered(text)


def test_a_broken_address_is_on_no_known_host() -> None:
    assert without_feeds("http://[bad/") == ""


def test_pasted_pages_of_known_places_are_recognised_and_others_are_not() -> None:
    found = recognised("https://www.reddit.com/r/coffee/")
    assert found is not None
    assert found.url == "https://www.reddit.com/r/coffee/new/.rss"
    for address in (
        "https://news.example/",
        "r/coffee",
        "acme blender",
        "https://www.reddit.com/r/coffee/comments/1/x/",
    ):
        assert recognised(address) is None


@pytest.mark.parametrize(
    ("text", "offered", "sentence"),
    [
        ("@robin@social.example", "https://social.example/@robin.rss", "Mastodon account"),
        ("robin@social.example", "https://social.example/@robin.rss", "mail address or a Mastodon account"),
        ("r/coffee", "https://www.reddit.com/r/coffee/new/.rss", "Subreddit"),
        ("acme.bsky.social", "https://bsky.app/profile/acme.bsky.social/rss", "Bluesky profile"),
        ("acme blender recall", "https://www.reddit.com/search.rss?q=acme%20blender%20recall&sort=new", "words, not an address"),
        ("@acme", "", "a name without its place"),
        ("mentions.csv", "", "name of a file"),
        ("imap://mail.example/inbox", "", "a mailbox"),
        ("mailto:desk@agency.example", "", "a mailbox"),
    ],
)  # fmt: skip
def test_what_is_no_address_is_said_to_be_what_it_is(text: str, offered: str, sentence: str) -> None:
    with pytest.raises(NotAFeed, match=sentence) as caught:
        entered(text)
    assert [one.url for one in caught.value.found][:1] == ([offered] if offered else [])


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("feed://pub.example/rss", "https://pub.example/rss"),
        ("feed:http://pub.example/rss", "http://pub.example/rss"),
        (" https://pub.example/rss ", "https://pub.example/rss"),
        ("pub.example/rss", "pub.example/rss"),
        ("http://joe:secret@pub.example/", "http://joe:secret@pub.example/"),
        ("ftp://pub.example/rss", "ftp://pub.example/rss"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("", ""),
    ],
)
def test_an_address_is_left_to_be_tried(text: str, address: str) -> None:
    assert entered(text) == address


@pytest.mark.parametrize("host", ["www.tiktok.com", "youtube.com", "www.threads.net", "x.com"])
def test_a_name_on_a_place_that_is_no_mastodon_gets_no_invented_feed(host: str) -> None:
    assert recognised(f"https://{host}/@robin") is None
    assert "no feeds" in without_feeds(f"https://{host}/@robin") or "channel's id" in without_feeds(
        f"https://{host}/@robin"
    )


def test_a_page_that_was_read_and_links_to_no_feed_is_no_mastodon_account() -> None:
    assert recognised("https://video.example/@robin") is not None
    assert recognised("https://video.example/@robin", page_was_read=True) is None
    found = recognised("https://medium.com/@robin", page_was_read=True)
    assert found is not None
    assert found.url == "https://medium.com/feed/@robin"


@pytest.mark.parametrize(
    ("address", "is_slow"),
    [
        ("https://www.reddit.com/r/coffee/new/.rss", True),
        ("https://old.reddit.com/r/coffee/.rss", True),
        ("https://notreddit.com/r/coffee/.rss", False),
        ("http://[bad/", False),
    ],
)
def test_a_host_that_lets_a_machine_in_seldom_is_said(address: str, is_slow: bool) -> None:
    assert bool(seldom(address)) == is_slow


@pytest.mark.parametrize("host", [host for host, (queue, _) in TURNS.items() if queue == "reddit"])
def test_every_host_of_reddit_that_takes_turns_is_said_to(host: str) -> None:
    assert seldom(f"https://{host}/r/coffee/new/.rss")


def test_who_adds_a_subreddit_hears_of_the_turns_also_where_it_was_somebody_elses() -> None:
    refused = Context(_Busy(), NOW)  # type: ignore[arg-type]
    with pytest.raises(RateLimited, match="try again in a minute") as raised:
        RssConnector().check(refused, {"url": "https://www.reddit.com/r/coffee/new/.rss"})
    assert raised.value.asked_to_wait(NOW) == 77


class _Busy:
    """Where a real host would stand that no test may ask."""

    def get(self, url: str, **asked: object) -> Fetched:
        return Fetched(status=429, headers=httpx.Headers({"Retry-After": "77"}), body=b"", url=url)
