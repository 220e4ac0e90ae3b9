"""What one was told: the list, what is new, acknowledging by page and by a mail's link, and which way it comes."""

from datetime import timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.notifications.models import Notification
from accounts.notifications.services import choices, notifying, timing
from accounts.notifications.services.delivery import deliver
from accounts.notifications.services.subjects import Subject
from tests.happened import happened
from tests.world import World

_BERLIN = ZoneInfo("Europe/Berlin")


def _tell(world: World, who: Any, n: int = 0, *, page: bool = False) -> Notification:
    now = timezone.now() + timedelta(seconds=n)
    due = now + timedelta(minutes=5) if page else None
    rows = notifying.notify(
        [who.user_id], of=happened(), brand=world.alder, kind="alert", title=f"Burst {n}.", body="186 mentions", path="/alerts/",
        dedupe=f"burst-{n}", now=now, severity=1, about=Subject("burst", uuid4()), ack_due_at=due,
    )  # fmt: skip
    return rows[0]


def _list(page: Any) -> str:
    return str(page.content.decode()).split("data-toasts")[0]


def test_the_list_is_ones_own_newest_first_without_gaps(world: World) -> None:
    for n in range(35):
        _tell(world, world.manager, n)
    _tell(world, world.analyst, 99)
    browser = world.browser(world.manager)
    first = browser.get("/notifications/")
    second = browser.get(f"/notifications/?cursor={first.context['next_token']}")
    assert _list(first).index("Burst 34.") < _list(first).index("Burst 20.")
    both = _list(first) + _list(second)
    assert [both.count(f"data-open>Burst {n}.</a>") for n in range(35)] == [1] * 35
    assert "Burst 99." not in both


def test_new_ones_are_counted_in_the_menu_and_marked_read(world: World) -> None:
    one, _ = _tell(world, world.manager, 1), _tell(world, world.manager, 2)
    browser = world.browser(world.manager)
    assert "Notifications, 2 new" in browser.get("/brands/").content.decode()
    browser.post("/notifications/read/", {"id": str(one.pk)})
    new = _list(browser.get("/notifications/?new=1"))
    assert "Burst 2." in new
    assert "Burst 1." not in new
    browser.post("/notifications/read/")
    assert "Nothing new" in _list(browser.get("/notifications/?new=1"))


def test_nobody_reads_or_acknowledges_for_somebody_else(world: World) -> None:
    told = _tell(world, world.manager, page=True)
    for who in (world.analyst, world.owner):
        browser = world.browser(who)
        assert browser.post("/notifications/read/", {"id": str(told.pk)}).status_code == 404
        assert browser.post(f"/notifications/{told.pk}/acknowledge/").status_code == 404
    told.refresh_from_db()
    assert (told.read_at, told.acknowledged_at) == (None, None)
    assert world.browser(world.manager).post("/notifications/read/", {"id": "x"}).status_code == 404


def test_acknowledging_on_the_page_stops_the_waking(world: World) -> None:
    told = _tell(world, world.manager, page=True)
    browser = world.browser(world.manager)
    assert "Acknowledge" in _list(browser.get("/notifications/"))
    browser.post(f"/notifications/{told.pk}/acknowledge/")
    told.refresh_from_db()
    assert told.acknowledged_at
    assert told.read_at


def _mailed_path(world: World, told: Notification) -> str:
    delivery = told.deliveries.get(channel="mail")
    assert deliver(delivery.pk, agency=world.north, now=timezone.now() + timedelta(minutes=1)) == "sent"
    lines = str(mail.outbox[-1].body).splitlines()
    link = next(line.removeprefix("Acknowledge: ") for line in lines if line.startswith("Acknowledge: "))
    return link.removeprefix("http://north.localhost:8000")


def test_a_mails_link_shows_without_a_log_in_and_acts_only_when_pressed(world: World) -> None:
    told = _tell(world, world.manager, page=True)
    path = _mailed_path(world, told)
    world.enter()
    phone = Client(HTTP_HOST="north.localhost")
    shown = phone.get(path)
    assert "Burst 0." in shown.content.decode()
    assert "<script" not in shown.content.decode()
    told.refresh_from_db()
    assert told.acknowledged_at is None
    after = phone.post(path, follow=True)
    assert "Nobody else is woken" in after.content.decode()
    told.refresh_from_db()
    assert told.acknowledged_at is not None


