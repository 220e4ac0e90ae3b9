"""Plans: made from a starter or empty, published, retired, archived."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F, Max

from accounts.brands.models import Brand
from accounts.cleaning import clean_name
from accounts.dated import touch
from accounts.errors import Conflict, Invalid, NotFound
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from accounts.uniqueness import unique
from playbooks import catalogue, starters
from playbooks.digests import words_digest
from playbooks.models import PHASES, VERSION, Plan, PlanVersion
from playbooks.parts import KINDS
from playbooks.services import seals
from playbooks.services.telling import tell


def create_plan(member: Membership, brand: Brand, *, name: str, starter: str, now: datetime) -> Plan:
    """A plan with its first draft: a starter's (by its key), or an empty one (""). Raises Invalid at the field."""
    require(member, "plans.edit")
    if not Brand.objects.visible_to(member).filter(pk=brand.pk).exists():
        raise NotFound("There is no such brand.")
    name = clean_name("name", name, most=100, what="A plan's name")
    try:
        content = starters.load(starter) if starter else None
    except KeyError:
        raise Invalid.field("starter", "There is no such starter.") from None
    taken = Invalid.field("name", f"{brand} already has a plan with this name.", code="name_taken")
    with unique(taken, "plan_name_once"):
        plan = Plan.objects.create(brand=brand, name=name, kind=starter or "own")
        draft = PlanVersion.objects.create(plan=plan, created_by=member.user, edited_at=now, edited_by=member.user)
        if content:
            _fill(draft, content)
        tell(catalogue.PLAN_CREATED, plan, member, now, version=draft.pk, kind=plan.kind)
    return plan


def _fill(draft: PlanVersion, starter: Any) -> None:
    PlanVersion.objects.filter(pk=draft.pk).update(summary=starter["summary"])
    for name, parts in parts_of_starter(starter).items():
        kind = KINDS[name]
        same: dict[str, Any] = {"version": draft, "edited_by": draft.edited_by, "edited_at": draft.edited_at}
        # By the editor's own readers: a starter's query that can't be read fails here, not in the night of an alert.
        kind.model._default_manager.bulk_create(
            kind.model(order=order, **same, **kind.read(fields, partial=False)) for order, fields in enumerate(parts)
        )


def parts_of_starter(starter: Any) -> dict[str, list[dict[str, Any]]]:
    """A starter's content in the words of our parts, in order."""
    sections = [{"title": section["title"], "body": section["body"]} for section in starter["sections"]]
    levels = "\n".join(
        f"- **{level['severity']}**: {level['impact']} {level['spread']} {level['control']}"
        for level in starter["severity"]["levels"]
    )
    bullets = {"Do": starter["do"], "Don't": starter["dont"]}
    sections += [{"title": title, "body": "\n".join(f"- {line}" for line in lines)} for title, lines in bullets.items()]
    sections.append({"title": "How bad is it", "body": f"{starter['severity']['guidance']}\n\n{levels}"})
    return {
        "section": sections,
        "step": [
            {
                "phase": step["phase"],
                "title": step["title"],
                "instructions": step["instructions"],
                "duty": step["role"],
                "due_minutes": step["due_offset_minutes"],
                "required": step["required"],
            }
            for step in starter["steps"]
        ],
        "statement": [
            {name: statement[name] for name in ("title", "channel", "language", "text", "slots")}
            for statement in starter["holding_statements"]
        ],
        "contact": [{"function": c["role"], "reach": c["reached_by"], "when": c["when"]} for c in starter["contacts"]],
        "trigger": [{"name": t["name"], "query": t["query"], "why": t["why"]} for t in starter["triggers"]],
    }


@dataclass(frozen=True, slots=True)
class Check:
    """Something a plan needs (`must`) or had better have before it is published: what is so, or what is missing, in words."""

    done: bool
    words: str
    missing: str = ""
    must: bool = True


def checks_of(version: PlanVersion) -> list[Check]:
    """Everything that is looked at before publishing, what must be there first."""
    steps = list(version.steps.values_list("phase", "required"))
    unnamed = version.contacts.filter(name="").count()
    empty = [phase for phase in PHASES if phase not in {step[0] for step in steps}]
    checks = [
        _needed(any(required for _, required in steps), "A step is required", "at least one required step"),
        _needed("respond" not in empty, "A step says how to respond", "a step in the phase “respond”"),
        _needed(version.statements.exists(), "A holding statement is ready", "a holding statement"),
        _needed(version.contacts.exists(), "Somebody to reach is named", "a contact"),
    ]
    if empty and steps:
        checks.append(Check(done=False, words=f"No step in {', '.join(empty)}", must=False))
    if unnamed:
        words = f"{unnamed} contact{'s have' if unnamed > 1 else ' has'} no name yet"
        checks.append(Check(done=False, words=words, must=False))
    return checks


