"""The API against its own description: every operation, as an owner and as an analyst, with what the description allows.

Bounded and the same in every run: a handful of examples an operation, derived from the operation's name. Where an operation
speaks of a thing by id, all examples but the first name one that is there, so that the services are reached and not only the
404. Nothing leaves this machine.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpcore
import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import checks
from schemathesis.checks import FailureGroup

from config.wsgi import application
from tests.incidents import scene
from tests.sampling import sample
from tests.world import World

EXAMPLES = {"owner": 3, "analyst": 2}
# So many of the operations must have been done at least once, or the test only knocks at doors.
SHARE_DONE = {"owner": 0.5, "analyst": 0.3}
NOW = datetime.now(UTC)
checks.load_all_checks()
CHECKS = checks.CHECKS.get_by_names(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
    ]
)
# Fields that hold the id of something, and the list where one is found.
NOUNS = {
    "brand": "brands",
    "query": "queries",
    "source": "sources",
    "mention": "mentions",
    "rule": "rules",
    "alert": "alerts",
    "incident": "incidents",
    "task": "tasks",
    "answer": "answers",
    "debrief": "debriefs",
    "lesson": "lessons",
    "plan": "plans",
    "plan_version": "plan-versions",
    "version": "plan-versions",
}


@pytest.fixture
def furnished(committed_world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The cast, with one of everything the API speaks of, and no way to the internet."""
    from accounts.api.throttling import MemberThrottle
    from accounts.outside.guard import GuardedBackend

    def nowhere(*_: object, **__: object) -> Any:
        raise httpcore.ConnectError("There is no network in this test.")

    monkeypatch.setattr(GuardedBackend, "connect_tcp", nowhere)
    monkeypatch.setattr(MemberThrottle, "THROTTLE_RATES", {"member": "1000000/min", "anonymous": "1000000/min"})
    _furnish(committed_world)
    yield committed_world


def _furnish(world: World) -> None:
    from accounts.notifications.services import webhooks
    from accounts.services import invitations
    from incidents.learning.services import debriefs
    from incidents.services import command
    from incidents.speaking.services import answers, approvals, updates
    from monitoring.feeds.models import Feed
    from monitoring.inbox.services import queries
    from playbooks.services import plans

    queries.save_query(member=world.manager, brand=world.alder, name="Glass", text="glass", now=NOW)
    plan = plans.create_plan(world.owner, world.alder, name="Product harm", starter="product-harm", now=NOW)
    draft = plan.versions.get()
    version = plans.publish(world.owner, draft, change_note="First", lock=draft.lock, now=NOW)
    plans.create_plan(world.owner, world.alder, name="Another", starter="data-leak", now=NOW)
    found = scene.mentions(world, ["glass in my jar", "glass again"])
    source = found[0].source
    Feed.objects.create(
        id=source.feed_id, platform="rss", url=source.address, config={"url": source.address}, next_fetch_at=NOW
    )
    scene.alert(scene.rule(world, name="Another"), number=1)
    over = scene.opened(world, title="An older one", now=NOW)
    for action in ("respond", "stabilise", "resolve"):
        command.change_status(member=world.manager, incident=over, action=action, reason="Over", now=NOW)
    debrief = debriefs.start(member=world.manager, incident=over, now=NOW)
    debriefs.add_lesson(member=world.manager, debrief=debrief, text="Call the shop first", now=NOW)
    incident = scene.opened(world, plan_version=version, alert=scene.alert(scene.rule(world)), now=NOW)
    answer = answers.draft_free(
        member=world.analyst, incident=incident, channel="social", title="First", text="We are sorry.", now=NOW
    )
    approvals.ask(member=world.analyst, answer=answer, approvers=[world.manager.user_id], now=NOW)
    command.release_incident(member=world.manager, incident=incident, now=NOW)
    updates.send_update(
        member=world.manager, incident=incident, audience="client", text="It is out", next_due_at=None, now=NOW
    )
    webhooks.add_webhook(world.owner, url="https://hooks.example/in", wanted=webhooks.Wanted())
    invitations.invite(world.owner, email="new@north.example", role="analyst", brand_ids=[], now=NOW)


