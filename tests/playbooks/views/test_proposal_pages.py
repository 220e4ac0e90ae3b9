"""Proposals as pages: read, accepted, rejected with a reason."""

from uuid import uuid4

import pytest

from playbooks.models import ChangeProposal, PlanVersion
from playbooks.services import proposals
from tests.playbooks.conftest import NOW
from tests.world import World


@pytest.fixture
def proposal(world: World, published: PlanVersion) -> ChangeProposal:
    step = published.steps.get(order=0)
    return proposals.propose(
        world.manager,
        published.plan,
        title="Ask the plant earlier",
        reason="We lost 40 minutes.\n\n<script>alert(1)</script>",
        changes=[
            {"op": "change", "part": "step", "key": str(step.key), "fields": {"due_minutes": 7}},
            {"op": "add", "part": "step", "fields": {"title": "Call the plant", "phase": "triage"}},
        ],
        lesson_id=uuid4(),
        lesson_text="Nobody called the plant",
        now=NOW,
    )


def test_a_proposal_shows_the_lesson_and_what_accepting_would_change(world: World, proposal: ChangeProposal) -> None:
    page = world.browser(world.analyst).get(f"/plans/proposals/{proposal.pk}/").content.decode()
    assert "Nobody called the plant" in page
    assert "start +7 min</ins>" in page and "Call the plant</ins>" in page
    assert "<script>alert" not in page
    assert "Accept into the draft" not in page  # an analyst does not decide
    assert (
        "Accept into the draft" in world.browser(world.admin).get(f"/plans/proposals/{proposal.pk}/").content.decode()
    )


def test_the_list_is_narrowed_to_ones_brands_and_a_state(world: World, proposal: ChangeProposal) -> None:
    assert proposal.title in world.browser(world.manager).get("/plans/proposals/").content.decode()
    assert proposal.title not in world.browser(world.other).get("/plans/proposals/").content.decode()
    assert proposal.title not in world.browser(world.manager).get("/plans/proposals/?status=rejected").content.decode()


def test_accepting_leads_to_a_draft_that_names_the_lesson(world: World, proposal: ChangeProposal) -> None:
    browser = world.browser(world.admin)
    answer = browser.post(f"/plans/proposals/{proposal.pk}/accept/")
    assert answer["Location"] == f"/plans/{proposal.plan_id}/edit/"
    page = browser.get(answer["Location"]).content.decode()
    assert "Nobody called the plant" in page and "Call the plant" in page
    assert "in <a" in browser.get(f"/plans/proposals/{proposal.pk}/").content.decode()
    compared = browser.get(f"/plans/{proposal.plan_id}/compare/").content.decode()
    assert compared.count("Lesson: “Nobody called the plant”") == 2


def test_rejecting_needs_a_reason_and_happens_once(world: World, proposal: ChangeProposal) -> None:
    browser = world.browser(world.admin)
    address = f"/plans/proposals/{proposal.pk}/reject/"
    refused = browser.post(address, {"reason": "  "})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    assert browser.post(address, {"reason": "It is there already"}).status_code == 302
    assert browser.post(f"/plans/proposals/{proposal.pk}/accept/").status_code == 409
    proposal.refresh_from_db()
    assert (proposal.status, proposal.decision_reason) == ("rejected", "It is there already")


def test_only_who_publishes_decides(world: World, proposal: ChangeProposal) -> None:
    address = f"/plans/proposals/{proposal.pk}/"
    assert world.browser(world.manager).post(f"{address}accept/").status_code == 403
    assert world.browser(world.other).get(address).status_code == 404
    assert world.browser(world.client).get(address).status_code == 403
    proposal.refresh_from_db()
    assert proposal.status == "open"
