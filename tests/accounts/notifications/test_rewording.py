"""A sentence that people were told is taken back wherever it is stored: news, passed on or ended, and events for webhooks."""

from datetime import UTC, datetime
from typing import Any

import pytest

from accounts.notifications.models import Delivery, Notification
from accounts.notifications.services import notifying
from accounts.notifications.services.escalation import nobody
from accounts.notifications.services.rewording import reword
from tests.happened import happened
from tests.world import World

NOW = datetime(2026, 11, 17, 14, 2, tzinfo=UTC)
NAME = "@nina"


def tell(world: World, title: str, body: str, name: str, brand: Any = None) -> None:
    more: dict[str, Any] = {"brand": brand or world.alder, "dedupe": name, "now": NOW}
    notifying.notify([world.manager.user_id], of=happened(), kind="alert", title=title, body=body, path="/x/", **more)
    event = {"type": "firebreak.alert", "data": {"title": title, "body": body}}  # as code of before queued it
    Delivery.objects.create(channel="webhook", target="x", payload=event, next_try_at=NOW, created_at=NOW)


@pytest.mark.parametrize("long", ["", f"{'x' * 180} ", f"{'word ' * 60}"])
def test_no_title_body_or_event_holds_it_any_more_however_it_was_shortened(world: World, long: str) -> None:
    old, new = (
        f"2 mentions by {NAME} (12 followers) {long}in 1 min",
        f"2 mentions by nobody (12 followers) {long}in 1 min",
    )
    tell(world, old, "", "page")
    shortened = Notification.objects.get(dedupe="page").title
    tell(world, nobody(shortened), "1 person was woken.", "ended")
    tell(world, "Another alert joined", f"Late.\n\n{old}\nAnd more", "grouped")
    for _ in range(2):
        reword(old, new, brand=world.alder.pk, since=NOW)
    assert Notification.objects.get(dedupe="grouped").body == f"Late.\n\n{new}\nAnd more"
    said = " ".join(f"{one.title} {one.body}" for one in Notification.objects.all())
    said += " ".join(str(one.payload) for one in Delivery.objects.filter(channel="webhook"))
    assert NAME not in said
    assert "Nobody acknowledged: 2 mentions by nobody" in said


def test_what_another_brand_was_told_stays_as_it_is(world: World) -> None:
    tell(world, f"1 mention by {NAME}", "", "theirs", world.lumen)
    reword(f"1 mention by {NAME}", "1 mention by nobody", brand=world.alder.pk, since=NOW)
    assert Notification.objects.get().title == f"1 mention by {NAME}"
