"""What GitHub, Slack, Discourse and Trustpilot send becomes posts, and what comes late or twice changes nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.outside.failures import Malformed
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Delivery, Post, Pushed, Tombstone
from tests.loopback import context
from tests.monitoring.feeds.connectors.webhook.sender import (
    AT,
    CONNECTOR,
    SECRET,
    body_of,
    by_discourse,
    by_github,
    by_slack,
    review,
    taken,
)  # fmt: skip

TRUSTPILOT = {"sender": "Trustpilot", "kind": "trustpilot"}
GITHUB = {"sender": "Our code", "kind": "github"}
SLACK = {"sender": "Community", "kind": "slack"}
FORUM = {"sender": "Forum", "kind": "discourse"}


def issue(action: str, **more: Any) -> dict[str, Any]:
    post = {
        "node_id": "I_1", "html_url": "https://github.com/acme/app/issues/7", "title": "Crash", "body": "It crashes <3",
        "user": {"login": "ina", "node_id": "U_1", "html_url": "https://github.com/ina"},
        "created_at": "2026-10-24T10:00:00Z", "updated_at": "2026-10-24T10:00:00Z", **more,
    }  # fmt: skip
    return {"action": action, "issue": post}


def message(
    text: str = "It <https://a.example|broke> &amp; &lt;3 <@U2>", stamp: str = "1793000000.000100", **more: Any
) -> dict[str, Any]:
    event = {
        "type": "message",
        "channel": "C1",
        "channel_type": "channel",
        "user": "U1",
        "text": text,
        "ts": stamp,
        **more,
    }
    return {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{stamp}", "event": event}


def forum_post(**more: Any) -> dict[str, Any]:
    post = {
        "id": 5, "topic_id": 3, "post_number": 2, "username": "ina", "name": "Ina", "cooked": "<p>It <b>broke</b></p>", "raw": "It **broke**",
        "topic_title": "Cold brew", "topic_archetype": "regular", "post_url": "/t/cold-brew/3/2", "created_at": "2026-10-24T10:00:00Z",
        "updated_at": "2026-10-24T10:00:00Z", **more,
    }  # fmt: skip
    return {"post": post}


def test_it_is_one_of_the_connectors_and_is_pushed() -> None:
    assert isinstance(registry.get("webhook"), Pushed)


def test_reviews_of_trustpilot_come_several_a_delivery_with_stars_and_the_address_people_read() -> None:
    posts, _, notes = taken(TRUSTPILOT, {"events": [review(), review(name="65b0", stars=5)]})
    first, second = posts
    assert isinstance(first, Post) and isinstance(second, Post)
    assert (first.platform, first.external_id, first.kind, first.rating, second.rating) == (
        "trustpilot",
        "65a0",
        "review",
        1.0,
        5.0,
    )
    assert (first.title, first.text, first.author_name, first.language) == (
        "No refund",
        "Waiting since May",
        "Ina B.",
        "en",
    )
    assert first.url == "https://www.trustpilot.com/reviews/65a0"
    assert first.published_at == datetime(2026, 10, 24, 10, 15, 30, tzinfo=UTC)
    assert (first.can_reply, first.raw["unproven"], first.raw["item"]["referenceId"]) == (False, True, "ORDER-9")
    assert "open the post" in first.can_reply_reason and notes == ()


def test_a_review_that_changes_its_stars_alone_says_something_else() -> None:
    [first], _, _ = taken(TRUSTPILOT, {"events": [review()]})
    [second], _, _ = taken(TRUSTPILOT, {"events": [review("updated", stars=4)]})
    assert first.fingerprint != second.fingerprint


def test_issues_discussions_and_comments_of_github() -> None:
    [post], _, _ = taken(GITHUB, issue("opened"), by_github(b"", event="issues"))
    assert isinstance(post, Post)
    assert (post.platform, post.external_id, post.kind, post.title, post.text) == (
        "github",
        "I_1",
        "post",
        "Crash",
        "It crashes <3",
    )
    assert (post.author_name, post.author_external_id, post.author_url) == ("ina", "U_1", "https://github.com/ina")
    comment = {**issue("created"), "comment": {**issue("x")["issue"], "node_id": "IC_1", "body": "Here too"}}
    [said], _, _ = taken(GITHUB, comment, by_github(b"", event="issue_comment"))
    assert isinstance(said, Post)
    assert (said.external_id, said.kind, said.title, said.in_reply_to) == ("IC_1", "comment", "Crash", "I_1")
    talk = {
        "action": "created",
        "discussion": issue("x")["issue"],
        "comment": {"node_id": "DC_1", "body": "Yes", "user": None},
    }
    [answer], _, _ = taken(GITHUB, talk, by_github(b"", event="discussion_comment"))
    assert isinstance(answer, Post) and (answer.external_id, answer.author_name) == ("DC_1", "")


@pytest.mark.parametrize(
    ("event", "content", "why"),
    [
        ("issues", issue("labeled"), "The event issues (labeled) says nothing of a post."),
        ("push", {"ref": "main"}, "The event push says nothing of a post."),
        ("ping", {"zen": "Keep it logically awesome."}, "GitHub's ping: it works."),
    ],
)  # fmt: skip
def test_what_says_nothing_of_a_post_is_admitted_and_not_kept(event: str, content: Any, why: str) -> None:
    assert taken(GITHUB, content, by_github(b"", event=event)) == ([], {"v": 1, "known": []}, (why,))
    body = body_of(content)
    admitted = CONNECTOR.admit(context(AT, secret=SECRET), GITHUB, Delivery(by_github(body, event=event), body))
    assert (admitted.keep, admitted.answer) == (False, None)


def test_messages_of_slack_read_as_people_read_them() -> None:
    [post], _, _ = taken(SLACK, message(), by_slack(b""))
    assert isinstance(post, Post)
    assert (post.platform, post.kind, post.external_id, post.text) == (
        "slack", "message", "C1:1793000000.000100", "It broke (https://a.example) & <3 @U2",
    )  # fmt: skip
    [reply], _, _ = taken(SLACK, message(thread_ts="1792999999.000100"), by_slack(b""))
    assert isinstance(reply, Post) and (reply.kind, reply.conversation) == ("reply", "C1:1792999999.000100")
    for quiet in (message(subtype="channel_join"), message(channel_type="im"), {"event": {"type": "reaction_added"}}):
        assert taken(SLACK, quiet, by_slack(b""))[0] == []


def test_an_edit_and_a_deletion_in_slack_name_the_message_they_are_about() -> None:
    changed = {
        "type": "message",
        "user": "U1",
        "text": "It works",
        "ts": "1793000000.000100",
        "edited": {"ts": "1793000060.000000"},
    }
    edit = message(subtype="message_changed", message=changed, stamp="1793000060.000200")
    [post], cursor, _ = taken(SLACK, edit, by_slack(b""), at=AT + timedelta(minutes=2))
    assert isinstance(post, Post) and (post.external_id, post.text) == ("C1:1793000000.000100", "It works")
    assert post.edited_at == AT + timedelta(minutes=1)
    gone = message(subtype="message_deleted", deleted_ts="1793000000.000100", stamp="1793000070.000200")
    [tombstone], cursor, _ = taken(SLACK, gone, by_slack(b""), cursor=cursor)
    assert isinstance(tombstone, Tombstone) and tombstone.external_id == post.external_id


def test_slack_is_answered_its_challenge_once_it_has_proven_itself() -> None:
    body = body_of({"type": "url_verification", "challenge": "3eZbrw1aB"})
    admitted = CONNECTOR.admit(context(AT, secret=SECRET), SLACK, Delivery(by_slack(body), body))
    assert (admitted.answer, admitted.keep) == ({"challenge": "3eZbrw1aB"}, False)


def test_posts_of_a_forum_are_plain_and_private_messages_are_left_out() -> None:
    [post], cursor, _ = taken(FORUM, forum_post(), by_discourse(b""))
    assert isinstance(post, Post)
    assert (post.external_id, post.title, post.text, post.kind) == ("5", "Cold brew", "It broke", "reply")
    assert (post.url, post.author_url) == ("https://forum.example/t/cold-brew/3/2", "https://forum.example/u/ina")
    [gone], cursor, _ = taken(FORUM, forum_post(), by_discourse(b"", event="post_destroyed"), cursor=cursor)
    assert isinstance(gone, Tombstone)
    [back], cursor, _ = taken(FORUM, forum_post(), by_discourse(b"", event="post_recovered"), cursor=cursor)
    assert isinstance(back, Post)
    private = forum_post(topic_archetype="private_message")
    assert taken(FORUM, private, by_discourse(b""))[2] == ("A private message: it is nobody's to read here.",)
    assert taken(FORUM, {"topic": {}}, by_discourse(b"", event="topic_created"))[0] == []
    assert taken(FORUM, {"ping": "OK"}, by_discourse(b"", event="ping"))[2] == ("Discourse's ping: it works.",)


@pytest.mark.parametrize(
    ("config", "content", "headers"),
    [
        (TRUSTPILOT, {"event": []}, {}),
        (TRUSTPILOT, {"events": [review(name="")]}, {}),
        (TRUSTPILOT, {"events": ["x"]}, {}),
        (TRUSTPILOT, [], {}),
        (GITHUB, {"action": "opened"}, by_github(b"")),
        (SLACK, {"event": {"type": "message"}}, by_slack(b"")),
        (FORUM, {"post": {}}, by_discourse(b"")),
    ],
)  # fmt: skip
def test_what_lacks_its_post_is_malformed(config: Any, content: Any, headers: dict[str, str]) -> None:
    with pytest.raises(Malformed):
        taken(config, content, headers)


def test_a_deletion_before_its_creation_is_what_stays() -> None:
    [gone], cursor, _ = taken(
        TRUSTPILOT, {"events": [{"eventName": "service-review-deleted", "eventData": {"id": "65a0"}}]}
    )
    assert isinstance(gone, Tombstone)
    late = taken(TRUSTPILOT, {"events": [review(), review("updated")]}, cursor=cursor, at=AT + timedelta(hours=3))
    # An update that gives no time of its own is as new as its arrival: only what says it is the beginning is known to be late.
    assert late[0][:0] == [] and "It was deleted before this came." in late[2]
    assert not any(
        isinstance(one, Post) and one.text == "Waiting since May"
        for one in taken(TRUSTPILOT, {"events": [review()]}, cursor=cursor)[0]
    )


def test_a_review_that_is_back_after_days_is_no_repeat() -> None:
    _, cursor, _ = taken(TRUSTPILOT, {"events": [{"eventName": "service-review-deleted", "eventData": {"id": "65a0"}}]})
    [back], _, _ = taken(TRUSTPILOT, {"events": [review()]}, cursor=cursor, at=AT + timedelta(days=5))
    assert isinstance(back, Post)


def test_an_older_state_never_overwrites_a_newer_one() -> None:
    newer = issue("edited", body="Third", updated_at="2026-10-24T12:00:00Z")
    older = issue("edited", body="Second", updated_at="2026-10-24T11:00:00Z")
    _, cursor, _ = taken(GITHUB, newer, by_github(b""))
    for late in (older, issue("opened")):
        posts, cursor, notes = taken(GITHUB, late, by_github(b""), cursor=cursor)
        assert (posts, notes) == ([], ("A newer state of it has been sent before.",))
    [same], cursor, _ = taken(GITHUB, newer, by_github(b""), cursor=cursor)
    assert isinstance(same, Post) and same.text == "Third"
    [gone], _, _ = taken(GITHUB, {**newer, "action": "deleted"}, by_github(b""), cursor=cursor)
    assert isinstance(gone, Tombstone)


def test_the_memory_is_bounded_and_forgets_what_is_long_past() -> None:
    cursor: Any = {}
    for start in range(0, 1_500, 500):
        events = [review(name=f"r{number}") for number in range(start, start + 500)]
        _, cursor, _ = taken(TRUSTPILOT, {"events": events}, cursor=cursor, at=AT + timedelta(seconds=start))
    assert len(cursor["known"]) == 1_000
    _, cursor, _ = taken(TRUSTPILOT, {"events": [review()]}, cursor=cursor, at=AT + timedelta(days=15))
    assert len(cursor["known"]) == 1
    assert taken(TRUSTPILOT, {"events": [review()]}, cursor={"v": 0, "known": "of another version"})[0]
