"""The record and the rows beside it say the same, both ways: a forged, changed or missing row is named by its number."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from incidents.models import AnswerRevision, Approval, Incident, Publication, Release, StatusUpdate, TimelineEntry
from incidents.services import chain, command, timeline
from incidents.speaking.services import answers, approvals, questions, updates
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World


@pytest.fixture
def incident(world: World) -> Incident:
    """A released entry; an update sent; an answer asked about, edited, asked again, taken back from one, approved and published."""
    made: Incident = scene.opened(world)
    note = timeline.note(member=world.manager, incident=made, text="We rang them", now=after(1))
    command.release_incident(member=world.manager, incident=made, now=after(2))
    timeline.release(member=world.manager, entry=note, audience="client", now=after(3))
    update = {"member": world.manager, "incident": made, "audience": "client", "text": "At work"}
    updates.send_update(**update, next_due_at=after(90), now=after(3.5))
    answer = answers.draft_free(member=world.analyst, incident=made, channel="web", title="A", text="One", now=after(4))
    people = [world.manager.user_id, world.client.user_id]
    ask = {"member": world.analyst, "answer": answer, "approvers": people}
    approvals.ask(**ask, now=after(5))
    answers.edit(member=world.analyst, answer=answer, text="Two", version=1, now=after(6))
    first, second = approvals.ask(**ask, now=after(7))
    approvals.decide(member=world.manager, approval=first, yes=True, text_sha256=first.text_sha256, now=after(8))
    again = approvals.ask_again(member=world.analyst, approval=second, now=after(9))
    questions.withdraw_question(member=world.analyst, approval=again, reason="On leave", now=after(10))
    answers.hand_off(member=world.manager, answer=answer, now=after(11))
    answers.confirm(member=world.manager, answer=answer, url="https://a.example/1", now=after(12))
    assert timeline.check(incident=made) is None
    return made


def _last(incident: Incident) -> int:
    return incident.entries.count()


def _number(incident: Incident, kind: str) -> int:
    return int(incident.entries.filter(kind=kind).latest("seq").seq)


def _without_rows(incident: Incident) -> None:
    """The record as it was written before entries named rows."""
    previous = chain.GENESIS
    for entry in incident.entries.order_by("seq"):
        entry.payload = {name: value for name, value in entry.payload.items() if name != "rows"}
        entry.payload_digest = chain.payload_digest(entry.salt, entry.payload)
        entry.previous = previous
        previous = entry.digest = chain.entry_digest(entry)
        entry.save()
    type(incident.head).objects.filter(incident=incident).update(digest=previous)


CHANGED: list[tuple[Any, dict[str, Any], dict[str, Any], str]] = [
    (Release, {}, {"audience": "public"}, "entry_released"),
    (Approval, {"status": "approved"}, {"reason": "Never said"}, "approval_given"),
    (Approval, {"status": "approved"}, {"text_sha256": "0" * 64}, "approval_given"),
    (Approval, {"ended_because": "withdrawn"}, {"status": "approved"}, "approval_withdrawn"),
    (Publication, {}, {"url": "https://elsewhere.example"}, "answer_published"),
    (AnswerRevision, {"number": 2}, {"text": "Three"}, "answer_edited"),
    (StatusUpdate, {}, {"text": "All is well"}, "update_sent"),
    (StatusUpdate, {}, {"next_due_at": None}, "update_sent"),
]


@pytest.mark.parametrize(("model", "which", "change", "kind"), CHANGED)
def test_a_changed_row_is_found_at_the_entry_about_it(
    incident: Incident, model: Any, which: dict[str, Any], change: dict[str, Any], kind: str
) -> None:
    assert model.objects.filter(**which).update(**change) == 1
    assert timeline.verify(incident=incident) == _number(incident, kind)


@pytest.mark.parametrize(("model", "which", "change", "kind"), [*CHANGED[:2], *CHANGED[3:]])
def test_a_removed_row_is_found_at_the_entry_about_it(
    incident: Incident, model: Any, which: dict[str, Any], change: dict[str, Any], kind: str
) -> None:
    model.objects.filter(**which).delete()
    assert timeline.verify(incident=incident) == _number(incident, kind)


def _forge(world: World, incident: Incident, model: Any) -> None:
    answer, by = incident.answers.get(), world.manager.user
    if model is Release:
        entry = incident.entries.get(seq=1)
        Release.objects.create(entry=entry, audience="public", by=by, at=after(3))
    elif model is Approval:
        values = {"asked_of": world.owner.user, "asked_by": by, "asked_at": after(7), "due_at": after(30)}
        Approval.objects.create(
            answer=answer, text_sha256=answer.text_sha256, status="approved", decided_at=after(8), **values
        )
    elif model is Publication:
        Publication.objects.create(
            answer=answer,
            text_sha256=answer.text_sha256,
            url="https://b.example",
            confirmed_by=by,
            confirmed_at=after(12),
        )
    elif model is StatusUpdate:
        StatusUpdate.objects.create(incident=incident, audience="client", text="x", sent_by=by, sent_at=after(3))
    else:
        AnswerRevision.objects.create(answer=answer, number=9, text="x", text_sha256="x", by=by, at=after(4))


@pytest.mark.parametrize("legacy", [False, True], ids=["naming rows", "of before"])
@pytest.mark.parametrize("model", [Release, Approval, Publication, AnswerRevision, StatusUpdate])
def test_a_forged_row_is_found_as_a_record_that_is_missing(
    world: World, incident: Incident, model: Any, legacy: bool
) -> None:
    if legacy:
        _without_rows(incident)
    _forge(world, incident, model)
    assert timeline.verify(incident=incident) == _last(incident) + 1


@pytest.mark.parametrize(
    ("model", "kind"),
    [(Release, "entry_released"), (Publication, "answer_published"), (StatusUpdate, "update_sent")],
)
def test_rows_of_before_are_vouched_for_by_what_their_entries_say(incident: Incident, model: Any, kind: str) -> None:
    # A question asked anew or taken back is new: entries of before know of asking, deciding and voiding by an edit.
    Approval.objects.filter(ended_because__in=["asked_again", "withdrawn"]).delete()
    again = incident.entries.filter(kind="approval_asked").latest("seq")
    TimelineEntry.objects.filter(pk=again.pk).update(payload={**again.payload, "of": []})
    before = incident.entries.filter(kind="approval_asked").order_by("seq")[1]
    TimelineEntry.objects.filter(pk=before.pk).update(payload={**before.payload, "of": before.payload["of"][:1]})
    _without_rows(incident)
    assert timeline.check(incident=incident) is None
    model.objects.all().delete()
    assert timeline.verify(incident=incident) == _number(incident, kind)


def test_since_when_a_client_sees_an_incident_is_what_its_record_says(world: World, incident: Incident) -> None:
    rows = Incident.objects.filter(pk=incident.pk)
    for other in (None, after(1)):
        rows.update(released_to_client_at=other)
        assert timeline.verify(incident=rows.get()) == _number(incident, "released")
    unseen = scene.opened(world, title="Another")
    Incident.objects.filter(pk=unseen.pk).update(released_to_client_at=after(1))
    unseen.refresh_from_db()
    assert timeline.verify(incident=unseen) == _last(unseen) + 1


def test_the_command_names_the_row_that_no_record_knows(world: World, incident: Incident) -> None:
    _forge(world, incident, Release)
    out = StringIO()
    with pytest.raises(CommandError, match="1 timeline does not hold"):
        call_command("verify_timeline", agency="north", stdout=out)
    assert f"record {_last(incident) + 1} is missing: nothing says who made this release" in out.getvalue()


@pytest.mark.parametrize("kind", ["answer_drafted", "approval_asked", "entry_released"])
def test_an_erased_entry_still_vouches_by_the_entry_about_its_erasing(
    world: World, incident: Incident, kind: str
) -> None:
    gone = incident.entries.filter(kind=kind).order_by("seq")[0]
    rows = gone.payload["rows"]
    TimelineEntry.objects.filter(pk=gone.pk).update(payload=None)
    assert timeline.verify(incident=incident) == gone.seq, "nobody said that it was erased"
    fact = timeline.Fact(chain.ERASED, {"entry": gone.seq, "rows": rows})
    timeline.append(incident=incident, actor=world.owner, fact=fact, now=after(20))
    assert timeline.check(incident=incident) is None
    AnswerRevision.objects.filter(number=1).update(text="Another")
    assert timeline.verify(incident=incident) == _number(incident, "answer_drafted")
