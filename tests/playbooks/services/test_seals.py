"""Seals of published versions: whoever owns the tables can change a version, and the check names it."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from playbooks.models import PlanSeal, PlanVersion, Section, Step
from playbooks.services import drafts, plans, seals
from tests.playbooks.conftest import NOW
from tests.world import World

Change = Callable[[PlanVersion], object]


def _bad() -> list[tuple[int | None, str]]:
    return [(one.number, one.what) for one in seals.bad_versions()]


def test_what_is_published_is_sealed_and_holds_when_the_next_retires_it(
    world: World, published: PlanVersion, second_draft: PlanVersion
) -> None:
    sealed = published.seal
    assert (sealed.plan, sealed.number, sealed.published_by) == (published.plan, 1, world.admin.user)
    plans.publish(world.admin, second_draft, change_note="Ünder – 🙂", lock=second_draft.lock, now=NOW)
    plans.retire(world.admin, second_draft, now=NOW + timedelta(days=1))
    assert [one.number for one in PlanSeal.objects.order_by("number")] == [1, 2]
    assert _bad() == []


def test_a_draft_has_no_seal_and_is_not_checked(published: PlanVersion, second_draft: PlanVersion) -> None:
    Section.objects.filter(version=second_draft).update(title="Other")
    assert not PlanSeal.objects.filter(version=second_draft).exists()
    assert _bad() == []


CHANGES: dict[str, Change] = {
    "a step's words": lambda version: version.steps.filter(order=0).update(title="Call nobody"),
    "a step's time": lambda version: version.steps.filter(order=0).update(due_minutes=999),
    "a statement's slots": lambda version: version.statements.update(slots=[]),
    "a contact gone": lambda version: version.contacts.filter(order=0).delete(),
    "one more trigger": lambda version: version.triggers.create(
        order=99, name="All", query="glass", version_status="published"
    ),
    "the order": lambda version: version.sections.filter(order=0).update(order=50),
    "who began it": lambda version: PlanVersion.objects.filter(pk=version.pk).update(created_by=9),
    "the seal's digest": lambda version: PlanSeal.objects.update(digest="0" * 64),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_by_the_owner_of_the_tables_is_found(published: PlanVersion, change: Change) -> None:
    change(published)
    assert _bad() == [(1, "does not say what was published")]


def test_a_seal_of_an_unknown_form_is_named(published: PlanVersion) -> None:
    PlanSeal.objects.update(form=99)
    assert _bad() == [(1, "has a seal of an unknown form, 99")]


def test_a_version_without_a_seal_is_found_and_one_cut_off_with_its_seal_before_another(
    world: World, published: PlanVersion, second_draft: PlanVersion
) -> None:
    plans.publish(world.admin, second_draft, change_note="", lock=second_draft.lock, now=NOW)
    PlanSeal.objects.filter(version=published).delete()
    assert _bad() == [(1, "has no seal")]
    PlanVersion.objects.filter(pk=second_draft.pk).update(based_on=None)
    for part in (Step, Section):
        part.objects.filter(version=published).delete()
    published.refresh_from_db()
    published.delete()
    assert (1, "is gone, and its seal with it") in _bad()


def test_a_seal_whose_version_is_gone_or_a_draft_again_is_found(published: PlanVersion) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait to be checked
        cursor.execute("ALTER TABLE playbooks_planseal DROP CONSTRAINT planseal_binds_its_version")
    PlanVersion.objects.update(status="draft", number=None)
    assert _bad() == [(1, "is a draft again")]
    sealed = PlanSeal.objects.get()
    PlanSeal.objects.update(version="01900000-0000-7000-8000-000000000000")
    assert _bad() == [(sealed.number, "is gone")]


ROW: dict[str, dict[str, Any]] = {
    "summary": {"summary": "Do nothing"},
    "note": {"change_note": "Never said"},
    "summary and its hash": {"summary": "x", "change_note": "", "words_sha256": "y" * 64},
    "no hash": {"summary": "x", "words_sha256": None},
    "number": {"number": 7},
    "publisher": {"published_by": 9},
    "time": {"published_at": NOW + timedelta(days=1)},
    "draft again": {"status": "draft", "number": None},
    "draft with its number": {"status": "draft"},
}


@pytest.mark.parametrize("change", ROW.values(), ids=ROW)
def test_a_sealed_version_itself_is_not_even_changed_by_the_owner(
    published: PlanVersion, change: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.filter(pk=published.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.filter(pk=published.pk)._raw_delete("default")
    assert _bad() == []


def test_the_upgrade_seals_what_was_published_before_as_a_publisher_would(world: World, published: PlanVersion) -> None:
    digest = published.seal.digest
    PlanSeal.objects.all().delete()
    PlanVersion.objects.update(words_sha256=None)
    import_module("playbooks.migrations.0006_seals_of_before").seal(apps, None)
    assert PlanSeal.objects.get().digest == digest
    assert _bad() == []


def test_what_was_published_without_a_seal_gets_one_once(world: World, draft: PlanVersion) -> None:
    plans.publish(world.admin, draft, change_note="Note", lock=draft.lock, now=NOW)
    PlanSeal.objects.all().delete()
    PlanVersion.objects.update(words_sha256=None)
    assert seals.seal_unsealed() == 1
    assert seals.seal_unsealed() == 0
    assert _bad() == []


def test_the_command_names_the_version(world: World, published: PlanVersion) -> None:
    out = StringIO()
    call_command("verify_timeline", agency="north", stdout=out)
    assert "north: 1 plan versions hold" in out.getvalue()
    Step.objects.filter(version=published, order=0).update(title="Call nobody")
    with pytest.raises(CommandError, match=r"^1 plan version does not hold\.$"):
        call_command("verify_timeline", agency="north", stdout=out)
    assert "north: plan Product harm, version 1: does not say what was published" in out.getvalue()


def test_a_restored_version_is_a_draft_of_its_own(world: World, published: PlanVersion) -> None:
    draft = drafts.restore(world.manager, published, now=NOW)
    assert {step.version_status for step in draft.steps.all()} == {"draft"}
    assert {step.version_status for step in published.steps.all()} == {"published"}
