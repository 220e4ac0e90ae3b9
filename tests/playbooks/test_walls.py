"""What the serving role can't do to a published version, in a new agency, where one role owns and serves and where two do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django_tenants.utils import tenant_context

from accounts.brands.models import Brand
from accounts.models import Agency, Membership
from accounts.services import agencies, schema_template
from accounts.services.database_owner import owner_connection
from accounts.services.grants import guarded_tables, serving_role
from playbooks.models import Plan, PlanVersion
from playbooks.services import drafts, editing, plans, proposals, seals
from tests.playbooks.conftest import NOW
from tests.world import World

FOUNDER = {"name": "Nora New", "email": "nora@new.example", "password": "correct horse battery"}
DENIED, UNKNOWN_KEY, NOT_ITS_WORDS = "42501", "23503", "23514"


@contextmanager
def _serving_as(role: str, password: str) -> Iterator[None]:
    """Django's own connection, of this role."""
    before = connection.settings_dict.copy()
    connection.close()
    connection.settings_dict.update(USER=role, PASSWORD=password)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)
        connection.set_schema_to_public()


@dataclass
class Desk:
    """A new agency with one published plan, whose connection is the serving role's."""

    owns: bool  # the serving role owns the tables
    member: Membership
    plan: Plan
    version: PlanVersion


