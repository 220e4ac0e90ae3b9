import pytest

from monitoring.connectors.failures import InvalidConfig
from monitoring.connectors.presets import PRESETS, configured, recognised
from monitoring.connectors.rss.connector import RssConnector

CHANNEL = "UCabcdefghijklmnopqrstuv"


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
    config = configured(name, entered)
    assert config["url"] == url
    assert RssConnector().source_key(config) is not None


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_every_preset_understands_its_own_example_and_explains_itself(preset: object) -> None:
    from monitoring.connectors.presets import Preset

    assert isinstance(preset, Preset)
    assert configured(preset.name, preset.example)["kind"] == preset.kind
    with pytest.raises(InvalidConfig, match="for example") as caught:
        configured(preset.name, "?")
    assert caught.value.field == "entered"


@pytest.mark.parametrize(
    "entered", ["r/../etc", "r/a b", "https://evil.example/r/coffee", "@joe@evil.example/../x", "@a@b.example\n"]
)
def test_nothing_but_the_place_itself_can_be_reached(entered: str) -> None:
    for name in ("subreddit", "mastodon_account"):
        try:
            url = configured(name, entered)["url"]
        except InvalidConfig:
            continue
        assert url == "https://b.example/@a.rss"


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
