"""What a file brought is taken back, with what it counted; what somebody works on stays, and what was there before."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest

from accounts.errors import Conflict, Gone
from accounts.events.models import Event
from incidents.services import command, opening
from monitoring.inbox.jobs import undo_import
from monitoring.inbox.services import importing, mentions, queries
from monitoring.inbox.services.importing import running, undoing
from monitoring.models import BucketCount, Import, Mention, MentionMatch, Post
from tests.monitoring.arrivals import a_post, a_source, arrive
from tests.monitoring.ground import watch
from tests.monitoring.inbox.services.importing.tables import NOW, brandwatch, brandwatch_row, imported
from tests.world import World


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "BATCH", 3)


def _imported(world: World, count: int = 7) -> Import:
    return imported(world, brandwatch(brandwatch_row(number) for number in range(1, count + 1)))


def _undone(world: World, upload: Import, member: Any = None) -> Import:
    importing.undo_import(member=member or world.analyst, upload=upload, now=NOW)
    while importing.undo_step(upload.pk, now=NOW):
        pass
    row: Import = Import.objects.get(pk=upload.pk)
    return row


def _counted() -> dict[str, int]:
    rows = BucketCount.objects.values_list("total", "negative", "quiet")
    return {name: sum(row[at] for row in rows) for at, name in enumerate(("total", "negative", "quiet"))}


def test_all_it_brought_goes_with_what_it_counted(world: World) -> None:
    watch(world, '"refund number"')
    done = _imported(world)
    assert _counted()["total"] == 14
    row = _undone(world, done)
    assert (row.status, row.removed, row.kept) == ("undone", 7, 0)
    assert not Mention.objects.exists() and not Post.objects.exists() and not MentionMatch.objects.exists()
    assert set(_counted().values()) == {0}
    assert Event.objects.filter(action="mention.removed", data__upload=str(done.pk)).count() == 7


def test_what_was_there_before_stays_and_so_does_what_it_counted(world: World) -> None:
    first = _imported(world, 3)
    second = _imported(world, 7)
    assert second.made == 4
    assert _undone(world, second).removed == 4
    assert Mention.objects.count() == _counted()["total"] == 3 and first.made == 3


def test_a_post_that_another_brand_has_a_mention_of_stays(world: World) -> None:
    arrive(a_source(world, platform="x", brand=world.lumen), a_post("Refund", platform="x", external_id="2090"))
    done = imported(world, brandwatch([brandwatch_row(1, url="https://x.com/ina/status/2090")]))
    assert _undone(world, done).removed == 1
    assert Post.objects.count() == 1 and Mention.objects.get().brand_id == world.lumen.pk


def test_what_somebody_works_on_stays_and_the_import_says_how_many(world: World) -> None:
    done = _imported(world, 9)
    made = {int(one.post.external_id.rpartition("-")[2]): one for one in Mention.objects.select_related("post")}
    given: dict[str, Any] = {"member": world.analyst, "now": NOW}
    mentions.assign(mention=made[1], user_id=world.analyst.user_id, **given)
    mentions.set_status(mention=made[2], action="finish", **given)
    mentions.add_note(mention=made[3], text="Rang them", **given)
    mentions.correct_sentiment(mention=made[4], sentiment="neutral", **given)
    query = watch(world, "refund")
    queries.star(member=world.analyst, query=query, mention_id=made[5].pk, must_match=True, now=NOW)
    start = opening.Opening(brand=world.alder, title="Refunds", severity=3, reason="Many")
    incident = opening.open_incident(member=world.manager, opening=start, now=NOW)
    command.link_mentions(member=world.manager, incident=incident, mention_ids=[made[6].pk], now=NOW)
    mentions.set_status(mention=made[7], action="start", **given)
    mentions.set_status(mention=made[7], action="reopen", **given)  # it was worked on, and looks as if it was not
    row = _undone(world, done)
    assert (row.removed, row.kept) == (2, 7)
    assert set(Mention.objects.values_list("pk", flat=True)) == {made[number].pk for number in range(1, 8)}
    assert sum(BucketCount.objects.filter(query=None).values_list("total", flat=True)) == 7


def test_undoing_that_is_killed_goes_on_and_takes_nothing_from_the_counts_twice(world: World) -> None:
    done = _imported(world)
    importing.undo_import(member=world.analyst, upload=done, now=NOW)
    assert importing.undo_step(done.pk, now=NOW)
    with (
        mock.patch.object(undoing, "record_all", side_effect=OSError("killed")),
        pytest.raises(OSError, match="killed"),
    ):
        importing.undo_step(done.pk, now=NOW)
    left = Mention.objects.count()
    assert 0 < left == _counted()["total"] < 7
    undo_import(str(done.pk))
    assert Import.objects.get().status == "undone" and _counted()["total"] == 0


def test_only_one_that_has_ended_is_taken_back_once_and_within_its_time(world: World) -> None:
    done = _imported(world, 2)
    with pytest.raises(Gone):
        importing.undo_import(member=world.analyst, upload=done, now=NOW + importing.UNDO_FOR + timedelta(minutes=1))
    _undone(world, done)
    with pytest.raises(Conflict):
        importing.undo_import(member=world.analyst, upload=done, now=NOW)


def test_the_journal_is_forgotten_when_its_time_is_over(world: World) -> None:
    done = _imported(world, 2)
    importing.sweep(now=NOW + importing.UNDO_FOR + timedelta(minutes=1))
    assert not done.journal.exists() and Mention.objects.count() == 2


def test_a_file_that_was_taken_back_can_be_brought_again(world: World) -> None:
    _undone(world, _imported(world, 4))
    assert _imported(world, 4).made == 4