@pytest.fixture(params=["one role", "two roles"])
def desk(request: pytest.FixtureRequest, committed_world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    owner, served = serving_role(), urlsplit(settings.DATABASE_URL)
    role = owner if request.param == "one role" else unquote(served.username or "")
    if request.param == "two roles" and role == owner:
        pytest.skip("this database has one role only")
    monkeypatch.setattr(agencies, "serving_role", lambda: role)
    password = str(connection.settings_dict["PASSWORD"]) if role == owner else unquote(served.password or "")
    connection.set_schema_to_public()
    agency: Agency = agencies.request_agency(name="New Desk", slug="newdesk", founder=FOUNDER)
    try:
        assert schema_template.rebuild_template()
        agencies.create(agency.pk)
        with _serving_as(role, password), tenant_context(agency):
            member = Membership.objects.select_related("user", "agency").get(agency=agency)
            brand = Brand.objects.create(name="Alder", slug="alder", time_zone="Europe/Berlin", status="active")
            plan = plans.create_plan(member, brand, name="Harm", starter="product-harm", now=NOW)
            draft = plan.versions.get()
            version = plans.publish(member, draft, change_note="First", lock=draft.lock, now=NOW)
            yield Desk(role == owner, member, plan, version)
    finally:
        with owner_connection() as owning:
            owning.execute(f'DROP SCHEMA IF EXISTS "{agency.schema_name}" CASCADE')


def _refused(statement: str, values: list[Any] | None = None) -> str:
    """The SQLSTATE with which the database refuses a statement."""
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(getattr(refused.value.__cause__, "sqlstate", ""))


def _count(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def test_a_published_part_is_not_changed_removed_or_joined_by_another(desk: Desk) -> None:
    version = desk.version.pk
    for table in guarded_tables(public=False):
        of_version = f"{table} WHERE version_id = '{version}'"
        before = _count(f"SELECT 1 FROM {of_version}")
        assert before, table
        assert _refused(f'UPDATE {table} SET "order" = 9') == DENIED
        assert _refused(f"UPDATE {table} SET version_status = 'draft'") in {DENIED, UNKNOWN_KEY}
        assert _refused(f"TRUNCATE {table}") == DENIED
        assert _count(f"DELETE FROM {of_version}") == 0
        assert _count(f"SELECT 1 FROM {of_version}") == before
    for status, refusal in (("published", DENIED), ("draft", UNKNOWN_KEY)):
        statement = (
            'INSERT INTO playbooks_section (id, version_id, version_status, key, "order", revision, title, body) '
            "VALUES (gen_random_uuid(), %s, %s, gen_random_uuid(), 99, 1, 'More', '')"
        )
        assert _refused(statement, [version, status]) == refusal
    assert list(seals.bad_versions()) == []


def test_a_published_part_is_not_taken_into_a_draft(desk: Desk) -> None:
    """Whoever owns the tables keeps the right to every column: what an owner that serves takes away, its seal tells."""
    draft, told = drafts.start_draft(desk.member, desk.plan, now=NOW), 0
    for table in guarded_tables(public=False):
        statement = f"UPDATE {table} SET version_id = '{draft.pk}', version_status = 'draft', key = gen_random_uuid()"
        if not desk.owns:
            assert _refused(statement) == DENIED
        elif _count(f"SELECT 1 FROM {table} WHERE version_id = '{desk.version.pk}'"):
            with transaction.atomic():
                _count(f"{statement} WHERE version_id = '{desk.version.pk}'")
                assert [one.number for one in seals.bad_versions()] == [desk.version.number], table
                transaction.set_rollback(True)
            told += 1
    assert not desk.owns or told > 1
    assert list(seals.bad_versions()) == []


def test_a_published_version_itself_is_not_changed_or_removed(desk: Desk) -> None:
    here = f"WHERE id = '{desk.version.pk}'"
    refusals = {DENIED, UNKNOWN_KEY, NOT_ITS_WORDS}
    for change in (
        "summary = 'Do nothing'",
        "change_note = 'x'",
        "summary = 'x', words_sha256 = NULL",
        "number = 7",
        "published_by_id = 9",
        "published_at = now()",
        "status = 'draft'",
        "status = 'draft', number = NULL",
    ):
        assert _refused(f"UPDATE playbooks_planversion SET {change} {here}") in refusals, change
    assert _refused(f"DELETE FROM playbooks_planversion {here}") in refusals
    if not desk.owns:
        for change in ("created_by_id = 9", "created_at = now()", "plan_id = plan_id", "based_on_id = NULL"):
            assert _refused(f"UPDATE playbooks_planversion SET {change} {here}") == DENIED, change
    for statement in ("UPDATE playbooks_planseal SET form = form", "DELETE FROM playbooks_planseal"):
        assert _refused(statement) == DENIED
    assert list(seals.bad_versions()) == []


def test_plans_are_written_published_restored_and_retired_under_those_rights(desk: Desk) -> None:
    member, plan, later = desk.member, desk.plan, NOW + timedelta(hours=1)
    draft = drafts.start_draft(member, plan, now=later)
    made = editing.add_part(member, draft, part="step", fields={"title": "Call the plant"}, now=later).part
    seen = editing.PartRead("step", made.key, 1)
    editing.change_part(member, draft, seen, fields={"title": "Call the plant now"}, now=later)
    removed = editing.remove_part(member, draft, editing.PartRead("step", made.key, 2), now=later)
    editing.put_back(member, draft, removed, now=later)
    keys = [row.key for row in draft.sections.order_by("order")]
    editing.reorder(member, draft, part="section", before=keys, keys=keys[::-1], now=later)
    editing.set_summary(member, draft, read=editing.summary_mark(draft.summary), summary="Anew", now=later)
    change = {"op": "remove", "part": "step", "key": str(draft.steps.first().key)}
    words = {"title": "Less", "reason": "", "lesson_id": None, "lesson_text": ""}
    asked = proposals.propose(member, plan, changes=[change], **words, now=later)
    proposals.accept(member, asked, reason="", now=later)
    draft.refresh_from_db()
    second = plans.publish(member, draft, change_note="Second", lock=draft.lock, now=later)
    desk.version.refresh_from_db()
    assert (desk.version.status, second.number, second.summary) == ("retired", 2, "Anew")
    restored = drafts.restore(member, desk.version, now=later)
    drafts.discard(member, restored, lock=restored.lock, now=later)
    plans.retire(member, second, now=later)
    plans.archive(member, plan, now=later)
    assert list(seals.bad_versions()) == []
    assert plan.versions.count() == 2


def test_a_version_that_the_code_of_before_publishes_while_an_upgrade_runs_is_sealed_by_the_sweep(desk: Desk) -> None:
    draft = drafts.start_draft(desk.member, desk.plan, now=NOW)
    plans.retire(desk.member, desk.version, now=NOW)
    said = {"number": 2, "published_by": desk.member.user, "published_at": NOW, "change_note": "As before"}
    assert PlanVersion.objects.filter(pk=draft.pk).update(status="published", **said) == 1
    assert [one.what for one in seals.bad_versions()] == ["has no seal"]
    assert seals.seal_unsealed() == 1
    assert list(seals.bad_versions()) == []