def _needed(done: bool, words: str, missing: str) -> Check:
    return Check(done=done, words=words if done else f"Missing: {missing}", missing="" if done else missing)


def missing_parts(version: PlanVersion) -> list[str]:
    """What a plan needs before it may be published, in words; empty where nothing is missing."""
    return [check.missing for check in checks_of(version) if check.missing]


def publish(member: Membership, version: PlanVersion, *, change_note: str, lock: int, now: datetime) -> PlanVersion:
    """Makes the draft the plan's published version, numbered, sealed, immutable; the one before is retired, in one transaction.

    Raises Invalid with what is missing, Conflict where the draft changed since it was read or is no draft any more.
    """
    require(member, "plans.publish")
    seen = PlanVersion.objects.visible_to(member).filter(pk=version.pk)
    with transaction.atomic():
        # The plan's row lock: two publishers at once get two numbers, or one of them a conflict.
        plan = Plan.objects.select_for_update().get(pk=version.plan_id)
        # And the draft's: an edit that comes now waits, and finds no draft any more. What was read is what is published.
        current = seen.select_for_update(of=("self",)).first()
        if current is None:
            raise NotFound("There is no such draft.")
        if current.status == "draft" and current.lock != lock:
            raise Conflict(
                "The draft was changed since you read it. Read it again, then publish.",
                code="changed_since",
                data={"lock": current.lock},
            )
        missing = missing_parts(current) if current.status == "draft" else []
        if missing:
            raise Invalid(
                f"This plan still needs {', '.join(missing)}.", code="incomplete_plan", data={"missing": missing}
            )
        number = (plan.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        before = plan.versions.filter(status="published").first()
        if before is not None and current.status == "draft":  # else `move` below refuses, in its words
            move(PlanVersion.objects, before.pk, VERSION, "retire", retired_at=now)
        note = change_note.strip()[:500]
        values: dict[str, Any] = {
            "number": number,
            "published_by": member.user,
            "published_at": now,
            "change_note": note,
            "lock": F("lock") + 1,
            "words_sha256": words_digest(current.summary, note),
        }
        move(seen, version.pk, VERSION, "publish", **values)
        touch(Plan.objects.filter(pk=plan.pk))
        done = PlanVersion.objects.get(pk=version.pk)
        seals.seal(done)
        tell(catalogue.VERSION_PUBLISHED, plan, member, now, version=done.pk, number=number)
    return done


def retire(member: Membership, version: PlanVersion, *, now: datetime) -> None:
    """Takes the published version out of use: the plan is no longer proposed for alerts."""
    require(member, "plans.publish")
    with transaction.atomic():
        touch(Plan.objects.filter(pk=version.plan_id))  # before the version's lock, as publishing takes them
        move(PlanVersion.objects.visible_to(member), version.pk, VERSION, "retire", retired_at=now)
        done = PlanVersion.objects.select_related("plan").get(pk=version.pk)
        tell(catalogue.VERSION_RETIRED, done.plan, member, now, version=done.pk, number=done.number)


def archive(member: Membership, plan: Plan, *, archived: bool = True, now: datetime) -> None:
    """Hides the plan from lists and proposals, or shows it again. Its versions stay. Harmless if repeated."""
    require(member, "plans.publish")
    seen = Plan.objects.visible_to(member).filter(pk=plan.pk)
    with transaction.atomic():
        changed = seen.exclude(is_archived=archived).update(is_archived=archived)
        row = seen.first()
        if row is None:
            raise NotFound("There is no such plan.")
        if changed:
            tell(catalogue.PLAN_ARCHIVED if archived else catalogue.PLAN_RESTORED, row, member, now)


def published(brand: Brand) -> models.QuerySet[PlanVersion]:
    """The brand's published versions, one a plan, archived plans left out."""
    versions = PlanVersion.objects.filter(plan__brand=brand, plan__is_archived=False, status="published")
    return versions.select_related("plan").order_by("plan__name")
