"""Editing part by part: two people at two parts do not collide, two at one part lose nothing."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from playbooks.models import PlanVersion, Step
from playbooks.services import drafts, editing, plans, proposals
from playbooks.services.content import content_of
from playbooks.services.editing import PartRead
from tests.playbooks.conftest import NOW
from tests.world import World


def _step(draft: PlanVersion, place: int = 0) -> Step:
    return list(draft.steps.order_by("order"))[place]


def _seen(step: Step) -> PartRead:
    return PartRead("step", step.key, step.revision)


def test_two_people_at_two_parts_both_save(world: World, draft: PlanVersion) -> None:
    first, second = _step(draft, 0), _step(draft, 1)
    editing.change_part(world.manager, draft, _seen(first), fields={"title": "Hers"}, now=NOW)
    editing.change_part(world.admin, draft, _seen(second), fields={"title": "His"}, now=NOW)
    assert [_step(draft, 0).title, _step(draft, 1).title] == ["Hers", "His"]


def test_the_second_at_one_part_is_told_who_when_and_what(world: World, draft: PlanVersion) -> None:
    step = _step(draft)
    editing.change_part(world.manager, draft, _seen(step), fields={"title": "Hers"}, now=NOW)
    with pytest.raises(Conflict) as refused:
        editing.change_part(world.admin, draft, _seen(step), fields={"title": "His"}, now=NOW + timedelta(seconds=20))
    assert refused.value.message == "Ines Marten changed this 20 s ago. Nothing of yours is lost."
    assert refused.value.data["theirs"]["title"] == "Hers"  # type: ignore[index]
    assert refused.value.data["revision"] == step.revision + 1
    assert _step(draft).title == "Hers"


def test_an_edit_by_page_is_seen_by_whoever_read_the_whole_draft_before_it(world: World, draft: PlanVersion) -> None:
    step, other = _step(draft), _step(draft, 1)
    hers = editing.change_part(world.manager, draft, _seen(step), fields={"title": "Hers"}, now=NOW)
    whole = editing.PartRead("step", other.key)
    with pytest.raises(Conflict) as refused:
        editing.change_part(world.admin, draft, whole, fields={"title": "His"}, lock=draft.lock, now=NOW)
    assert (refused.value.code, refused.value.data["lock"]) == ("changed_since", hers.lock)
    done = editing.change_part(world.admin, draft, whole, fields={"title": "His"}, lock=hers.lock, now=NOW)
    assert (done.part.title, done.lock) == ("His", hers.lock + 1)  # type: ignore[attr-defined]


def test_no_edit_goes_without_naming_what_was_read(world: World, draft: PlanVersion) -> None:
    step, before = _step(draft), content_of(draft)
    unread = editing.PartRead("step", step.key)
    acts: list[Callable[[], object]] = [
        lambda: editing.change_part(world.manager, draft, unread, fields={"title": "x"}, now=NOW),
        lambda: editing.remove_part(world.manager, draft, unread, now=NOW),
        lambda: editing.reorder(world.manager, draft, part="step", keys=[step.key], now=NOW),
        lambda: editing.set_summary(world.manager, draft, summary="x", now=NOW),
    ]
    for act in acts:
        with pytest.raises(TypeError):
            act()
    assert content_of(draft) == before


def test_every_edit_moves_the_drafts_own_lock(world: World, draft: PlanVersion) -> None:
    editing.change_part(world.manager, draft, _seen(_step(draft)), fields={"title": "Hers"}, now=NOW)
    with pytest.raises(Conflict) as refused:
        plans.publish(world.admin, draft, change_note="", lock=draft.lock, now=NOW)
    assert refused.value.code == "changed_since"


def test_the_same_words_again_leave_the_part_as_it_is(world: World, draft: PlanVersion) -> None:
    step = _step(draft)
    again = editing.change_part(world.manager, draft, _seen(step), fields={"title": step.title}, now=NOW)
    assert again.part.revision == step.revision


def test_a_removed_part_comes_back_under_its_key_at_its_place(world: World, draft: PlanVersion) -> None:
    before = content_of(draft)
    removed = editing.remove_part(world.manager, draft, _seen(_step(draft, 2)), now=NOW)
    assert str(removed.key) not in dict(content_of(draft)["step"])
    editing.put_back(world.manager, draft, removed, now=NOW)
    editing.put_back(world.manager, draft, removed, now=NOW)
    assert content_of(draft) == before


def test_a_part_somebody_changed_is_not_removed(world: World, draft: PlanVersion) -> None:
    step = _step(draft)
    editing.change_part(world.manager, draft, _seen(step), fields={"title": "Hers"}, now=NOW)
    with pytest.raises(Conflict):
        editing.remove_part(world.admin, draft, _seen(step), now=NOW)
    assert _step(draft).title == "Hers"


def test_a_phases_steps_are_arranged_among_themselves(world: World, draft: PlanVersion) -> None:
    steps = list(draft.steps.order_by("order"))
    some = [steps[1].key, steps[3].key]
    editing.reorder(world.manager, draft, part="step", before=some, keys=some[::-1], now=NOW)
    wanted = [steps[0], steps[3], steps[2], steps[1], *steps[4:]]
    assert [step.key for step in draft.steps.order_by("order")] == [step.key for step in wanted]
    with pytest.raises(Conflict):
        editing.reorder(world.manager, draft, part="step", before=some, keys=some, now=NOW)
    with pytest.raises(Invalid):
        editing.reorder(world.manager, draft, part="step", before=some[::-1], keys=[some[0], uuid4()], now=NOW)


def test_the_summary_is_not_overwritten_unread(world: World, draft: PlanVersion) -> None:
    mark = editing.summary_mark(draft.summary)
    editing.set_summary(world.manager, draft, read=mark, summary="Hers", now=NOW)
    mine = editing.summary_mark("Hers")
    with pytest.raises(Conflict):
        editing.set_summary(world.admin, draft, read=mark, summary="His", now=NOW)
    editing.set_summary(world.admin, draft, read=mine, summary="His", now=NOW)
    draft.refresh_from_db()
    assert draft.summary == "His"


def test_an_earlier_version_is_restored_as_a_draft_but_never_over_one(
    world: World, published: PlanVersion, second_draft: PlanVersion
) -> None:
    with pytest.raises(Conflict) as refused:
        drafts.restore(world.manager, published, now=NOW)
    assert refused.value.code == "draft_exists"
    editing.remove_part(world.manager, second_draft, _seen(_step(second_draft)), now=NOW)
    second_draft.refresh_from_db()
    plans.publish(world.admin, second_draft, change_note="", lock=second_draft.lock, now=NOW)
    restored = drafts.restore(world.manager, published, now=NOW)
    assert content_of(restored) == content_of(published)
    assert restored.based_on == published


def test_who_may_not_edit_changes_nothing(world: World, draft: PlanVersion) -> None:
    step = _step(draft)
    with pytest.raises(Forbidden):
        editing.change_part(world.analyst, draft, _seen(step), fields={"title": "x"}, now=NOW)
    with pytest.raises(NotFound):
        editing.change_part(world.other, draft, _seen(step), fields={"title": "x"}, now=NOW)
    with pytest.raises(NotFound):
        editing.add_part(world.other, draft, part="section", fields={"title": "x"}, now=NOW)
    assert _step(draft).title == step.title


def test_discarding_a_draft_opens_its_proposals_again(world: World, published: PlanVersion) -> None:
    change = {"op": "add", "part": "section", "fields": {"title": "More"}}
    proposal = proposals.propose(
        world.manager,
        published.plan,
        title="More",
        reason="",
        changes=[change],
        lesson_id=None,
        lesson_text="",
        now=NOW,
    )
    draft = proposals.accept(world.admin, proposal, reason="", now=NOW)
    drafts.discard(world.manager, draft, lock=draft.lock, now=NOW)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.version, proposal.decided_by) == ("open", None, None)


def test_an_edit_and_a_publication_at_once_never_publish_unread_words(committed_world: World) -> None:
    world = committed_world
    plan = plans.create_plan(world.admin, world.alder, name="Race", starter="product-harm", now=NOW)
    draft = plan.versions.get()
    step = _step(draft)
    barrier = Barrier(2)
    outcomes: dict[str, str] = {}

    def work(name: str, act: Callable[[], object]) -> None:
        world.enter()
        barrier.wait()
        try:
            act()
            outcomes[name] = "done"
        except Conflict as error:
            outcomes[name] = error.code
        finally:
            connection.close()

    def publish() -> object:
        return plans.publish(world.admin, draft, change_note="", lock=draft.lock, now=NOW)

    def edit() -> object:
        return editing.change_part(world.manager, draft, _seen(step), fields={"title": "Unread"}, now=NOW)

    threads = [Thread(target=work, args=one) for one in (("publish", publish), ("edit", edit))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes.values()) in (["changed_since", "done"], ["done", "wrong_state"])
    published = PlanVersion.objects.get(pk=draft.pk).status == "published"
    assert published == (_step(draft).title == step.title)
