"""What happens to a file stands in the record of events: each act once, none of what was refused; no word of the file's rows."""

from typing import Any

from accounts.events.models import Event
from monitoring.inbox.services import importing
from monitoring.models import Import, Mention
from tests.monitoring.inbox.services.importing.tables import NOW, brandwatch, brandwatch_row, brought, imported, read_in
from tests.record import Act, each_is_one_event, written
from tests.world import World

BODY = brandwatch(brandwatch_row(number) for number in range(1, 4))


def _newest() -> Import:
    row: Import = Import.objects.order_by("-pk")[0]
    return row


def _act(name: str, verb: Any, **more: Any) -> Act:
    return Act(name, lambda who: verb(member=who, upload=_newest(), now=NOW), lambda: _newest().pk, {}, **more)


def test_each_act_on_a_file_is_one_event(world: World) -> None:
    each_is_one_event(
        [
            Act("import.uploaded", lambda who: brought(world, BODY, member=who), lambda: _newest().pk, {}, again=False),
            _act("import.started", importing.start_import),
            _act("import.cancelled", importing.cancel_import),
            _act("import.resumed", importing.resume_import),
        ],
        who=world.manager,
        brand=world.alder,
        strangers=[world.other, world.client],
    )
    brought(world, BODY)
    each_is_one_event(
        [_act("import.discarded", importing.discard_import)],
        who=world.manager,
        brand=world.alder,
        strangers=[world.other, world.client],
    )


def test_the_end_and_the_way_back_are_told_with_their_counts(world: World) -> None:
    done = imported(world, BODY)
    ended = Event.objects.get(action="import.ended")
    assert (ended.actor_id, ended.data) == (None, {"status": "done", "read": 3, "made": 3, "known": 0, "refused": 0})
    assert Event.objects.get(action="mention.arrived").data["quiet"] == 3
    [begun] = written(lambda: importing.undo_import(member=world.analyst, upload=done, now=NOW))
    assert (begun.action, begun.actor_id) == ("import.undo_started", world.analyst.user_id)
    mentions = set(map(str, Mention.objects.values_list("pk", flat=True)))
    [*removed] = written(lambda: importing.undo_step(done.pk, now=NOW))
    assert {(one.action, one.subject_id) for one in removed} == {("mention.removed", pk) for pk in mentions}
    [undone] = written(lambda: importing.undo_step(done.pk, now=NOW))
    assert (undone.action, undone.data) == ("import.undone", {"removed": 3, "kept": 0})
    assert "Refund" not in str(list(Event.objects.values_list("data", flat=True)))


def test_reading_it_again_tells_of_no_mention(world: World) -> None:
    imported(world, BODY)
    upload = importing.start_import(member=world.analyst, upload=brought(world, BODY), now=NOW)
    assert [one.action for one in written(lambda: read_in(upload))] == ["import.ended"]
