"""Webhooks hear what happened, whoever else is told: filtered, signed, once each, in order, and with a log."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.events.catalogue import declare
from accounts.events.models import Event
from accounts.events.services import placing
from accounts.events.services.recording import About, event, record, record_all
from accounts.models import AccessLog
from accounts.notifications.models import Delivery, DeliveryAttempt, Notification, WebhookEndpoint
from accounts.notifications.services import handing, sending, webhooks
from accounts.notifications.services.webhooks import Wanted
from tests.world import World

# Deliveries are due from the moment they are made, by the clock: an hour after is due.
NOW = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
HEARD = declare("hearing.heard", "Something was heard in a test.", many=int)
MISSED = declare("hearing.missed", "Something was missed in a test.", many=int)
ELSEWHERE = declare("seeing.seen", "Something was seen in a test.", many=int)


def _happened(world: World, action: Any = HEARD, *, many: int = 1, brand: Any = "", **more: Any) -> Event:
    """An event in its place, handed out."""
    about = {name: more.pop(name) for name in ("severity", "drill") if name in more}
    brand = world.alder if brand == "" else brand
    made = record(action, About(uuid4(), brand=brand, **about), by=world.manager, now=NOW, many=many, **more)
    placing.place_events()
    return made


def _add(world: World, url: str = "https://hooks.example/in", **wanted: Any) -> tuple[WebhookEndpoint, str]:
    return webhooks.add_webhook(world.owner, url=url, wanted=Wanted(**wanted))


def _told() -> list[int]:
    rows = Delivery.objects.filter(channel="webhook", event__isnull=False).select_related("event")
    return sorted(row.event.data["many"] for row in rows)


def _deliver(row: Delivery | None = None, now: datetime = NOW) -> str:
    """All that is due is sent; what came of one."""
    one = row or Delivery.objects.get(channel="webhook")
    for failing in (False, True):
        sending.send_due(lambda: now, failing=failing)
    one.refresh_from_db()
    return str(one.status)


def _came(hook: Any, at: int = -1) -> tuple[dict[str, str], str]:
    headers, body = hook.got[at]
    return {name.lower(): value for name, value in headers.items()}, body.decode()


def test_what_happened_is_told_though_nobody_else_is(world: World) -> None:
    _add(world)
    _happened(world, many=1)
    assert _told() == [1] and not Notification.objects.exists()


def test_each_event_is_handed_over_once_and_what_was_before_is_not(world: World) -> None:
    _happened(world, many=1)
    row, _ = _add(world)
    record_all([event(HEARD, About(uuid4()), by=None, now=NOW, many=n) for n in (2, 3, 4)])
    placing.place_events()
    placing.place_events()
    assert handing.hand_out() == 0
    assert _told() == [2, 3, 4]
    row.refresh_from_db()
    assert row.position == handing.head()


def test_more_than_one_turn_can_read_are_all_handed_over(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "MOST", 2)
    _add(world)
    record_all([event(HEARD, About(uuid4()), by=None, now=NOW, many=n) for n in range(5)])
    placing.place_events()
    assert _told() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("wanted", "heard"),
    [
        ({}, [1, 2, 4, 5]),
        ({"actions": ("hearing.heard",)}, [1, 4]),
        ({"actions": ("hearing.*",)}, [1, 2, 4]),
        ({"actions": ("hearing.*", "key.*")}, [1, 2, 4]),
        ({"actions": ("seeing.seen", "hearing.missed")}, [2, 5]),
        ({"severity": 2}, [2, 4, 5]),
        ({"drills": True}, [1, 2, 3, 4, 5]),
    ],
)
def test_it_hears_what_it_asks_for(world: World, wanted: dict[str, Any], heard: list[int]) -> None:
    _add(world, **wanted)
    _happened(world, many=1, severity=3)
    _happened(world, MISSED, many=2, severity=1)
    _happened(world, many=3, drill=True)
    _happened(world, many=4, brand=world.lumen)
    _happened(world, ELSEWHERE, many=5, brand=None)
    assert _told() == heard


def test_one_of_some_brands_hears_of_no_other_and_nothing_of_the_agency(world: World) -> None:
    _add(world, brands=(world.lumen.pk,))
    _happened(world, many=1)
    _happened(world, many=2, brand=world.lumen)
    _happened(world, many=3, brand=None)
    assert _told() == [2]


def test_changes_of_power_go_only_where_they_are_named(world: World) -> None:
    everything, _ = _add(world)
    placing.place_events()
    named, _ = _add(world, actions=("webhook.*",))
    placing.place_events()
    rows = Delivery.objects.filter(channel="webhook").select_related("event")
    assert [(row.target, row.event.action) for row in rows] == [(str(named.pk), "webhook.created")]
    assert str(everything.pk) not in {row.target for row in rows}


def test_a_message_says_what_happened_and_is_signed(world: World, hook: Any) -> None:
    _, secret = _add(world, hook.url)
    made = _happened(world, many=7)
    assert _deliver(now=datetime.now(UTC)) == "sent"
    headers, body = _came(hook)
    said = Webhook(secret).verify(body, headers)
    assert (said["type"], said["timestamp"]) == ("hearing.heard", NOW.isoformat())
    assert (said["data"]["id"], said["data"]["data"]) == (str(made.pk), {"many": 7})
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "A" * 44).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body.replace("7", "8"), headers)
    old = {**headers, "webhook-timestamp": str(int(headers["webhook-timestamp"]) - 3600)}
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body, old)


def test_a_new_secret_signs_with_the_one_before_until_the_overlap_is_over(world: World, hook: Any) -> None:
    row, before = _add(world, hook.url)
    _happened(world)
    now = datetime.now(UTC)
    _, after = webhooks.change_secret(world.owner, endpoint_id=row.pk, overlap_hours=2, now=now)
    assert _deliver(now=now) == "sent"
    headers, body = _came(hook)
    for secret in (before, after):
        Webhook(secret).verify(body, headers)
    row.refresh_from_db()
    assert len(handing.secrets_of(row, now + timedelta(hours=2))) == 1
    _, last = webhooks.change_secret(world.owner, endpoint_id=row.pk, overlap_hours=0, now=now)
    row.refresh_from_db()
    assert handing.secrets_of(row, now) == [last]
    with pytest.raises(Invalid, match="0 to 72"):
        webhooks.change_secret(world.owner, endpoint_id=row.pk, overlap_hours=73, now=now)


def test_a_repeat_carries_the_same_id_and_the_log_says_what_was_answered(world: World, hook: Any) -> None:
    row, _ = _add(world, hook.url)
    _happened(world)
    hook.answers[:] = [500]
    assert _deliver() == "failed"
    row.refresh_from_db()
    assert (row.state, row.last_error) == ("failing", "The address answered 500.")
    assert _deliver(now=NOW + timedelta(minutes=1)) == "sent"
    row.refresh_from_db()
    assert (row.state, row.last_error) == ("working", "")
    assert len({headers["webhook-id"] for headers, _ in hook.got}) == 1
    assert list(DeliveryAttempt.objects.order_by("at").values_list("ok", "status")) == [(False, 500), (True, 200)]


def test_an_address_that_is_gone_is_given_up_at_once(world: World, hook: Any) -> None:
    _add(world, hook.url)
    _happened(world)
    hook.answers[:] = [410]
    assert _deliver() == "given_up"


def test_days_of_failures_disable_it_and_its_owners_are_told_once(world: World, hook: Any) -> None:
    row, _ = _add(world, hook.url)
    _happened(world, many=1)
    hook.answers[:] = [500, 500, 500]
    _deliver()
    _deliver(now=NOW + timedelta(days=4))
    row.refresh_from_db()
    assert row.state == "failing"
    _deliver(now=NOW + timedelta(days=5))
    row.refresh_from_db()
    assert row.state == "disabled"
    told = Notification.objects.filter(kind="webhook")
    assert sorted(told.values_list("user__email", flat=True)) == ["admin@north.example", "owner@north.example"]
    _happened(world, many=2)
    assert _told() == [1]
    webhooks.resume_webhook(world.owner, endpoint_id=row.pk, now=NOW + timedelta(days=5))
    handing.hand_out()
    assert _told() == [1, 2]


def test_what_happens_while_it_is_paused_waits_or_is_left_out(world: World, hook: Any) -> None:
    row, _ = _add(world, hook.url)
    _happened(world, many=1)
    assert webhooks.pause_webhook(world.owner, endpoint_id=row.pk, now=NOW).state == "paused"
    _happened(world, many=2)
    assert _told() == [1]
    assert _deliver() == "queued" and hook.got == []
    assert Delivery.objects.get(channel="webhook").attempts == 0
    assert webhooks.resume_webhook(world.owner, endpoint_id=row.pk, now=NOW).state == "working"
    handing.hand_out()
    assert _told() == [1, 2]
    webhooks.pause_webhook(world.owner, endpoint_id=row.pk, now=NOW)
    _happened(world, many=3)
    webhooks.resume_webhook(world.owner, endpoint_id=row.pk, skip_missed=True, now=NOW)
    handing.hand_out()
    assert _told() == [1, 2]
    assert set(Delivery.objects.filter(channel="webhook").values_list("status", flat=True)) == {"given_up"}


def test_a_test_message_is_sent_even_while_it_is_paused(world: World, hook: Any) -> None:
    row, secret = _add(world, hook.url)
    webhooks.pause_webhook(world.owner, endpoint_id=row.pk, now=NOW)
    made = webhooks.try_webhook(world.owner, endpoint_id=row.pk, now=datetime.now(UTC))
    assert _deliver(made, now=datetime.now(UTC)) == "sent"
    headers, body = _came(hook)
    assert Webhook(secret).verify(body, headers)["type"] == "webhook.test"


def test_what_was_sent_is_sent_again_under_its_id(world: World, hook: Any) -> None:
    row, _ = _add(world, hook.url)
    _happened(world)
    _deliver()
    sent = Delivery.objects.get(channel="webhook")
    webhooks.deliver_again(world.owner, delivery_id=sent.pk, now=NOW)
    with pytest.raises(Conflict):
        webhooks.deliver_again(world.owner, delivery_id=sent.pk, now=NOW)
    _deliver()
    assert len(hook.got) == 2 and len({headers["webhook-id"] for headers, _ in hook.got}) == 1
    assert [one.pk for one in webhooks.deliveries_of(world.owner, row.pk)] == [sent.pk]


def test_a_span_is_sent_again_what_failed_or_all_of_it(world: World, hook: Any) -> None:
    row, _ = _add(world, hook.url)
    for many in (1, 2):
        _happened(world, many=many)
    first, second = Delivery.objects.filter(channel="webhook").order_by("created_at")
    hook.answers[:] = [410]
    _deliver(first)
    _deliver(second)
    span = {"since": first.created_at, "until": second.created_at + timedelta(seconds=1)}
    assert webhooks.deliver_span_again(world.owner, endpoint_id=row.pk, **span, now=NOW) == 1
    assert webhooks.deliver_span_again(world.owner, endpoint_id=row.pk, **span, failed_only=False, now=NOW) == 1
    with pytest.raises(Invalid):
        webhooks.deliver_span_again(world.owner, endpoint_id=row.pk, since=NOW, until=NOW, now=NOW)


def test_changing_it_keeps_its_place_and_what_is_not_real_is_refused_at_its_field(world: World) -> None:
    row, _ = _add(world)
    _happened(world)
    changed = webhooks.change_webhook(
        world.owner, endpoint_id=row.pk, url="https://other.example/", wanted=Wanted(severity=1), name=" Chat "
    )
    assert (changed.url, changed.severity, changed.name) == ("https://other.example/", 1, "Chat")
    assert changed.position > row.position
    for wanted, field in (
        (Wanted(actions=("incident.nothing",)), "actions"),
        (Wanted(brands=(world.rival_brand.pk,)), "brands"),
        (Wanted(severity=5), "severity"),
    ):
        with pytest.raises(Invalid) as refused:
            webhooks.change_webhook(world.owner, endpoint_id=row.pk, url=row.url, wanted=wanted, name="")
        assert list(refused.value.fields) == [field]


def test_one_narrowed_to_brands_is_changed_without_naming_them_again(world: World) -> None:
    row, _ = _add(world, brands=(world.alder.pk,))
    changed = world.browser(world.owner).patch(
        f"/api/v1/webhooks/{row.pk}/", {"name": "Chat"}, content_type="application/json"
    )
    assert changed.status_code == 200, changed.json()
    assert (changed.json()["name"], changed.json()["brands"]) == ("Chat", [str(world.alder.pk)])


@pytest.mark.parametrize(
    "url",
    ["http://example.org/", "https://10.0.0.1/", "https://169.254.169.254/x", "ftp://x.example/", "https://localhost/"],
)
def test_a_private_or_open_address_is_refused_at_its_field(world: World, settings: Any, url: str) -> None:
    settings.WEBHOOK_ALLOW_LOOPBACK = False
    with pytest.raises(Invalid) as refused:
        _add(world, url)
    assert list(refused.value.fields) == ["url"]


def test_what_a_webhook_sent_is_told_from_what_it_did_not(world: World, hook: Any) -> None:
    row, _ = _add(world, hook.url)
    _happened(world, many=186)
    assert _deliver() == "sent"
    headers, body = _came(hook)
    came = {
        "message_id": headers["webhook-id"],
        "timestamp": headers["webhook-timestamp"],
        "signature": headers["webhook-signature"],
        "body": body,
    }
    at = datetime.fromtimestamp(int(came["timestamp"]), tz=UTC)

    def checked(now: datetime = at, **other: str) -> datetime:
        return webhooks.check_signature(world.owner, endpoint_id=row.pk, **(came | other), now=now)

    assert checked() == checked(at + webhooks.FRESH) == at
    assert checked(signature=f"v1,AAAA {came['signature']}") == at  # a receiver may get more than one
    for wrong in (
        {"body": body.replace("186", "187")},
        {"message_id": "another"},
        {"timestamp": str(int(came["timestamp"]) - 3600)},
        {"signature": "v1,AAAA"},
        {"signature": "\u00e9"},
    ):
        with pytest.raises(Invalid) as refused:
            checked(**wrong)
        assert (refused.value.code, list(refused.value.fields)) == ("bad_signature", ["signature"])
    for late in (webhooks.FRESH + timedelta(seconds=1), -webhooks.FRESH - timedelta(seconds=1)):
        with pytest.raises(Invalid) as refused:
            checked(at + late)
        assert (refused.value.code, list(refused.value.fields)) == ("old_signature", ["timestamp"])
    for nonsense in ("", "soon", "9" * 19, "1.5e3"):
        with pytest.raises(Invalid) as refused:
            checked(timestamp=nonsense)
        assert list(refused.value.fields) == ["timestamp"]
    other, _ = _add(world, hook.url)
    with pytest.raises(Invalid, match="signature doesn't match"):
        webhooks.check_signature(world.owner, endpoint_id=other.pk, **came, now=at)
    webhooks.remove_webhook(world.owner, endpoint_id=row.pk)
    with pytest.raises(NotFound):
        checked()
    with pytest.raises(Forbidden):
        webhooks.check_signature(world.manager, endpoint_id=other.pk, **came, now=at)


def test_everything_done_to_a_webhook_stands_in_the_access_log_and_nobody_below_does_it(world: World) -> None:
    row, _ = _add(world)
    of: dict[str, UUID] = {"endpoint_id": row.pk}
    webhooks.pause_webhook(world.owner, **of, now=NOW)
    webhooks.pause_webhook(world.owner, **of, now=NOW)
    webhooks.resume_webhook(world.owner, **of, now=NOW)
    webhooks.resume_webhook(world.owner, **of, now=NOW)
    webhooks.try_webhook(world.owner, **of, now=NOW)
    webhooks.change_secret(world.owner, **of, now=NOW)
    webhooks.remove_webhook(world.owner, **of)
    assert list(
        AccessLog.objects.filter(action__startswith="webhook.").order_by("id").values_list("action", flat=True)
    ) == [
        "webhook.added",
        "webhook.paused",
        "webhook.resumed",
        "webhook.tested",
        "webhook.secret_changed",
        "webhook.removed",
    ]
    for refused in (
        lambda: webhooks.pause_webhook(world.manager, **of, now=NOW),
        lambda: webhooks.deliveries_of(world.manager, row.pk),
        lambda: webhooks.change_secret(world.manager, **of, now=NOW),
    ):
        with pytest.raises(Forbidden):
            refused()
