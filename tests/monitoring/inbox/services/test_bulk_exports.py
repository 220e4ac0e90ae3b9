"""Mentions as a file of any size: all of it once, goes on after a kill, forgets what is erased, and is handed to nobody else."""

import json
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone

from accounts.brands.models import BrandTeam
from accounts.errors import Conflict, Forbidden, Gone, NotFound
from accounts.events.models import Event
from monitoring.inbox.jobs import run_export, sweep_exports
from monitoring.inbox.services import bulk_exports
from monitoring.inbox.services.mentions import Filters
from monitoring.models import Export, ExportPart, Mention
from tests.monitoring.scene import small
from tests.test_erasure import deleted, shown, told
from tests.world import World

NOW = timezone.now()


@pytest.fixture
def scene(world: World, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(bulk_exports, "CHUNK", 3)
    return small(world)


def _begun(world: World, member: Any = None, filters: Filters | None = None, text: str = "") -> Export:
    asked = filters or Filters()
    return bulk_exports.start_export(member=member or world.analyst, filters=asked, text=text, now=NOW)


def _written(export: Export) -> Export:
    while bulk_exports.step(export.pk, now=NOW):
        pass
    return Export.objects.get(pk=export.pk)


def _lines(export: Export) -> list[dict[str, Any]]:
    whole = b"".join(bulk_exports.lines_of(export, number) for number in range(export.parts))
    return [json.loads(line) for line in whole.splitlines()]


def test_a_file_holds_each_mention_once_as_the_api_shows_it_newest_first(world: World, scene: Any) -> None:
    done = _written(_begun(world))
    assert (done.status, done.read, done.written) == ("done", len(scene.mentions), len(scene.mentions))
    assert done.parts > 1 and done.expires_at == NOW + timedelta(days=7)
    listed = world.browser(world.analyst).get("/api/v1/mentions/").json()["results"]
    world.enter()
    assert _lines(done) == listed
    assert done.size == sum(len(bulk_exports.lines_of(done, number)) for number in range(done.parts))


def test_it_is_narrowed_by_the_inboxs_filters_and_a_text(world: World, scene: Any) -> None:
    filters = Filters(brand=world.alder.pk, sentiment="negative", since=NOW - timedelta(days=9000), assignee="none")
    done = _written(_begun(world, filters=filters))
    wanted = Mention.objects.filter(brand=world.alder, sentiment="negative", assignee=None)
    assert {line["id"] for line in _lines(done)} == {str(pk) for pk in wanted.values_list("pk", flat=True)}
    word = scene.mentions[0].post.text.split()[0].strip(".,").lower()
    sifted = _written(_begun(world, text=word))
    assert 0 < sifted.written <= sifted.read == len(scene.mentions)
    assert all(word in f"{line['post']['title']} {line['post']['text']}".lower() for line in _lines(sifted))


def test_a_run_that_is_killed_between_its_parts_or_inside_one_goes_on_and_writes_nothing_twice(
    world: World, scene: Any
) -> None:
    export = _begun(world)
    assert bulk_exports.step(export.pk, now=NOW)
    with (
        mock.patch.object(bulk_exports, "_packed", side_effect=OSError("killed")),
        pytest.raises(OSError, match="killed"),
    ):
        bulk_exports.step(export.pk, now=NOW)
    assert Export.objects.get(pk=export.pk).parts == 1
    lines = _lines(_written(export))
    assert len({line["id"] for line in lines}) == len(lines) == len(scene.mentions)
    assert not bulk_exports.step(export.pk, now=NOW)  # a job that comes late changes nothing
    assert ExportPart.objects.filter(export=export).count() == Export.objects.get(pk=export.pk).parts


def test_one_that_fails_three_times_says_so_and_keeps_nothing(world: World, scene: Any) -> None:
    export = _begun(world)
    for _ in range(3):
        with mock.patch.object(bulk_exports, "_packed", side_effect=OSError), pytest.raises(OSError):
            bulk_exports.step(export.pk, now=NOW)
    row = Export.objects.get(pk=export.pk)
    assert (row.status, row.ended_because) == ("failed", "error") and not ExportPart.objects.exists()


def test_one_at_a_time_for_each_person_and_it_can_be_stopped(world: World, scene: Any) -> None:
    export = _begun(world)
    with pytest.raises(Conflict) as refused:
        _begun(world)
    assert refused.value.code == "export_running"
    _begun(world, member=world.manager)
    bulk_exports.step(export.pk, now=NOW)
    assert bulk_exports.cancel_export(member=world.analyst, export=export, now=NOW).status == "cancelled"
    assert not ExportPart.objects.filter(export=export).exists()
    _begun(world)
    with pytest.raises(NotFound):
        bulk_exports.cancel_export(member=world.owner, export=export, now=NOW)


def test_that_somebody_exported_is_an_event(world: World, scene: Any) -> None:
    export = _begun(world, filters=Filters(brand=world.alder.pk))
    event = Event.objects.get(action="mention.exported")
    assert event.actor_id == world.analyst.user_id and event.brand_id == world.alder.pk
    assert f"export: {export.pk}" in event.data["detail"]


def test_nobody_else_gets_the_file_whatever_their_role(world: World, scene: Any) -> None:
    done = _written(_begun(world))
    for member in (world.owner, world.manager, world.other, world.client):
        assert not bulk_exports.exports_of(member).exists()
        with pytest.raises((NotFound, Forbidden)):
            bulk_exports.file_of(member=member, export=done)
    assert bulk_exports.file_of(member=world.analyst, export=done) == done


def test_power_that_ended_since_does_not_go_on(world: World, scene: Any) -> None:
    done = _written(_begun(world))
    BrandTeam.objects.filter(user=world.analyst.user).delete()
    with pytest.raises(Forbidden) as refused:
        bulk_exports.file_of(member=world.fresh(world.analyst), export=done)
    assert refused.value.code == "brand_lost"


def test_one_whose_asker_has_left_ends_unwritten(world: World, scene: Any) -> None:
    export = _begun(world)
    bulk_exports.step(export.pk, now=NOW)
    type(world.analyst).objects.filter(pk=world.analyst.pk).update(status="deactivated")
    assert not bulk_exports.step(export.pk, now=NOW)
    row = Export.objects.get(pk=export.pk)
    assert (row.status, row.ended_because) == ("failed", "no_access") and not ExportPart.objects.exists()


def test_a_key_narrowed_to_a_brand_writes_that_brand_only(world: World, scene: Any) -> None:
    owner = world.fresh(world.owner)
    owner.key_brands = frozenset([world.lumen.pk])
    done = _written(_begun(world, member=owner))
    assert {line["brand"] for line in _lines(done)} <= {str(world.lumen.pk)}
    assert done.written == Mention.objects.filter(brand=world.lumen).count()


def test_a_file_is_gone_after_a_week_and_a_lost_worker_is_made_good(world: World, scene: Any) -> None:
    done = _written(_begun(world))
    assert bulk_exports.sweep(now=NOW + timedelta(days=6)) == 0
    assert bulk_exports.sweep(now=NOW + timedelta(days=8)) == 1
    assert not ExportPart.objects.exists()
    with pytest.raises(Gone):
        bulk_exports.file_of(member=world.analyst, export=done)
    _begun(world)
    with mock.patch.object(bulk_exports, "enqueue") as rung:
        bulk_exports.sweep(now=NOW + timedelta(minutes=2))
    assert rung.call_count == 1
    bulk_exports.sweep(now=NOW + timedelta(days=60))
    assert not Export.objects.filter(pk=done.pk).exists()


def test_the_jobs_write_a_whole_file_and_sweep_every_agency(world: World, scene: Any) -> None:
    export = _begun(world)
    run_export(str(export.pk))
    assert Export.objects.get(pk=export.pk).status == "done"
    Export.objects.filter(pk=export.pk).update(expires_at=NOW - timedelta(days=1))
    assert sweep_exports() == 1
    world.enter()
    assert Export.objects.get(pk=export.pk).status == "expired"


def test_what_its_source_erases_is_erased_in_files_that_were_written_before(world: World, scene: Any) -> None:
    source = scene.sources[0]
    told(world, source, shown(1), NOW)
    mention = Mention.objects.get(post__external_id="1", post__origin__startswith="rss:")
    done = _written(_begun(world))
    before = {line["id"]: line for line in _lines(done)}
    said = before[str(mention.pk)]["post"]["text"]
    assert said
    told(world, source, deleted(1), NOW + timedelta(minutes=1))
    done.refresh_from_db()
    after = {line["id"]: line for line in _lines(done)}
    shown_now = world.browser(world.owner).get(f"/api/v1/mentions/{mention.pk}/").json()
    world.enter()
    moved = {"updated_at", "version"}
    assert {name: value for name, value in after[str(mention.pk)].items() if name not in moved} == {
        name: value for name, value in shown_now.items() if name not in moved
    }
    assert all(after[pk] == line for pk, line in before.items() if pk != str(mention.pk))
    whole = b"".join(bulk_exports.lines_of(done, number) for number in range(done.parts)).decode()
    assert said not in whole and done.size == len(whole.encode())
