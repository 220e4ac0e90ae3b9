"""Who could read the wrong words reads the right ones, and is told."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.errors import Forbidden
from accounts.notifications.models import Notification
from incidents.services import command, timeline
from incidents.services.corrections import Correction, corrections_of
from incidents.speaking.services import updates
from tests.incidents import scene
from tests.incidents.races import meet
from tests.incidents.scene import after
from tests.markup import flat
from tests.world import World


def room(world: World, incident: Any) -> str:
    page = world.browser(world.client).get(f"/incidents/{incident.number}/").content.decode().lower()
    world.enter()
    return str(page)


def released(world: World) -> Any:
    incident = scene.opened(world)
    command.release_incident(member=world.manager, incident=incident, now=after(1))
    Notification.objects.all().delete()
    return incident


def test_the_correction_of_a_released_entry_reaches_the_client_beside_what_it_corrects(world: World) -> None:
    incident = released(world)
    wrong = timeline.note(member=world.manager, incident=incident, text="Three people were hurt", now=after(2))
    timeline.release(member=world.manager, entry=wrong, audience="client", now=after(3))
    made = timeline.correct(member=world.manager, entry=wrong, text="Nobody was hurt", now=after(4))
    assert made.visibility == "client"
    page = room(world, incident)
    assert "nobody was hurt" in page
    assert f'corrected by <a href="#entry-{made.seq}">' in page
    assert f'id="entry-{made.seq}"' in page
    assert f'corrects <a href="#entry-{wrong.seq}">' in page
    told = Notification.objects.get(user=world.client.user)
    assert told.title == "Corrected: Glass in a jar"
    assert told.body == "Nobody was hurt\n\nIt was written before: “Three people were hurt”"
    assert timeline.verify(incident=incident) is None


def test_a_correction_of_what_is_internal_stays_internal(world: World) -> None:
    incident = released(world)
    wrong = timeline.note(member=world.manager, incident=incident, text="Three people were hurt", now=after(2))
    assert timeline.correct(member=world.manager, entry=wrong, text="Two", now=after(3)).visibility == "internal"
    assert not Notification.objects.filter(user=world.client.user).exists()
    assert "corrected by" not in room(world, incident)


def test_what_is_released_after_its_correction_brings_the_correction_along(world: World) -> None:
    incident = released(world)
    wrong = timeline.note(member=world.manager, incident=incident, text="Three people were hurt", now=after(2))
    second = timeline.correct(member=world.manager, entry=wrong, text="Two were hurt", now=after(3))
    timeline.correct(member=world.manager, entry=second, text="Nobody was hurt", now=after(4))
    timeline.release(member=world.manager, entry=wrong, audience="client", now=after(5))
    page = room(world, incident)
    assert "two were hurt" in page
    assert "nobody was hurt" in page


def test_only_who_may_release_corrects_what_was_released(world: World) -> None:
    incident = released(world)
    wrong = timeline.note(member=world.manager, incident=incident, text="Three people were hurt", now=after(2))
    timeline.release(member=world.manager, entry=wrong, audience="client", now=after(3))
    with pytest.raises(Forbidden):
        timeline.correct(member=world.analyst, entry=wrong, text="Nobody was hurt", now=after(4))


def test_who_was_mailed_a_wrong_update_is_mailed_the_right_words_and_the_update_says_so(world: World) -> None:
    incident = released(world)
    updates.send_update(
        member=world.manager, incident=incident, audience="client", text="Three were hurt.", next_due_at=None, now=timezone.now()
    )  # fmt: skip
    wrong = incident.entries.get(kind="update_sent")
    made = timeline.correct(member=world.manager, entry=wrong, text="Nobody was hurt.", now=timezone.now())
    assert Notification.objects.filter(user=world.client.user, title="Corrected: Glass in a jar").exists()
    assert f'three were hurt.</p><p class="entry-link">corrected by<a href="#entry-{made.seq}">' in flat(
        room(world, incident)
    )


def test_a_correction_and_a_release_at_once_leave_nobody_with_the_wrong_words_alone(committed_world: World) -> None:
    world = committed_world
    incident = released(world)
    who = world.fresh(world.manager)
    for number in (1, 2):
        wrong = timeline.note(member=who, incident=incident, text=f"Three people were hurt {number}", now=after(2))
        corrects = lambda entry=wrong: timeline.correct(member=who, entry=entry, text="Nobody", now=after(4))  # noqa: E731
        releases = lambda entry=wrong: timeline.release(member=who, entry=entry, audience="client", now=after(4))  # noqa: E731
        first, second = (corrects, releases) if number == 1 else (releases, corrects)
        assert meet(world.north, first, second) is None
        right = incident.entries.get(corrects_seq=wrong.seq)
        assert (timeline.audience_of(wrong), timeline.audience_of(right)) == ("client", "client")
    assert timeline.verify(incident=incident) is None


def test_a_corrected_update_says_so_however_much_was_written_since(world: World) -> None:
    incident = released(world)
    send = {"member": world.manager, "incident": incident, "audience": "client", "next_due_at": None}
    updates.send_update(text="Three were hurt.", **send, now=timezone.now())
    wrong = incident.entries.get(kind="update_sent")
    first = timeline.correct(member=world.manager, entry=wrong, text="Two were hurt.", now=timezone.now())
    right = timeline.correct(member=world.manager, entry=first, text="Nobody was hurt.", now=timezone.now())
    for n in range(101):
        given = {"text": f"Word {n}", "visibility": "client", "now": timezone.now()}
        timeline.note(member=world.manager, incident=incident, **given)
    page = flat(room(world, incident))
    assert f'three were hurt.</p><p class="entry-link">corrected by entry {right.seq}:<bdi>nobody was hurt.' in page
    update = incident.updates.get()
    found = corrections_of(member=world.client, updates=[update])
    assert found == {update.pk: Correction(right.seq, "Nobody was hurt.")}
    for browser in (world.browser(world.client), world.browser(world.manager)):
        for path in ("/api/v1/updates/", f"/api/v1/updates/{update.pk}/"):
            given = browser.get(path).json()
            [one] = given.get("results", [given])
            assert one["correction"] == {"seq": right.seq, "text": "Nobody was hurt."}
        for path in (f"/api/v1/incidents/{incident.pk}/timeline/?cursor=", "/api/v1/entries/?kind=update_sent"):
            given = browser.get(path).json()["results"]
            assert [row["corrected_by"] for row in given if row["kind"] == "update_sent"] in ([], [first.seq])
        assert browser.get(f"/api/v1/entries/{wrong.pk}/").json()["corrected_by"] == first.seq
        assert browser.get(f"/api/v1/entries/{right.pk}/").json()["corrected_by"] is None
