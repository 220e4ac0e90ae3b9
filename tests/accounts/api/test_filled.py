"""Answers are what their description says, for filled lists and rows: an answer of random ids never gets that far."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.api.throttling import MemberThrottle
from accounts.events.services import placing
from tests.accounts.api.test_if_match import described_as
from tests.described import amiss, document
from tests.everything import Everything, make_everything
from tests.routes import Row, address, rows
from tests.world import World

# Described elsewhere, or not in JSON.
PASSED_BY = {
    f"/api/v1/{path}/"
    for path in (
        "schema",
        "docs",
        "mentions/export",
        "events/export",
        "events/stream",
        "exports/{id}/file",
        "incidents/{id}/file",
        "imports/{id}/amiss",
        "sources/opml",
    )
}


@pytest.fixture
def filled(world: World, monkeypatch: pytest.MonkeyPatch) -> Everything:
    """One of everything, and of what the owner alone has."""
    monkeypatch.setattr(MemberThrottle, "allow_request", lambda *_: True)
    everything = make_everything(world)
    for fill in (_fill_owners, _fill_monitoring, _fill_incidents):
        fill(world, everything)
    return everything


def _fill_owners(world: World, everything: Everything) -> None:
    from accounts.brands.models import Contact
    from accounts.brands.services import remove_contact
    from accounts.services.private_links import kinds_for, make_link

    gone = Contact.objects.get(pk=everything["contact"].pk)
    gone.pk = Contact._meta.pk.get_default()
    gone.save(force_insert=True)
    remove_contact(world.admin, gone)
    placing.place_events()  # for the list of what was removed
    make_link(world.owner, kind=kinds_for(world.owner)[0], now=timezone.now())
    for name in ("notification", "browser", "export", "link_reading"):
        row = everything[name]
        row.user = world.owner.user
        row.save(update_fields=["user"])


def _fill_monitoring(world: World, everything: Everything) -> None:
    from monitoring.feeds.collection.tries import Try
    from monitoring.feeds.models import Feed
    from monitoring.inbox.services import mentions, queries
    from monitoring.models import CoverageGap, MentionMatch

    now, mention, query = timezone.now(), everything["mention"], everything["query"]
    MentionMatch.objects.create(mention=mention, query=query)
    queries.star(member=world.admin, query=query, mention_id=mention.pk, must_match=True, now=now)
    mentions.add_note(member=world.analyst, mention=mention, text="Seen in two shops", now=now)
    mentions.assign(member=world.analyst, mention=mention, user_id=world.analyst.user_id, now=now)
    mention.refresh_from_db()
    mention.risks = [{"topic": "injury", "strength": 0.9, "words": ["glass"]}]
    mention.sentiment_score, mention.sentiment_model = -0.5, "lexicon 1"
    mention.save()
    CoverageGap.objects.create(
        source=everything["source"],
        starts_at=now - timedelta(hours=2),
        ends_at=now - timedelta(hours=1),
        reason="quota",
    )
    feed = Feed.objects.get(pk=everything["source"].feed_id)
    Try().write(feed, 1, outcome="read", posts=1, reason="", began=now, now=now)
    alert = everything["open_alert"]
    alert.explanation = {"stream": "all", "examples": [str(mention.pk)], "limit": 10}
    alert.window_end = now + timedelta(minutes=1)  # the mention lies in it
    alert.save(update_fields=["explanation", "window_end"])


def _fill_incidents(world: World, everything: Everything) -> None:
    from incidents.services import command
    from monitoring.models import Mention, Post

    first = everything["mention"]
    post = Post.objects.get(pk=first.post_id)
    post.pk, post.external_id = None, "2"
    post.id = Post._meta.pk.get_default()
    post.save(force_insert=True)
    linked = Mention.objects.create(
        post=post,
        brand=world.alder,
        source=first.source,
        published_at=first.published_at,
        first_seen_at=first.first_seen_at,
    )
    command.link_mentions(
        member=world.manager, incident=everything["incident"], mention_ids=[linked.pk], now=timezone.now()
    )


def _asked(everything: Everything) -> Iterator[tuple[Row, dict[str, Any], str]]:
    for row in rows():
        if row.asks.startswith("open") and described_as(row) not in document()["paths"]:
            continue  # of another protocol, which describes itself: OAuth, MCP
        if row.is_api and row.host == "agency" and row.method == "GET" and described_as(row) not in PASSED_BY:
            more = "?at=2026-01-01T10:00:00Z" if row.path.endswith("why_not/") else ""
            yield row, document()["paths"][described_as(row)]["get"], address(row, everything) + more


def test_every_filled_answer_is_what_its_description_says(world: World, filled: Everything) -> None:
    browser, wrong, empty, seen = world.browser(world.owner), [], [], 0
    for row, operation, path in _asked(filled):
        answer = browser.get(path)
        wrong += [f"{row.path} {one}" for one in amiss(operation, answer)]
        body = answer.json()
        empty += [row.path] if body == [] or (isinstance(body, dict) and body.get("results") == []) else []
        seen += 1
    assert (wrong, empty) == ([], [])
    assert seen > 75
