"""Plans in the agency's admin."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.admin import agency_site
from playbooks.models import Plan, PlanVersion, Step
from playbooks.services import editing, plans
from tests.world import World


@pytest.fixture
def draft(world: World) -> PlanVersion:
    plan = plans.create_plan(world.admin, world.alder, name="Harm", starter="product-harm", now=timezone.now())
    return plan.versions.get(status="draft")


def _url(row: Any) -> str:
    return f"/admin/playbooks/{row._meta.model_name}/{row.pk}/change/"


def _fields(page: Any) -> dict[str, Any]:
    """Every field of the page's forms, as a browser would send it back."""
    context = page.context_data
    sent = {"summary": context["adminform"].form.initial["summary"]}
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        for form in [formset.management_form, *formset.forms]:
            for name, field in form.fields.items():
                value = form.get_initial_for_field(field, name)
                if value is True:
                    sent[form.add_prefix(name)] = "on"
                elif value not in (None, False):
                    sent[form.add_prefix(name)] = value
    return sent


def test_every_list_opens_at_a_constant_cost(world: World, draft: PlanVersion) -> None:
    browser = world.browser(world.owner)
    for model in [model for model in agency_site._registry if model._meta.app_label == "playbooks"]:
        path = f"/admin/playbooks/{model._meta.model_name}/"
        assert browser.get(path).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"{path}?q=harm").status_code == 200
        assert len(queries) < 20, path


def test_a_draft_is_edited_with_its_steps_inline(world: World, draft: PlanVersion) -> None:
    browser = world.browser(world.owner)
    page = browser.get(_url(draft))
    sent = _fields(page)
    step = draft.steps.order_by("order").first()
    assert step is not None
    assert sent["steps-0-title"] == step.title
    sent["steps-0-title"] = "Changed in the admin"
    assert browser.post(_url(draft), sent).status_code == 302
    step.refresh_from_db()
    assert (step.title, step.edited_by) == ("Changed in the admin", world.owner.user)
    draft.refresh_from_db()
    assert draft.edited_by == world.owner.user


def test_a_change_made_meanwhile_is_not_overwritten(world: World, draft: PlanVersion) -> None:
    browser = world.browser(world.owner)
    sent = _fields(browser.get(_url(draft)))
    step = draft.steps.order_by("order").first()
    assert step is not None
    seen = editing.PartRead(part="step", key=step.key, revision=step.revision)
    editing.change_part(world.manager, draft, seen, fields={"title": "Ines was first"}, now=timezone.now())
    sent["steps-0-title"] = "Changed in the admin"
    answer = browser.post(_url(draft), sent, follow=True)
    assert "Ines Marten changed this" in answer.content.decode()
    assert Step.objects.get(pk=step.pk).title == "Ines was first"


def test_a_published_version_is_read_only(world: World, draft: PlanVersion) -> None:
    version = plans.publish(world.admin, draft, change_note="", lock=draft.lock, now=timezone.now())
    browser = world.browser(world.owner)
    page = browser.get(_url(version))
    assert page.status_code == 200
    assert browser.post(_url(version), {"summary": "Rewritten"}).status_code == 403
    assert PlanVersion.objects.get(pk=version.pk).summary == version.summary


def test_actions_go_through_the_services(world: World, draft: PlanVersion) -> None:
    browser = world.browser(world.owner)
    answer = browser.post("/admin/playbooks/planversion/", {"action": "publish", "_selected_action": [str(draft.pk)]})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.number) == ("published", 1)
    browser.post("/admin/playbooks/plan/", {"action": "archive", "_selected_action": [str(draft.plan_id)]})
    assert Plan.objects.get(pk=draft.plan_id).is_archived
