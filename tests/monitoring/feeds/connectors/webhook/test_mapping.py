"""Mapping by example: one body is pasted, its fields are found and guessed, and what matches nothing is refused at its field."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.outside.failures import InvalidConfig, Malformed
from monitoring.feeds.connectors.protocol import CheckResult, Delivery, Ignored, Post, Tombstone
from monitoring.feeds.connectors.webhook.mapping import action_of, at, fields_of, guessed
from monitoring.feeds.connectors.webhook.times import moment_of
from tests.loopback import context
from tests.monitoring.feeds.connectors.webhook.sender import AT, CONNECTOR, JSON, SECRET, by_token, taken

NESTED = {
    "type": "review.created", "timestamp": "2026-10-24T10:00:05Z",
    "data": {
        "id": 12345678901234567890, "headline": "Glass", "body": "Glass in the cold brew", "product": {"name": "Cold brew", "id": 9},
        "user": {"id": 3, "name": "Ann"}, "createdAt": "2026-10-24T10:00:00Z", "rating": 2, "permalink": "https://shop.example/r/1",
    },
}  # fmt: skip
MAPPED = {
    "external_id": "/data/id", "link": "/data/permalink", "title": "/data/headline", "text": "/data/body", "author": "/data/user/name",
    "published_at": "/data/createdAt", "rating": "/data/rating", "action": "/type",
}  # fmt: skip
LIST = {
    "alert": {
        "name": "Acme",
        "documents": [{"title": "One", "url": "https://a.example/1", "published": 1792900000}, {"title": "Two"}],
    }
}


def checked(sample: object, **config: Any) -> CheckResult:
    pasted = sample if isinstance(sample, str) else json.dumps(sample)
    return CONNECTOR.check(
        context(AT, samples={"sample": pasted}), CONNECTOR.tidy({"sender": "Shop", "kind": "bearer", **config})
    )


def test_the_fields_of_an_example_are_listed_and_what_they_are_is_guessed() -> None:
    found = checked(NESTED)
    assert dict(found.proposed) == MAPPED
    assert ("/data/user/name", "Ann") in {(one.pointer, one.example) for one in found.sample_fields}
    [post] = found.posts_sample
    assert (post.external_id, post.title, post.text, post.author_name, post.rating) == (
        "12345678901234567890", "Glass", "Glass in the cold brew", "Ann", 2.0,
    )  # fmt: skip
    assert (post.url, post.kind, post.published_at) == (
        "https://shop.example/r/1", "review", datetime(2026, 10, 24, 10, tzinfo=UTC),
    )  # fmt: skip


def test_a_list_inside_the_body_is_found_and_each_of_it_is_a_post() -> None:
    found = checked(LIST)
    assert found.proposed["items"] == "/alert/documents"
    assert [post.title for post in found.posts_sample] == ["One", "Two"]
    assert [post.title for post in checked([{"title": "A", "id": 1}, {"title": "B", "id": 2}]).posts_sample] == [
        "A",
        "B",
    ]


def test_what_was_pointed_at_is_not_guessed_anew() -> None:
    found = checked(NESTED, text="data.headline", external_id="/data/user/id")
    assert (found.proposed, found.posts_sample[0].text, found.posts_sample[0].external_id) == ({}, "Glass", "3")


@pytest.mark.parametrize(
    ("sample", "config", "field", "words"),
    [
        (NESTED, {"text": "/data/words"}, "text", "At /data/words is nothing in the example."),
        (NESTED, {"text": "/data"}, "text", "At /data is neither a text nor a number in the example."),
        (NESTED, {**MAPPED, "rating": "/data/body"}, "rating", "“Glass in the cold brew” at /data/body is not a number from 0 to 5."),
        (NESTED, {**MAPPED, "best": 1}, "rating", "“2” at /data/rating is not a number from 0 to 1."),
        (NESTED, {**MAPPED, "published_at": "/data/headline"}, "published_at", "“Glass” at /data/headline is not a date."),
        (NESTED, {"external_id": "/data/id"}, "text", "Say where the text lies, or the title."),
        (NESTED, {**MAPPED, "items": "/data/body"}, "items", "neither an object nor a list of objects at /data/body of the example."),
        ({"rows": []}, {"text": "/text", "items": "/rows"}, "items", "The list is empty in the example"),
        ({"a": 1}, {}, "text", "Say where the text lies, or the title."),
        ("", {}, "sample", "Paste one body as it is sent"),
        ("{not json", {}, "sample", "The body is not JSON."),
        ("[NaN]", {}, "sample", "The body is not JSON."),
        ("5", {}, "items", "There is neither an object nor a list of objects in the body of the example."),
    ],
)  # fmt: skip
def test_a_mapping_that_matches_nothing_is_refused_at_its_field(
    sample: Any, config: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        checked(sample, **config)
    assert (refusal.value.field, words in refusal.value.sentence) == (field, True), refusal.value.sentence


@pytest.mark.parametrize(
    ("given", "field"), [({"text": "/a~2b"}, "text"), ({"header": "X-Token", "kind": "path"}, "header")]
)
def test_what_can_mean_nothing_is_refused_before_any_example(given: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        CONNECTOR.tidy({"sender": "Shop", **given})
    assert refusal.value.field == field


def test_a_sender_we_know_needs_no_example_and_one_that_is_pasted_is_shown_as_it_would_come() -> None:
    config = {"sender": "Code", "kind": "github"}
    assert CONNECTOR.check(context(AT), config).posts_sample == ()
    issue = {
        "action": "opened",
        "issue": {"id": 7, "title": "Crash", "body": "It crashes", "html_url": "https://github.com/a/b/issues/1"},
    }
    found = checked(issue, kind="github")
    assert ([post.title for post in found.posts_sample], found.sample_fields, found.proposed) == (["Crash"], (), {})
    assert "keep it secret" in CONNECTOR.check(context(AT), {"sender": "T", "kind": "trustpilot"}).warnings[0]


def test_without_an_id_posts_are_told_apart_by_link_or_words_and_that_is_said() -> None:
    config = {"sender": "Shop", "kind": "path", "text": "/text", "link": "/url"}
    [one], cursor, _ = taken(config, {"text": "A", "url": "https://a.example/1?utm_source=x"})
    [again], _, _ = taken(config, {"text": "B", "url": "https://a.example/1"}, cursor=cursor)
    [bare], _, _ = taken(config, {"text": "A"})
    assert one.external_id == again.external_id != bare.external_id
    assert "No id is pointed at" in " ".join(
        checked({"text": "A", "url": "https://a.example/1"}, text="/text").warnings
    )


def test_a_form_is_read_as_its_fields_and_what_zapier_leaves_out_is_empty() -> None:
    config = CONNECTOR.tidy(
        {"sender": "Zap", "kind": "bearer", "text": "text", "external_id": "id", "rating": "stars", "author": "who"}
    )
    form = {
        "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        **{k: v for k, v in by_token().items() if k == "authorization"},
    }
    delivery = Delivery(form, b"id=17&text=Gr%C3%B6%C3%9Fe+%3C3&stars=4&nested__key=1", at=AT)
    assert CONNECTOR.admit(context(AT, secret=SECRET), config, delivery).keep
    [batch] = CONNECTOR.receive(context(AT), config, {}, delivery)
    post = CONNECTOR.normalise(batch.records[0])
    assert isinstance(post, Post) and (post.external_id, post.text, post.rating, post.author_name) == (
        "17",
        "Größe <3",
        4.0,
        "",
    )
    for broken in (b"", b"id=%FF", b"payload={"):
        with pytest.raises(Malformed):
            CONNECTOR.admit(context(AT, secret=SECRET), config, Delivery(form, broken))


@pytest.mark.parametrize(
    ("body", "words"),
    [(b"", "empty"), (b"\xff\xfe\x00", "not JSON"), (b'{"a": Infinity}', "not JSON"), (b"[" * 100_000, "not JSON"), (b"[1]", "neither an object")],
)  # fmt: skip
def test_what_can_not_be_read_is_refused_while_its_sender_listens(body: bytes, words: str) -> None:
    with pytest.raises(Malformed, match=words):
        CONNECTOR.admit(context(AT), {"sender": "S", "kind": "path", "text": "/text"}, Delivery(JSON, body))


def test_words_that_no_database_holds_are_left_out_and_the_rest_comes() -> None:
    deep: Any = "x"
    for _ in range(50):
        deep = [deep]
    item = {"text": "A\x00B \ud800C", "id": "n\x001", "more": {"k\x00": "\x00", "deep": deep}}
    body = json.dumps(item).encode()
    [batch] = CONNECTOR.receive(
        context(AT),
        {"sender": "S", "kind": "path", "text": "/text", "external_id": "/id"},
        {},
        Delivery(JSON, body, at=AT),
    )
    post = CONNECTOR.normalise(json.loads(json.dumps(batch.records[0])))
    assert isinstance(post, Post) and (post.external_id, post.text) == ("n1", "AB C")
    assert "\\u0000" not in json.dumps(post.to_json()) and "\\ud800" not in json.dumps(post.to_json())


def test_an_item_that_says_nothing_is_ignored_with_a_reason() -> None:
    config = {"sender": "S", "kind": "path", "text": "/text", "external_id": "/id"}
    for item, why in (
        ({"id": "1"}, "It has neither a title nor a text."),
        ({"x": 1}, "It has neither an id nor a link nor words."),
    ):
        [batch] = CONNECTOR.receive(context(AT), config, {}, Delivery(JSON, json.dumps(item).encode(), at=AT))
        assert CONNECTOR.normalise(batch.records[0]) == Ignored(why)


def test_an_action_makes_a_post_an_update_or_a_tombstone() -> None:
    config = {"sender": "S", "kind": "path", "text": "/text", "external_id": "/id", "action": "/type"}
    [made], cursor, _ = taken(config, {"id": 1, "text": "A", "type": "item.created"})
    [gone], cursor, _ = taken(config, {"id": 1, "type": "item.deleted"}, cursor=cursor)
    assert isinstance(made, Post) and isinstance(gone, Tombstone) and made.external_id == gone.external_id
    assert taken(config, {"id": 1, "text": "A", "type": "item.created"}, cursor=cursor)[0] == []
    [back], _, _ = taken(config, {"id": 1, "text": "A", "type": "item.restored"}, cursor=cursor)
    assert isinstance(back, Post)


@pytest.mark.parametrize(
    ("word", "action"),
    [
        ("service-review-created", "create"),
        ("post_destroyed", "delete"),
        ("EDITED", "update"),
        ("undeleted", "restore"),
        ("7", ""),
        ("", ""),
    ],
)
def test_words_for_what_happened(word: str, action: str) -> None:
    assert action_of(word) == action


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-24T10:00:00Z", datetime(2026, 10, 24, 10, tzinfo=UTC)),
        ("2026-10-24T12:00:00+02:00", datetime(2026, 10, 24, 10, tzinfo=UTC)),
        ("2026-10-24 10:00:00 UTC", datetime(2026, 10, 24, 10, tzinfo=UTC)),
        ("Sat, 24 Oct 2026 10:00:00 GMT", datetime(2026, 10, 24, 10, tzinfo=UTC)),
        ("1793000000", AT), ("1793000000000", AT), ("1793000000000000", AT), ("1793000000.5", AT + timedelta(seconds=0.5)),
        ("20261024", None), ("5", None), ("yesterday", None), ("", None), ("9" * 40, None), ("0001-01-01T00:00:00+14:00", None),
    ],
)  # fmt: skip
def test_times_as_senders_write_them(text: str, moment: datetime | None) -> None:
    assert moment_of(text) == moment


def test_a_time_in_the_future_is_clamped_and_one_that_is_none_is_kept_as_it_was_written() -> None:
    config = {"sender": "S", "kind": "path", "text": "/text", "external_id": "/id", "published_at": "/at"}
    [ahead], _, _ = taken(config, {"id": 1, "text": "A", "at": "2027-01-01T00:00:00Z"})
    [none], _, _ = taken(config, {"id": 2, "text": "A", "at": "soon"})
    [near], _, _ = taken(config, {"id": 3, "text": "A", "at": 1793000060})
    assert isinstance(ahead, Post) and isinstance(none, Post) and isinstance(near, Post)
    assert (ahead.published_at, ahead.published_from, ahead.raw["published"]) == (AT, "clamped", "2027-01-01T00:00:00Z")
    assert (none.published_at, none.published_from, none.raw["published"]) == (None, "fetched", "soon")
    assert (near.published_at, near.published_from) == (AT, "source")


def test_pointers_are_read_as_the_standard_says() -> None:
    body = {"a/b": {"m~n": [10, {"": "x"}]}}
    assert (at(body, "/a~1b/m~0n/0"), at(body, "/a~1b/m~0n/1/"), at(body, "/a~1b/m~0n/2"), at(body, "/x/y")) == (
        10,
        "x",
        None,
        None,
    )
    assert [one.pointer for one in fields_of(body, "")] == ["/a~1b/m~0n/0"]
    assert guessed({"a": 1}) == {} and guessed("text") == {} and guessed([]) == {}