class Caller:
    """One member's session, and what there is for it to name."""

    def __init__(self, world: World, member: Any) -> None:
        browser = world.browser(member)
        browser.get("/api/v1/me/")
        token = "a" * 32
        cookies = {name: morsel.value for name, morsel in browser.cookies.items()} | {"firebreak_csrf": token}
        self.environ = {
            "HTTP_HOST": "north.localhost",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "HTTP_X_CSRFTOKEN": token,
        }
        self.browser = browser
        self.known = {noun: self._first(noun) for noun in {*NOUNS.values(), *LISTED}}

    def _first(self, noun: str) -> Any:
        answer = self.browser.get(f"/api/v1/{noun}/")
        rows = answer.json()["results"] if answer.status_code == 200 else []
        return rows[0] if rows else None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """The application, asked by this member whatever the example says of who it is."""
        environ.pop("HTTP_AUTHORIZATION", None)
        return application({**environ, **self.environ}, start_response)

    def point_at_what_is_there(self, case: Any) -> None:
        """Puts ids of existing things where the example made up its own, and the ETag where one is asked for."""
        row = self.known.get(case.path.split("/")[3])
        if row and "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = str(row["id"])
        version = next((row[name] for name in ("lock", "version") if isinstance((row or {}).get(name), int)), None)
        if version is not None and any(one.name == "If-Match" for one in case.operation.headers):
            case.headers = {**(case.headers or {}), "If-Match": f'"{version}"'}
        for values in (case.query, case.body):
            if isinstance(values, dict):
                values.update({name: self._id(name) for name in values if self._id(name)})

    def _id(self, name: str) -> str | None:
        row = self.known.get(NOUNS.get(name, ""))
        return str(row["id"]) if row else None


LISTED = (
    "contacts",
    "invitations",
    "keys",
    "members",
    "webhooks",
    "notifications",
    "approvals",
    "proposals",
    "entries",
    "updates",
    "alert_plans",
)


def _try_all(caller: Caller, who: str) -> tuple[dict[str, Counter[str]], list[str]]:
    """Each operation's statuses by their hundreds, and what broke the description."""
    schema = schemathesis.openapi.from_dict(_description())
    schema.app = caller
    counted: dict[str, Counter[str]] = {}
    broken: list[str] = []
    operations = {one.label: one for one in (found.ok() for found in schema.get_all_operations())}
    for label in sample(operations, one_in=2, seed=who):
        try:
            _try(operations[label], caller, counted, EXAMPLES[who])
        except (FailureGroup, Exception) as error:
            broken.append(f"{label}: {error}")
    return counted, broken


def _description() -> dict[str, Any]:
    answer = Client(HTTP_HOST="north.localhost").get(
        "/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}
    )
    assert answer.status_code == 200
    return dict(json.loads(answer.content))


def _try(operation: Any, caller: Caller, counted: dict[str, Counter[str]], examples: int) -> None:
    runs = 0

    @seed(len(operation.label))
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def once(case: Any) -> None:
        nonlocal runs
        runs += 1
        if runs > 1:
            caller.point_at_what_is_there(case)
        # Werkzeug's client asks for packed answers and does not unpack them.
        response = case.call(headers={"Accept-Encoding": "identity"})
        reached = counted.setdefault(operation.label, Counter())
        reached[f"{response.status_code // 100}xx"] += 1
        case.validate_response(response, checks=CHECKS)

    once()


@pytest.mark.timeout(240)
@pytest.mark.parametrize("who", ["owner", "analyst"])
def test_every_operation_keeps_to_its_description(furnished: World, who: str) -> None:
    counted, broken = _try_all(Caller(furnished, getattr(furnished, who)), who)
    assert not broken, "\n\n".join(broken)
    done = [label for label, statuses in counted.items() if statuses["2xx"]]
    assert len(done) > len(counted) * SHARE_DONE[who], sorted(set(counted) - set(done))
