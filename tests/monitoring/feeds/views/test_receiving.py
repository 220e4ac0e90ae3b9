"""The door: a secret address on the agency's host, called by programs without a cookie; each refusal by its status."""

import gzip
import json
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts import delivery
from accounts.models import Agency
from accounts.services.agencies import suspend
from accounts.tenancy import current_schema
from monitoring.feeds import jobs
from monitoring.feeds.collection import addresses
from monitoring.feeds.models import Feed, Received, ReceivingAddress
from monitoring.feeds.services import receiving, sources
from monitoring.feeds.views import receiving as door
from monitoring.inbox.services import ingestion
from monitoring.models import Mention, Source
from tests.monitoring.feeds.connectors.webhook.sender import body_of, by_slack, by_standard, review
from tests.monitoring.ground import beat
from tests.world import World

ACCEPTED = {"status": "accepted"}


def source_of(world: World, **fields: Any) -> tuple[Source, str]:
    """A source that is sent to us, and the path of its address."""
    given = sources.filled_in("webhook", {"sender": "Trustpilot", "kind": "trustpilot", **fields})
    source = sources.add_tried_source(
        member=world.manager, brand=world.alder, given=given, name="Reviews", everything=True, now=timezone.now()
    )
    return source, addresses.path_of(ReceivingAddress.objects.get(feed_id=source.feed_id, closes_at=None))


def post(path: str, body: bytes, *, content_type: str = "application/json", **headers: str) -> Any:
    """As a program: no cookie, nothing of a browser."""
    program = Client(HTTP_HOST="north.localhost", enforce_csrf_checks=True)
    return program.post(path, body, content_type=content_type, headers=headers)


def test_a_delivery_is_accepted_and_is_a_mention_once_the_job_ran(
    world: World, eager: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, path = source_of(world)
    rung: list[tuple[str, str, tuple[Any, ...]]] = []
    monkeypatch.setattr(delivery, "_send", lambda job, args: rung.append((current_schema(), job, args)))
    content = {"events": [review(createdAt=timezone.now().isoformat())]}
    # As without the test's own transaction around it: at the commit, which is in the view.
    with monkeypatch.context() as patch:
        patch.setattr(delivery.transaction, "on_commit", lambda act, robust: act())
        answer = post(path, body_of(content))
    assert (answer.status_code, answer.json(), answer.cookies) == (202, ACCEPTED, {})
    world.enter()
    feed = Feed.objects.get()
    # Rung where the job is to run: one that names an agency would be refused in public.
    assert [one for one in rung if one[1] == jobs.take_received.name] == [
        ("public", jobs.take_received.name, (str(feed.pk),))
    ]
    beat(lambda: jobs.take_received(str(feed.pk)))
    world.enter()
    ingestion.ingest(world.north, now=timezone.now())
    mention = Mention.objects.get()
    assert (mention.post.text, mention.quiet) == ("Waiting since May", False)


def test_standard_webhooks_from_the_reference_library_are_let_in_and_forgeries_are_not(world: World) -> None:
    source, path = source_of(
        world, sender="Shop", kind="standard", text="/text", external_id="/id", sample='{"id": 1, "text": "A"}'
    )
    body = body_of({"id": 1, "text": "Größe – 👍"})
    assert post(path, body, **by_standard(body, at=timezone.now())).status_code == 401, "no secret yet"
    world.enter()
    secret = receiving.renew_secret(member=world.manager, source=source, now=timezone.now())
    good = by_standard(body, at=timezone.now(), secret=secret)
    old = by_standard(body, at=timezone.now() - timezone.timedelta(seconds=302), secret=secret)
    told = {
        json.dumps(post(path, body, **headers).json()) for headers in (old, by_standard(body, at=timezone.now()), {})
    }
    assert len(told) == 1 and "5 minutes" in next(iter(told))
    assert post(path, body + b" ", **good).status_code == 401
    for _ in range(2):
        answer = post(path, body, **good)
        assert (answer.status_code, answer.json()) == (202, ACCEPTED)
    assert [row.name for row in Received.objects.all()] == ["msg_1"]


def test_slack_gets_its_challenge_back(world: World) -> None:
    _, path = source_of(world, sender="Slack", kind="slack", secret="s3cret")
    body = body_of({"type": "url_verification", "challenge": "3eZbrw1aB"})
    answer = post(path, body, **by_slack(body, at=timezone.now()))
    assert (answer.status_code, answer.json()) == (200, {"challenge": "3eZbrw1aB"})
    assert not Received.objects.exists() and Feed.objects.get().last_success_at is not None


def test_meltwater_takes_only_200_for_a_yes(world: World) -> None:
    _, path = source_of(world, sender="Meltwater", kind="meltwater", sample='{"id": 1, "title": "Glass"}')
    answer = post(path, body_of({"id": 1, "title": "Glass"}))
    assert (answer.status_code, answer.json(), Received.objects.count()) == (200, ACCEPTED, 1)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{not json", "application/json", 400),
        (b"", "application/json", 400),
        (b"<xml/>", "application/xml", 415),
        (b"{}", "text/plain", 415),
        (b"--x", "multipart/form-data; boundary=x", 415),
        (b'{"events": []}', "application/vnd.trustpilot+json; charset=utf-8", 202),
        (b'{"events": []}' + b" " * door.MOST_BYTES, "application/json", 413),
    ],
)
def test_what_can_not_be_taken_is_refused_by_its_status_and_nothing_is_stored(
    world: World, body: bytes, content_type: str, status: int
) -> None:
    _, path = source_of(world)
    answer = post(path, body, content_type=content_type)
    assert answer.status_code == status, answer.text
    assert not Received.objects.exists()


