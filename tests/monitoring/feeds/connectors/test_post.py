import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from monitoring.feeds.connectors.post import Media, Post, fingerprint

FULL = Post(
    platform="rss",
    source="http://news.example/feed",
    external_id="g1",
    url="http://news.example/1",
    canonical_url="http://news.example/1",
    kind="review",
    author_handle="ann",
    author_followers=0,
    author_verified=False,
    title="A title",
    text="Some text 🙂",
    language="en",
    published_at=datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=2))),
    published_from="clamped",
    edited_at=datetime(2026, 11, 22, 13, 0, tzinfo=UTC),
    handles=("joe",),
    hashtags=("bad",),
    links=("http://x.example/",),
    media=(Media("http://x.example/a.jpg", "image/jpeg", "a cat"),),
    rating=0.0,
    engagement={"comments": 3},
    can_reply=True,
    can_reply_reason="ok",
    raw={"guid": "g1"},
)


def test_a_post_survives_the_way_through_json() -> None:
    stored = json.dumps(FULL.to_json())
    assert Post.from_json(json.loads(stored)) == FULL


def test_a_bare_post_survives_too_and_stores_little() -> None:
    bare = Post(platform="rss", source="s", external_id="1")
    assert Post.from_json(json.loads(json.dumps(bare.to_json()))) == bare
    assert set(bare.to_json()) <= {
        "platform",
        "source",
        "external_id",
        "kind",
        "published_from",
        "fingerprint",
        "can_reply",
    }


def test_fields_of_a_later_version_are_ignored() -> None:
    assert Post.from_json({**FULL.to_json(), "mood": "grim"}) == FULL


def test_a_stored_post_without_its_identity_is_refused() -> None:
    with pytest.raises(ValueError, match="Not a stored post"):
        Post.from_json({"platform": "rss"})
    with pytest.raises(ValueError, match="external id"):
        Post(platform="rss", source="s", external_id="")


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Post(platform="rss", source="s", external_id="1", published_at=datetime(2026, 1, 1))


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        Post(platform="rss", source="s", external_id="1", kind="tweet")  # type: ignore[arg-type]


def test_the_fingerprint_sees_words_and_not_white_space() -> None:
    assert fingerprint("A", "b  c\n d ") == fingerprint(" A", "b c d")
    assert fingerprint("A", "b c") != fingerprint("A b", "c")
    assert fingerprint("A", "b") != fingerprint("A", "B")
    assert FULL.fingerprint == fingerprint(FULL.title, FULL.text)


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_a_time_no_calendar_can_show_is_left_out_wherever_a_post_comes_from(year: int) -> None:
    moment = datetime(year, 6, 1, tzinfo=UTC)
    post = Post(platform="rss", source="s", external_id="1", published_at=moment, edited_at=moment)
    assert (post.published_at, post.edited_at) == (None, None)
    stored = {"platform": "rss", "source": "s", "external_id": "1", "edited_at": moment.isoformat()}
    assert Post.from_json(stored).edited_at is None
