"""The whole thread with the generated client, by API keys alone: from a new brand to the plan a lesson improved.

One thing no key does: a person approves the text, logged in.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from firebreak_client import AuthenticatedClient, models
from firebreak_client.api.alert_plans import alert_plans
from firebreak_client.api.alerts import alerts_acknowledge_create, alerts_list
from firebreak_client.api.answers import (
    answers_ask_create,
    answers_confirm_create,
    answers_create,
    answers_hand_off_create,
)
from firebreak_client.api.approvals import approvals_decide_create, approvals_list
from firebreak_client.api.brands import brands_create, brands_set_team_create
from firebreak_client.api.debriefs import debriefs_create, debriefs_finish_create, debriefs_partial_update
from firebreak_client.api.incidents import (
    incidents_create,
    incidents_note_create,
    incidents_retrieve,
    incidents_send_update_create,
    incidents_set_status_create,
)  # fmt: skip
from firebreak_client.api.lessons import lessons_create, lessons_propose_change_create
from firebreak_client.api.mentions import (
    mentions_add_note_create,
    mentions_assign_create,
    mentions_list,
    mentions_set_status_create,
)
from firebreak_client.api.plan_versions import plan_versions_list, plan_versions_publish_create, plan_versions_retrieve
from firebreak_client.api.plans import plans_create
from firebreak_client.api.proposals import proposals_accept_create
from firebreak_client.api.queries import queries_create
from firebreak_client.api.rules import rules_create, rules_defaults_create
from firebreak_client.api.sources import sources_create
from firebreak_client.api.tasks import tasks_finish_create, tasks_list

from accounts.roles import KEY_SCOPES
from accounts.services.api_keys import make_key
from monitoring.models import AlertRule
from tests.browser import site
from tests.incidents import scene
from tests.loopback import Server, serving
from tests.monitoring import ground
from tests.world import World

__all__ = ["site"]
NOW = datetime.now(UTC)
GLASS = "There was glass in my Oat Cold Brew and my mouth is hurt, I am at the hospital, recall it."


@pytest.fixture
def feed(settings: Any) -> Iterator[Server]:
    """A feed on loopback, and leave to read it."""
    settings.ALLOW_LOOPBACK_FEEDS = True
    with serving() as running:
        yield running


def _client(world: World, port: int, member: Any) -> AuthenticatedClient:
    world.enter()
    _, key = make_key(member, name="The newsroom", scopes=list(KEY_SCOPES), days=1, now=NOW)
    return AuthenticatedClient(base_url=f"http://127.0.0.1:{port}", token=key, headers={"Host": "north.localhost"})


def done(answer: Any) -> Any:
    """What was answered, as its type. Fails with the problem's own words for anything but a 2xx."""
    assert answer.status_code < 300, answer.content.decode()
    assert answer.parsed is not None or answer.status_code == 204
    return answer.parsed


def test_from_a_new_brand_to_a_better_plan(site: int, committed_world: World, feed: Server) -> None:
    owner, manager = (_client(committed_world, site, who) for who in (committed_world.owner, committed_world.manager))
    brand, version = _onboard(owner, committed_world, feed)
    alert = _watched(owner, manager, committed_world, brand)
    incident = _run(manager, committed_world, brand, alert, version)
    _speak(manager, committed_world, incident, version)
    _end(manager, incident)
    better = _learn(owner, manager, incident, version)
    assert better.number == 2
    assert "Call the plant first" in [step.title for step in better.steps]


def _onboard(owner: AuthenticatedClient, world: World, feed: Server) -> tuple[UUID, Any]:
    """A brand with a team, a query, a source, rules and a published plan."""
    brand = done(
        brands_create.sync_detailed(
            client=owner, body=models.BrandInRequest(name="Oat Cold Brew", time_zone="Europe/Berlin")
        )
    )
    team = [
        models.PlaceInRequest(user_id=who.user_id, page_order=order)
        for order, who in enumerate((world.manager, world.analyst), 1)
    ]
    done(brands_set_team_create.sync_detailed(brand.id, client=owner, body=models.TeamInRequest(team=team)))
    query = models.QueryInRequest(brand=brand.id, name="Us", text='"Oat Cold Brew"')
    assert done(queries_create.sync_detailed(client=owner, body=query)).version == 1
    address = ground.publish(feed, [ground.entry("1", GLASS, NOW - timedelta(minutes=5))])
    source = models.SourceInRequest(brand=brand.id, address=address, name="The forum", everything=True)
    assert done(sources_create.sync_detailed(client=owner, body=source)).status == "active"
    done(rules_defaults_create.sync_detailed(client=owner, body=models.OfBrandInRequest(brand=brand.id)))
    plan = done(
        plans_create.sync_detailed(
            client=owner, body=models.NewPlanRequest(brand=brand.id, name="Product harm", starter="product-harm")
        )
    )
    return brand.id, _publish(owner, plan.id)


def _publish(owner: AuthenticatedClient, plan: UUID) -> Any:
    heads = done(plan_versions_list.sync_detailed(client=owner, plan=plan)).results
    draft = next(one for one in heads if one.status == "draft")
    note = models.ChangeNoteRequest(change_note="Reviewed")
    done(plan_versions_publish_create.sync_detailed(draft.id, client=owner, body=note, if_match=f'"{draft.lock}"'))
    return done(plan_versions_retrieve.sync_detailed(draft.id, client=owner))