def test_a_compressed_body_is_opened_within_the_same_bound(world: World) -> None:
    _, path = source_of(world)
    packed = gzip.compress(body_of({"events": [review()]}))
    assert post(path, packed, **{"Content-Encoding": "gzip"}).status_code == 202
    bomb = gzip.compress(b" " * (door.MOST_BYTES + 1))
    assert post(path, bomb, **{"Content-Encoding": "gzip"}).status_code == 413
    assert post(path, packed[:-9], **{"Content-Encoding": "gzip"}).status_code == 400
    assert post(path, b"\x1f\x8bnot", **{"Content-Encoding": "gzip"}).status_code == 400
    assert post(path, packed, **{"Content-Encoding": "br"}).status_code == 415
    assert Received.objects.count() == 1


def test_a_body_without_a_length_is_read_to_its_end_and_no_further_than_the_bound(world: World) -> None:
    _, path = source_of(world)
    program = Client(HTTP_HOST="north.localhost")
    for body, status in ((body_of({"events": [review()]}), 202), (b" " * (door.MOST_BYTES + 9), 413)):
        answer = program.generic(
            "POST", path, body, content_type="application/json", headers={"Transfer-Encoding": "chunked"},
            **{"wsgi.input_terminated": True, "CONTENT_LENGTH": "", "wsgi.input": BytesIO(body)},
        )  # fmt: skip
        assert answer.status_code == status


def test_an_unknown_address_is_nothing_and_one_that_was_given_up_is_gone(world: World) -> None:
    source, path = source_of(world)
    body = body_of({"events": [review()]})
    assert post(f"{path}x", body).status_code == 404
    rival = Client(HTTP_HOST="rival.localhost")
    assert rival.post(path, body, content_type="application/json").status_code == 404
    assert Client(HTTP_HOST="north.localhost").get(path).status_code == 405
    world.enter()
    receiving.renew_address(member=world.manager, source=source, now=timezone.now())
    assert post(path, body).status_code == 202, "the one before works for a day"
    world.enter()
    sources.remove_source(member=world.manager, source=source, now=timezone.now())
    gone = post(path, body)
    assert (gone.status_code, gone.json()["detail"]) == (410, "Nothing is taken here any more.")


def test_too_many_calls_wait_a_minute(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "CALLS", "2/m/key")
    _, path = source_of(world)
    statuses = [post(path, body_of({"events": []})) for _ in range(3)]
    assert [one.status_code for one in statuses] == [202, 202, 429]
    assert statuses[-1]["Retry-After"] == "60"


def test_a_suspended_agency_is_sent_to_as_its_feeds_are_read(world: World) -> None:
    _, path = source_of(world)
    suspend(Agency.objects.get(pk=world.north.pk), reason="Unpaid", by=world.operator)
    assert post(path, body_of({"events": [review()]})).status_code == 202


def test_where_storing_fails_the_sender_hears_of_it_and_sends_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, path = source_of(world)
    monkeypatch.setattr(door.receiving, "take_in", lambda *_: 1 / 0)
    program = Client(HTTP_HOST="north.localhost", raise_request_exception=False)
    assert program.post(path, b"{}", content_type="application/json").status_code == 500
