"""Seals of published versions: written when one is published, and the check that each still says what was sealed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from playbooks.digests import FORM, version_digest, words_digest
from playbooks.models import PlanSeal, PlanVersion
from playbooks.parts import KINDS

_BATCH = 100


@dataclass(frozen=True, slots=True)
class BadVersion:
    """A version that is not as it was published, in words. `number` is the seal's, where there is one."""

    plan: str
    number: int | None
    what: str


def seal(version: PlanVersion) -> PlanSeal:
    """Seals a version just published, as the database has it, in the caller's transaction."""
    return _seal([version])[0]


def seal_unsealed() -> int:
    """Seals published versions that have no seal: the code of before published them while an upgrade ran. Harmless if repeated."""
    sealed = 0
    while True:
        with transaction.atomic():
            waiting = PlanVersion.objects.exclude(status="draft").filter(seal=None).order_by("pk")
            # What another sweep has locked it is sealing: waiting for it would end in a second seal, which is refused.
            rows = list(waiting.select_for_update(of=("self",), no_key=True, skip_locked=True)[:_BATCH])
            for row in rows:
                row.words_sha256 = words_digest(row.summary, row.change_note)
            PlanVersion.objects.bulk_update(rows, ["words_sha256"])
            _seal(rows)
        sealed += len(rows)
        if len(rows) < _BATCH:
            return sealed


def _seal(versions: Sequence[PlanVersion]) -> list[PlanSeal]:
    parts = _parts_of(versions)
    return PlanSeal.objects.bulk_create(
        PlanSeal(
            plan_id=version.plan_id,
            version=version,
            number=version.number or 0,  # given, as it is no draft
            words_sha256=version.words_sha256 or "",
            published_by_id=version.published_by_id,
            published_at=version.published_at,
            form=FORM,
            digest=version_digest(version, parts[version.pk]),
        )
        for version in versions
    )


def _parts_of(versions: Sequence[PlanVersion]) -> dict[UUID, dict[str, list[Any]]]:
    """By version and kind; one query a kind."""
    parts: dict[UUID, dict[str, list[Any]]] = defaultdict(lambda: {kind: [] for kind in KINDS})
    for kind in KINDS.values():
        rows: Any = kind.model._default_manager
        for row in rows.filter(version__in=versions):
            parts[row.version_id][kind.name].append(row)
    return parts


def bad_versions() -> Iterator[BadVersion]:
    """Every version of this agency that was published and is not as it was then, or is gone.

    Whoever owns the tables can cut off the newest version of a plan together with its seal; that alone does not show.
    """
    yield from _changed()
    yield from _gone()


def _changed() -> Iterator[BadVersion]:
    after = UUID(int=0)
    rows = PlanVersion.objects.exclude(status="draft").select_related("plan", "seal").order_by("pk")
    # By key, a hundred at a time: versions of years, with all their parts, are more than a worker should hold.
    while batch := list(rows.filter(pk__gt=after)[:_BATCH]):
        parts = _parts_of(batch)
        for version in batch:
            plan_seal: PlanSeal | None = getattr(version, "seal", None)  # its absence is an AttributeError, too
            what = "has no seal" if plan_seal is None else _otherwise(version, plan_seal, parts[version.pk])
            if what:
                yield BadVersion(version.plan.name, version.number, what)
        after = batch[-1].pk


def _otherwise(version: PlanVersion, sealed: PlanSeal, parts: dict[str, list[Any]]) -> str:
    try:
        digest = version_digest(version, parts, sealed.form)
    # Of a newer release, or of somebody's making: not to be checked is not to be right.
    except KeyError:
        return f"has a seal of an unknown form, {sealed.form}"
    told = (sealed.plan_id, sealed.number, sealed.digest)
    return "" if told == (version.plan_id, version.number, digest) else "does not say what was published"


def _gone() -> Iterator[BadVersion]:
    """Seals whose version is a draft or not there, and numbers a plan has jumped over."""
    seals = PlanSeal.objects.select_related("plan").order_by("pk")
    numbered = PlanVersion.objects.exclude(status="draft")
    named: set[tuple[UUID, int]] = set()
    for sealed in seals.exclude(version__in=numbered.values("pk")).iterator(_BATCH):
        named.add((sealed.plan_id, sealed.number))
        again = PlanVersion.objects.filter(pk=sealed.version_id).exists()
        yield BadVersion(sealed.plan.name, sealed.number, "is a draft again" if again else "is gone")
    last = numbered.order_by().values_list("plan_id", "plan__name").annotate(last=Max("number"))
    # A version cut off with its seal leaves a gap in the numbers, unless it was the newest.
    there = defaultdict(set)
    for plan_id, number in numbered.values_list("plan_id", "number"):
        there[plan_id].add(number)
    for plan_id, name, most in last:
        for number in sorted(set(range(1, most)) - there[plan_id]):
            if (plan_id, number) not in named:
                yield BadVersion(name, number, "is gone, and its seal with it")
