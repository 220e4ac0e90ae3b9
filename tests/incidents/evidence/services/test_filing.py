"""An incident as one file: made alike from the same rows, checkable from outside, and the client's cut is what the client sees."""

import hashlib
import io
import json
import zipfile
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.events.models import Event
from incidents.evidence.services import filing
from incidents.models import Incident, TimelineEntry
from incidents.services import chain, command, timeline
from tests.everything import Everything, make_everything
from tests.world import World

NOW = timezone.now()


@pytest.fixture
def everything(world: World) -> Everything:
    return make_everything(world)


def _opened(made: filing.File) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made.body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _file(member: Any, incident: Incident, cut: str = "counsel") -> filing.File:
    return filing.file_of(member=member, incident=incident, cut=cut, now=timezone.now())


def _record(member: Any, incident: Incident, cut: str = "counsel") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_opened(_file(member, incident, cut))["record.json"])
    return found


def test_the_same_rows_give_the_same_file_and_its_hashes_hold(world: World, everything: Everything) -> None:
    first, second = (_file(member, everything["incident"]) for member in (world.manager, world.admin))
    assert first.body == second.body and first.sha256 == hashlib.sha256(first.body).hexdigest()
    parts = _opened(first)
    lines = parts["SHA256SUMS"].decode().splitlines()
    sums = dict(reversed(line.split("  ")) for line in lines if not line.startswith("#"))
    assert set(sums) == set(parts) - {"SHA256SUMS"} == {"HOW-TO-CHECK.txt", "record.html", "record.json"}
    assert all(hashlib.sha256(parts[name]).hexdigest() == said for name, said in sums.items())


def test_counsels_record_holds_every_kind_of_row_and_names_everybody(world: World, everything: Everything) -> None:
    incident = everything["incident"]
    command.link_mentions(member=world.manager, incident=incident, mention_ids=[everything["mention"].pk], now=NOW)
    record = _record(world.manager, incident)
    for name in ("timeline", "tasks", "updates", "answers", "approvals", "alerts", "mentions", "team"):
        assert record[name], name
    assert record["incident"]["id"] == str(incident.pk) and record["left_out"] == {}
    assert record["mentions"][0]["post"]["text"] == "I found glass."
    assert record["people"][str(world.manager.user_id)] == "Ines Marten"
    past = _record(world.manager, everything["past"])
    assert past["debriefs"][0]["lessons"][0]["text"] == "Call sooner"


def test_the_chain_can_be_reckoned_again_from_the_file_alone(world: World, everything: Everything) -> None:
    record = _record(world.manager, everything["incident"])
    previous = chain.GENESIS
    for entry in record["timeline"]:
        at = datetime.fromisoformat(entry["at"]).isoformat(timespec="microseconds")
        said = [previous, entry["incident"], entry["seq"], at, entry["kind"], entry["actor_id"], entry["actor_label"]]
        said += [entry["visibility"], entry["corrects_seq"], entry["payload_digest"]]
        assert entry["previous"] == previous
        assert chain.payload_digest(entry["salt"], entry["payload"]) == entry["payload_digest"]
        previous = hashlib.sha256(chain.canonical(said)).hexdigest()
        assert entry["digest"] == previous
    assert record["chain"] == {"seq": len(record["timeline"]), "digest": previous}


def test_the_clients_cut_is_what_the_client_sees_and_nothing_more(world: World, everything: Everything) -> None:
    incident = everything["incident"]
    secret = "nobody outside may read this"
    timeline.note(member=world.manager, incident=incident, text=secret, visibility="internal", now=NOW)
    timeline.note(member=world.manager, incident=incident, text="for the client", visibility="client", now=NOW)
    made = _file(world.manager, incident, "client")
    whole = b"".join(_opened(made).values()).decode()
    assert secret not in whole and "for the client" in whole and 'salt":' not in whole
    record = json.loads(_opened(made)["record.json"])
    seen = TimelineEntry.objects.visible_to(world.client).filter(incident=incident)
    assert {one["seq"] for one in record["timeline"]} == set(seen.values_list("seq", flat=True))
    browser = world.browser(world.client)
    listed = browser.get(f"/api/v1/updates/?incident={incident.pk}").json()["results"]
    assert record["updates"] == listed
    assert record["incident"] == browser.get(f"/api/v1/incidents/{incident.pk}/").json()
    world.enter()
    for name in ("tasks", "alerts", "mentions", "debriefs", "approvals", "answers"):
        assert record[name] == [], name


def test_that_it_was_taken_is_an_event_with_the_files_hash(world: World, everything: Everything) -> None:
    made = _file(world.manager, everything["incident"])
    event = Event.objects.get(action="incident.exported")
    assert event.data == {"for": "counsel", "sha256": made.sha256} and event.visibility == "internal"
    assert event.subject_id == str(everything["incident"].pk) and event.actor_id == world.manager.user_id


def test_who_may_not_see_or_release_it_gets_no_file(world: World, everything: Everything) -> None:
    incident = everything["incident"]
    with pytest.raises(NotFound):
        _file(world.other, incident)
    with pytest.raises(Forbidden):
        _file(world.client, incident, "client")
    with pytest.raises(Forbidden):
        _file(world.analyst, incident, "client")
    with pytest.raises(Invalid) as refused:
        _file(world.manager, incident, "press")
    assert "for" in refused.value.fields
    with pytest.raises(Conflict) as hidden:
        _file(world.manager, everything["past"], "client")
    assert hidden.value.code == "not_released"


def test_what_has_too_many_rows_says_so(world: World, everything: Everything, monkeypatch: pytest.MonkeyPatch) -> None:
    from incidents.evidence.services import gathering

    monkeypatch.setattr(gathering, "MOST", 2)
    parts = _opened(_file(world.manager, everything["incident"]))
    record = json.loads(parts["record.json"])
    assert len(record["timeline"]) == 2 and "timeline" in record["left_out"]
    assert "the rest is not in this file" in parts["record.html"].decode()