def _watched(owner: AuthenticatedClient, manager: AuthenticatedClient, world: World, brand: UUID) -> UUID:
    """A mention is worked on, and an alert acknowledged."""
    world.enter()
    ground.flow(world, datetime.now(UTC))
    [mention] = done(mentions_list.sync_detailed(client=manager, brand=brand)).results
    me = world.manager.user_id
    assert (
        done(
            mentions_assign_create.sync_detailed(mention.id, client=manager, body=models.AssignInRequest(user_id=me))
        ).assignee
        == me
    )
    status = models.StatusInRequest(action="start")
    done(mentions_set_status_create.sync_detailed(mention.id, client=manager, body=status))
    done(mentions_add_note_create.sync_detailed(mention.id, client=manager, body=models.NoteInRequest(text="Lot 2216")))
    rule = models.RuleInRequest.from_dict(
        {
            "brand": str(brand),
            "kind": "threshold",
            "name": "Ten",
            "settings": {"posts": 10, "minutes": 60, "stream": "all"},
        }
    )
    made = done(rules_create.sync_detailed(client=owner, body=rule))
    scene.alert(AlertRule.objects.get(pk=made.id))
    [alert] = done(alerts_list.sync_detailed(client=manager, brand=brand, status="open")).results
    assert done(alerts_acknowledge_create.sync_detailed(alert.id, client=manager)).acknowledged_at
    return alert.id


def _run(manager: AuthenticatedClient, world: World, brand: UUID, alert: UUID, version: Any) -> Any:
    """The incident by the plan, its tasks done, a note."""
    done(alert_plans.sync_detailed(alert, client=manager))
    opening = models.IncidentInRequest(
        brand=brand,
        title="Glass in Oat Cold Brew",
        severity=2,
        reason="Somebody was hurt",
        plan_version=version.id,
        alert=alert,
    )
    incident = done(incidents_create.sync_detailed(client=manager, body=opening, idempotency_key="one"))
    again = incidents_create.sync_detailed(client=manager, body=opening, idempotency_key="one")
    assert again.headers["Idempotent-Replayed"] == "true" and done(again).id == incident.id
    tasks = done(tasks_list.sync_detailed(client=manager, incident=incident.id, page_size=200)).results
    assert len(tasks) == len(version.steps)
    for task in tasks:
        assert done(tasks_finish_create.sync_detailed(task.id, client=manager)).status == "done"
    note = models.EntryNoteInRequest(text="The plant has stopped the line.")
    assert done(incidents_note_create.sync_detailed(incident.id, client=manager, body=note)).kind == "note"
    return incident


def _speak(manager: AuthenticatedClient, world: World, incident: Any, version: Any) -> None:
    """A draft, asked for and approved by a person, posted and confirmed; the client is told."""
    draft = models.AnswerInRequest(
        incident=incident.id, channel="social", title="First word", text="We are looking into it."
    )
    answer = done(answers_create.sync_detailed(client=manager, body=draft))
    asked = models.AskInRequest(approvers=[world.admin.user_id])
    done(answers_ask_create.sync_detailed(answer.id, client=manager, body=asked))
    [approval] = done(approvals_list.sync_detailed(client=manager, answer=answer.id)).results
    decision = models.DecideInRequest(yes=True, text_sha256=approval.text_sha256)
    by_key = approvals_decide_create.sync_detailed(approval.id, client=manager, body=decision)
    assert by_key.status_code == 403, "no key approves"
    world.enter()
    person = world.browser(world.admin)
    told = person.post(
        f"/api/v1/approvals/{approval.id}/decide/", json.dumps(decision.to_dict()), content_type="application/json"
    )
    assert told.status_code == 200, told.content
    given = done(answers_hand_off_create.sync_detailed(answer.id, client=manager))
    assert (given.text, given.text_sha256) == ("We are looking into it.", approval.text_sha256)
    where = models.ConfirmInRequest(url="https://social.example/1")
    assert done(answers_confirm_create.sync_detailed(answer.id, client=manager, body=where)).status == "published"
    update = models.UpdateInRequest(
        audience="client", text="The lot is off the shelves.", next_due_at=None, release=True
    )
    done(incidents_send_update_create.sync_detailed(incident.id, client=manager, body=update))


def _end(manager: AuthenticatedClient, incident: Any) -> None:
    for action in ("respond", "stabilise", "resolve"):
        step = models.IncidentStatusInRequest(
            action=action, reason="So it is", waiver="The recall notice is the answer" if action == "resolve" else ""
        )
        done(incidents_set_status_create.sync_detailed(incident.id, client=manager, body=step))


def _learn(owner: AuthenticatedClient, manager: AuthenticatedClient, incident: Any, version: Any) -> Any:
    """A debrief, a lesson, the change it asks for, and the version that has it."""
    debrief = done(debriefs_create.sync_detailed(client=manager, body=models.DebriefInRequest(incident=incident.id)))
    texts = models.PatchedDebriefTextsRequest(what_happened="Splinters in one lot.")
    done(debriefs_partial_update.sync_detailed(debrief.id, client=manager, body=texts, if_match=f'"{debrief.version}"'))
    lesson = done(
        lessons_create.sync_detailed(
            client=manager, body=models.LessonInRequest(debrief=debrief.id, text="Call the plant first.")
        )
    )
    fields = {"phase": "respond", "title": "Call the plant first", "duty": "lead", "due_minutes": 5}
    change = models.LessonChangeInRequest.from_dict(
        {
            "plan": str(version.plan),
            "title": "Call the plant first",
            "changes": [{"op": "add", "part": "step", "fields": fields}],
        }
    )
    proposal = done(lessons_propose_change_create.sync_detailed(lesson.id, client=manager, body=change))
    done(debriefs_finish_create.sync_detailed(debrief.id, client=manager, body=models.WaiverInRequest()))
    assert done(incidents_retrieve.sync_detailed(incident.id, client=manager)).status == "closed"
    done(proposals_accept_create.sync_detailed(proposal.id, client=owner, body=models.DecisionRequest(reason="Right")))
    return _publish(owner, version.plan)
