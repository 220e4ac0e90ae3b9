"""The append-only record: chained, corrected by new entries, released by explicit acts, verified."""

import threading
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.models import Agency, SealedHead
from accounts.notifications.models import LiveEvent
from incidents.models import Incident, TimelineEntry, TimelineHead
from incidents.services import chain, command, seals, timeline
from tests.incidents import scene
from tests.incidents.races import Meanwhile
from tests.incidents.scene import NOW, after
from tests.world import World


def _written(world: World, notes: int = 4) -> Incident:
    incident: Incident = scene.opened(world)
    for number in range(notes):
        timeline.note(member=world.manager, incident=incident, text=f"Note {number}", now=after(number))
    return incident


def test_entries_follow_one_another_in_a_chain(world: World) -> None:
    incident = _written(world)
    entries = list(incident.entries.all())
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.previous for entry in entries] == [chain.GENESIS, *[entry.digest for entry in entries[:-1]]]
    assert timeline.verify(incident=incident) is None


@pytest.mark.parametrize(
    "tampering",
    [
        {"payload": {"text": "Another word"}},
        {"kind": "status"},
        {"actor_id": 1},
        {"actor_label": "Somebody else"},
        {"visibility": "public"},
        {"at": after(-600)},
        {"salt": "0" * 32},
        {"payload_digest": "0" * 64},
        {"digest": "0" * 64},
        {"corrects_seq": 1},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_of_any_part_of_a_record_is_found_at_its_number(world: World, tampering: dict[str, Any]) -> None:
    incident = _written(world)
    TimelineEntry.objects.filter(incident=incident, seq=4).update(**tampering)
    assert timeline.verify(incident=incident) == 4


def test_a_removed_record_is_found_where_it_is_missing(world: World) -> None:
    incident = _written(world)
    TimelineEntry.objects.filter(incident=incident, seq=3).delete()
    assert timeline.verify(incident=incident) == 3


def test_swapped_records_are_found(world: World) -> None:
    incident = _written(world)
    fourth, fifth = incident.entries.filter(seq__in=[4, 5])
    TimelineEntry.objects.filter(pk=fourth.pk).update(seq=99)
    TimelineEntry.objects.filter(pk=fifth.pk).update(seq=4)
    TimelineEntry.objects.filter(pk=fourth.pk).update(seq=5)
    assert timeline.verify(incident=incident) == 4


def test_a_cut_end_is_found_by_the_head_and_when_that_is_cut_too_by_the_seal_outside(world: World) -> None:
    incident = _written(world)
    seals.seal_heads()
    last = incident.entries.count()
    TimelineEntry.objects.filter(incident=incident, seq=last).delete()
    assert timeline.verify(incident=incident) == last
    before = incident.entries.get(seq=last - 1)
    TimelineHead.objects.filter(incident=incident).update(seq=before.seq, digest=before.digest, sealed_seq=before.seq)
    assert timeline.verify(incident=incident) == last, "only the seal knows"


def test_a_rewritten_chain_is_found_by_the_seal_outside(world: World) -> None:
    incident = _written(world)
    seals.seal_heads()
    previous = chain.GENESIS
    for entry in incident.entries.all():
        entry.previous, entry.actor_label = previous, "Nobody"
        previous = entry.digest = chain.entry_digest(entry)
        entry.save()
    TimelineHead.objects.filter(incident=incident).update(digest=previous)
    assert timeline.verify(incident=incident) == incident.entries.count()


def test_a_forged_record_beyond_the_head_is_found(world: World) -> None:
    incident = _written(world)
    last = incident.entries.last()
    forged = TimelineEntry(incident=incident, seq=last.seq + 1, at=NOW, kind="note", actor_label="x", salt="s")
    forged.payload, forged.payload_digest, forged.previous = {}, chain.payload_digest("s", {}), last.digest
    forged.digest = chain.entry_digest(forged)
    forged.save()
    assert timeline.verify(incident=incident) == last.seq + 1


def test_an_erased_payload_verifies_where_the_record_says_that_it_was_erased(world: World) -> None:
    incident = _written(world)
    TimelineEntry.objects.filter(incident=incident, seq=4).update(payload=None)
    assert timeline.verify(incident=incident) == 4, "nobody said so"
    fact = timeline.Fact(chain.ERASED, {"entry": 4})
    timeline.append(incident=incident, actor=world.owner, fact=fact, now=after(9))
    assert timeline.verify(incident=incident) is None
    TimelineEntry.objects.filter(incident=incident, seq=3).update(payload=None)
    assert timeline.verify(incident=incident) == 3


def test_an_end_cut_between_two_sweeps_is_found(committed_world: World) -> None:
    world = committed_world
    incident = _written(world)
    last = incident.entries.count()
    TimelineEntry.objects.filter(incident=incident, seq=last).delete()
    before = incident.entries.get(seq=last - 1)
    TimelineHead.objects.filter(incident=incident).update(seq=before.seq, digest=before.digest)
    assert timeline.verify(incident=incident) == last


def test_sealing_twice_leaves_one_seal_per_head(world: World) -> None:
    incident = _written(world)
    assert seals.seal_heads() == 1
    assert seals.seal_heads() == 0
    TimelineHead.objects.filter(incident=incident).update(sealed_seq=0)  # died before it noted the seal
    assert seals.seal_heads() == 1
    assert SealedHead.objects.filter(subject=incident.pk).count() == 1


def test_an_incident_opened_while_the_records_are_checked_is_not_called_gone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _written(world)
    seals.seal_heads()
    check = timeline.check

    def meanwhile(*, incident: Incident) -> Any:
        scene.opened(world, title="Meanwhile")
        seals.seal_heads()
        return check(incident=incident)

    monkeypatch.setattr(timeline, "check", meanwhile)
    assert list(seals.bad_records()) == []


def test_the_command_names_the_first_bad_record_of_every_chain(world: World) -> None:
    first, second = _written(world), scene.opened(world, title="Fine")
    third = scene.opened(world, title="Cut")
    out = StringIO()
    call_command("verify_timeline", agency="north", stdout=out)
    assert "north: " in out.getvalue()
    assert "hold" in out.getvalue()
    seals.seal_heads()
    TimelineEntry.objects.filter(incident=first, seq=2).update(kind="x")
    third.delete()
    out = StringIO()
    with pytest.raises(CommandError, match="2 timelines do not hold"):
        call_command("verify_timeline", agency="north", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == f"north: incident #{first.number}: record 2 does not hold"
    assert "which is gone: record 1" in lines[1]
    assert f"#{second.number}" not in out.getvalue()
    with pytest.raises(CommandError, match="no agency called nobody"):
        call_command("verify_timeline", agency="nobody")


def test_the_command_goes_on_past_an_agency_whose_schema_was_removed(world: World) -> None:
    connection.set_schema_to_public()
    Agency.objects.create(name="Never", slug="a01", owner_email="", status="closed", schema_name="a_gone")
    out = StringIO()
    call_command("verify_timeline", stdout=out)
    assert "a01: nobody ever confirmed it, and its schema was removed" in out.getvalue()
    assert "north: " in out.getvalue()


def test_a_correction_is_a_new_entry_that_names_the_old_one(world: World) -> None:
    incident = scene.opened(world)
    note = timeline.note(member=world.manager, incident=incident, text="Twelve", now=after(1))
    correction = timeline.correct(member=world.analyst, entry=note, text="Thirteen", now=after(2))
    note.refresh_from_db()
    assert (note.payload, correction.corrects_seq) == ({"text": "Twelve"}, note.seq)


def test_pages_that_show_the_old_entry_hear_that_it_was_corrected(world: World) -> None:
    incident = scene.opened(world)
    note = timeline.note(member=world.manager, incident=incident, text="Twelve", now=after(1))
    LiveEvent.objects.all().delete()
    correction = timeline.correct(member=world.analyst, entry=note, text="Thirteen", now=after(2))
    heard = set(LiveEvent.objects.values_list("kind", "subject"))
    assert {("changed", str(note.pk)), ("new", str(correction.pk))} <= heard
    row = world.browser(world.analyst).get(f"/incidents/{incident.number}/").content.decode()
    assert f'data-live-row="{note.pk}"' in row


def test_what_was_written_for_the_client_is_corrected_by_those_who_may_release(world: World) -> None:
    incident = scene.opened(world)
    note = timeline.note(member=world.manager, incident=incident, text="a", visibility="client", now=after(1))
    with pytest.raises(Forbidden):
        timeline.correct(member=world.analyst, entry=note, text="b", now=after(2))
    with pytest.raises(Forbidden):
        timeline.note(member=world.analyst, incident=incident, text="a", visibility="client", now=after(2))


def test_releasing_is_an_explicit_act_done_once(world: World) -> None:
    incident = scene.opened(world)
    note = timeline.note(member=world.manager, incident=incident, text="a", now=after(1))
    with pytest.raises(Conflict) as refused:
        timeline.release(member=world.manager, entry=note, audience="client", now=after(2))
    assert refused.value.code == "not_released"
    command.release_incident(member=world.manager, incident=incident, now=after(3))
    first = timeline.release(member=world.manager, entry=note, audience="client", now=after(4))
    assert timeline.release(member=world.owner, entry=note, audience="client", now=after(5)) == first
    assert scene.kinds(incident)[-2:] == ["released", "entry_released"]
    with pytest.raises(Forbidden):
        timeline.release(member=world.analyst, entry=note, audience="client", now=after(6))
    with pytest.raises(Invalid):
        timeline.release(member=world.manager, entry=note, audience="internal", now=after(6))


def test_nothing_of_a_drill_is_released(world: World) -> None:
    drill = scene.opened(world, is_drill=True)
    note = timeline.note(member=world.manager, incident=drill, text="a", now=after(1))
    for act in (
        lambda: timeline.release(member=world.manager, entry=note, audience="client", now=after(2)),
        lambda: timeline.note(member=world.manager, incident=drill, text="b", visibility="client", now=after(2)),
        lambda: command.release_incident(member=world.manager, incident=drill, now=after(2)),
    ):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "drill"


def test_other_brands_neither_read_nor_write_the_record(world: World) -> None:
    incident = scene.opened(world)
    with pytest.raises(NotFound):
        timeline.note(member=world.other, incident=incident, text="a", now=after(1))
    with pytest.raises(Forbidden):
        timeline.note(member=world.client, incident=incident, text="a", now=after(1))


def test_every_entry_leaves_a_hint_with_its_visibility(world: World) -> None:
    incident = scene.opened(world)
    note = timeline.note(member=world.manager, incident=incident, text="a", visibility="client", now=after(1))
    hint = LiveEvent.objects.get(subject=str(note.pk))
    assert (hint.topic, hint.kind, hint.visibility) == (f"incident:{incident.pk}", "new", "client")


def test_entries_written_at_once_make_one_chain(committed_world: World) -> None:
    world = committed_world
    incident = scene.opened(world)
    gate, errors = threading.Barrier(6), []

    def write(number: int) -> None:
        try:
            connection.set_tenant(world.north)
            gate.wait(20)
            for turn in range(3):
                timeline.note(
                    member=world.fresh(world.manager), incident=incident, text=f"{number}.{turn}", now=after(1)
                )
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not errors
    assert incident.entries.filter(kind="note").count() == 18
    assert timeline.verify(incident=incident) is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(_JSON)
@settings(max_examples=100, deadline=None)
def test_canonical_json_reads_back_as_itself(value: Any) -> None:
    import json

    plain = chain.plain(value)
    once = chain.canonical(plain)
    assert chain.canonical(json.loads(once)) == once


def test_payloads_read_back_from_the_database_verify(world: World) -> None:
    incident = scene.opened(world)
    payload = {"ü": "“q” \u2028 😀", "n": 10**25, "f": 4.5, "at": NOW, "none": None, "deep": [{"b": 1, "a": [True]}]}
    timeline.append(incident=incident, actor=None, fact=timeline.Fact("waived", payload), now=NOW)
    assert timeline.verify(incident=incident) is None


def test_what_is_written_while_a_record_is_checked_is_no_forgery(
    committed_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = committed_world
    incident, who = scene.opened(world), world.fresh(world.manager)
    writing = Meanwhile(
        world.north, lambda: timeline.note(member=who, incident=incident, text="Meanwhile", now=after(3))
    )

    def agency_while_somebody_writes() -> Any:  # asked after the end was read and before the entries are
        monkeypatch.undo()
        writing.begin()
        return timeline.current_agency()

    monkeypatch.setattr(timeline, "current_agency", agency_while_somebody_writes)
    assert timeline.check(incident=incident) is None
    assert writing.end() is None
    assert scene.kinds(incident)[-1] == "note" and timeline.check(incident=incident) is None
