"""What people do with plans stands in the record of events: each act once, none of what was refused or changed nothing."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from accounts.events.catalogue import actions
from playbooks.catalogue import PARTS
from playbooks.models import ChangeProposal, Plan, PlanVersion
from playbooks.parts import KINDS
from playbooks.services import drafts, editing, plans, proposals
from tests.playbooks.conftest import NOW
from tests.record import Act, each_is_one_event, written
from tests.world import World

FIELDS = {"title": "Where we stand", "body": "Calm."}


def _change(plan: Plan, **more: Any) -> dict[str, Any]:
    given = {"op": "add", "part": "section", "key": None, "fields": FIELDS}
    return {
        "title": "More",
        "reason": "R",
        "changes": [given],
        "lesson_id": None,
        "lesson_text": "",
        "plan": plan,
    } | more


def _draft(plan: Plan) -> PlanVersion:
    return plan.versions.get(status="draft")


def test_kinds_of_parts_are_those_there_are() -> None:
    assert {"summary", *KINDS} == set(PARTS)


def test_each_act_on_a_plan_is_one_event(world: World) -> None:
    made: dict[str, Any] = {}

    def create(who: Any) -> None:
        made["plan"] = plans.create_plan(who, world.alder, name="Harm", starter="product-harm", now=NOW)

    def draft() -> PlanVersion:
        return _draft(made["plan"])

    def version(number: int) -> PlanVersion:
        return made["plan"].versions.get(number=number)

    def publish(who: Any) -> None:
        first = made.setdefault("first", made["plan"].versions.get())
        plans.publish(who, first, change_note="", lock=first.lock, now=NOW)

    def plan() -> Any:
        return made["plan"].pk

    def of(number: int) -> Any:
        return lambda: {"version": str(version(number).pk), "number": number}

    def of_draft(based_on: int) -> Any:
        return lambda: {"version": str(draft().pk), "based_on": str(version(based_on).pk)}

    def discard(who: Any) -> None:
        gone = made["gone"]
        drafts.discard(who, gone, lock=gone.lock, now=NOW)

    each_is_one_event(
        [
            Act("plan.created", create, plan, lambda: {"version": str(draft().pk), "kind": "product-harm"}),
            Act("plan.version_published", publish, plan, of(1)),
            Act("plan.draft_started", lambda who: drafts.start_draft(who, made["plan"], now=NOW), plan, of_draft(1)),
            Act("plan.draft_discarded", discard, plan, lambda: {"version": str(made["was"]), "reopened": []},
                before=lambda: made.update(was=draft().pk, gone=draft())),
            Act("plan.draft_restored", lambda who: drafts.restore(who, version(1), now=NOW), plan, of_draft(1)),
            Act("plan.version_retired", lambda who: plans.retire(who, version(1), now=NOW), plan, of(1)),
            Act("plan.archived", lambda who: plans.archive(who, made["plan"], now=NOW), plan),
            Act("plan.restored", lambda who: plans.archive(who, made["plan"], archived=False, now=NOW), plan),
        ],
        who=world.admin,
        brand=world.alder,
        strangers=[world.client, world.other],
    )  # fmt: skip


def test_each_edit_of_a_draft_is_one_event(world: World, draft: PlanVersion) -> None:
    made: dict[str, Any] = {}

    def add(who: Any) -> None:
        made["part"] = editing.add_part(who, draft, part="section", fields=FIELDS, now=NOW).part

    def read(revision: int) -> editing.PartRead:
        return editing.PartRead("section", made["part"].key, revision)

    def change(who: Any) -> None:
        # A repeat that has read what is there now.
        editing.change_part(who, draft, read(made.get("now", 1)), fields={"body": "Calmer."}, now=NOW)
        made["now"] = 2

    def remove(who: Any) -> None:
        made["removed"] = editing.remove_part(who, draft, read(2), now=NOW)

    def steps() -> list[Any]:
        return list(draft.steps.order_by("order").values_list("key", flat=True))

    was = steps()

    def reorder(who: Any) -> None:
        editing.reorder(who, draft, part="step", before=steps(), keys=was[::-1], now=NOW)

    def said(what: str, part: str, *, keyed: bool = True) -> Any:
        return lambda: {
            "version": str(draft.pk), "what": what, "part": part, "key": str(made["part"].key) if keyed else None,
        }  # fmt: skip

    def summary(who: Any) -> None:
        mark = editing.summary_mark(PlanVersion.objects.get(pk=draft.pk).summary)
        editing.set_summary(who, draft, read=mark, summary="Anew", now=NOW)

    edited, plan = "plan.draft_changed", draft.plan_id
    each_is_one_event(
        [
            Act(edited, add, plan, said("added", "section"), again=False),
            Act(edited, change, plan, said("changed", "section"), before=lambda: made.update(part=_newest(draft))),
            Act(edited, remove, plan, said("removed", "section")),
            Act(edited, lambda who: editing.put_back(who, draft, made["removed"], now=NOW), plan,
                said("put_back", "section")),
            Act(edited, reorder, plan, said("reordered", "step", keyed=False)),
            Act(edited, summary, plan, said("changed", "summary", keyed=False)),
        ],
        who=world.manager,
        brand=world.alder,
        strangers=[world.analyst, world.other],
    )  # fmt: skip


def _newest(draft: PlanVersion) -> Any:
    return draft.sections.order_by("-order").first()


def test_each_act_on_a_proposal_is_one_event_and_its_draft_is_part_of_it(world: World, published: PlanVersion) -> None:
    plan, lesson = published.plan, uuid4()

    def propose(who: Any) -> None:
        proposals.propose(who, **_change(plan, lesson_id=lesson), now=NOW)

    def newest() -> ChangeProposal:
        return ChangeProposal.objects.latest("pk")

    def accepted() -> dict[str, Any]:
        return {"plan": str(plan.pk), "version": str(_draft(plan).pk)}

    each_is_one_event(
        [
            Act("proposal.opened", propose, lambda: newest().pk, {"plan": str(plan.pk), "lesson_id": str(lesson)}, again=False),
            Act("proposal.accepted", lambda who: proposals.accept(who, newest(), reason="", now=NOW),
                lambda: newest().pk, accepted),
        ],
        who=world.admin,
        brand=world.alder,
        strangers=[world.client, world.other],
    )  # fmt: skip
    draft, first = _draft(plan), newest()
    [event] = written(lambda: drafts.discard(world.admin, draft, lock=draft.lock, now=NOW))
    assert (event.action, event.data["reopened"]) == ("plan.draft_discarded", [str(first.pk)])
    reject = Act(
        "proposal.rejected",
        lambda who: proposals.reject(who, first, reason="No", now=NOW),
        first.pk,
        {"plan": str(plan.pk)},
    )
    each_is_one_event([reject], who=world.admin, brand=world.alder, strangers=[world.manager, world.other])


def test_every_kind_of_plans_is_tried_here() -> None:
    mine = {one.name for one in actions() if one.subject in ("plan", "proposal")}
    text = Path(__file__).read_text()
    assert {name for name in mine if f'"{name}"' not in text} == set()