def test_a_link_that_was_tampered_with_or_is_another_agencys_leads_nowhere(world: World) -> None:
    told = _tell(world, world.manager, page=True)
    token = notifying.acknowledge_token(told)
    phone = Client(HTTP_HOST="north.localhost")
    for bad in (token[:-1] + ("A" if token[-1] != "A" else "B"), "nothing", "a:b:c"):
        for answer in (phone.get(f"/links/acknowledge/{bad}/"), phone.post(f"/links/acknowledge/{bad}/")):
            assert answer.status_code == 404
            assert "This link is no longer valid" in answer.content.decode()
    rival = Client(HTTP_HOST="rival.localhost")
    assert rival.post(f"/links/acknowledge/{token}/").status_code == 404
    world.enter()
    told.refresh_from_db()
    assert told.acknowledged_at is None


def test_the_link_of_somebody_deactivated_leads_nowhere(world: World) -> None:
    token = notifying.acknowledge_token(_tell(world, world.deactivated, page=True))
    assert Client(HTTP_HOST="north.localhost").post(f"/links/acknowledge/{token}/").status_code == 404


def test_choices_are_kept_and_change_what_is_sent(world: World) -> None:
    browser = world.browser(world.manager)
    every = {f"{kind}:{way}": "on" for kind, _, ways in choices.matrix(world.manager) for way in ways}
    browser.post("/notifications/choices/", {name: on for name, on in every.items() if name != "alert:mail"})
    assert choices.chosen([world.manager.user_id], "alert") == {world.manager.user_id: ["push"]}
    assert choices.chosen([world.manager.user_id], "task") == {world.manager.user_id: ["mail", "push"]}
    assert not _tell(world, world.manager).deliveries.filter(channel="mail").exists()
    browser.post("/notifications/choices/", every)
    assert _tell(world, world.manager, 2).deliveries.filter(channel="mail").exists()


HOURS = {
    "quiet": "on", "quiet_start": "22:00", "quiet_end": "07:00", "quiet_days": ["0", "1", "2", "3", "4", "5", "6"],
    "through": "1", "digest": "daily", "digest_at": "08:30",
}  # fmt: skip


def test_quiet_hours_are_set_on_the_page_and_said_in_the_list(world: World) -> None:
    browser = world.browser(world.manager)
    answer = browser.post("/notifications/times/", {**HOURS, "quiet_start": "00:00", "quiet_end": "23:59"})
    assert answer.status_code == 302
    page = browser.get("/notifications/choices/").content.decode()
    assert 'value="23:59"' in page
    assert "Europe/Berlin" in page
    _tell_of(world, world.manager, severity=3)
    assert "by email or push" in _list(browser.get("/notifications/"))


def _tell_of(world: World, who: Any, *, severity: int) -> None:
    # Any minute but 23:59 of the person's day is quiet here; at that minute the next one is told of.
    now = timezone.now()
    now += timedelta(minutes=2) if timezone.localtime(now, _BERLIN).strftime("%H:%M") == "23:59" else timedelta()
    notifying.notify(
        [who.user_id], of=happened(), brand=world.alder, kind="alert", title="Quiet.", body="", path="/alerts/", dedupe="quiet", now=now,
        severity=severity,
    )  # fmt: skip


def test_wrong_times_are_refused_at_their_field_and_what_was_typed_stays(world: World) -> None:
    browser = world.browser(world.manager)
    answer = browser.post("/notifications/times/", {**HOURS, "quiet_end": "22:00"})
    assert answer.status_code == 422
    assert "Every hour of the week would be quiet" in answer.content.decode()
    assert 'value="08:30"' in answer.content.decode()
    answer = browser.post("/notifications/times/", {**HOURS, "quiet_days": []})
    assert "Choose at least one day" in answer.content.decode()
    assert browser.post("/notifications/times/", {**HOURS, "quiet_end": "soon"}).status_code == 422
    assert not timing.times_of(world.manager).quiet


def test_the_api_keeps_the_same_times(world: World) -> None:
    browser = world.browser(world.client)
    path = "/api/v1/notification_times/"
    assert browser.get(path).json()["quiet"] is False
    answer = browser.patch(path, {"quiet": True, "quiet_days": [6, 5, 5]}, content_type="application/json")
    assert answer.json() == {
        "quiet": True, "quiet_start": "22:00", "quiet_end": "07:00", "quiet_days": [5, 6], "through": 1, "digest": "hourly",
        "digest_at": "08:00",
    }  # fmt: skip
    refused = browser.patch(path, {"quiet_days": []}, content_type="application/json")
    assert refused.status_code == 400
    assert timing.times_of(world.client).quiet_days == (5, 6)
