"""Tombstones: every act that takes something out of the API's lists leaves one, and only whoever may read the event sees it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from accounts.brands.services import remove_contact
from accounts.events.catalogue import Removal, action_of, actions, removals, removes
from accounts.events.models import Event
from accounts.events.services import placing, reading, removing
from accounts.notifications.services import webhooks
from accounts.services import invitations
from incidents.learning.services import debriefs
from monitoring.alerting.services import events as planned
from monitoring.inbox.services import saved_views
from monitoring.models import Mention
from playbooks.services import drafts
from tests.everything import Everything, make_everything
from tests.test_erasure import deleted, shown, told
from tests.world import World

PATH = "/api/v1/removed/"
ENDINGS = (
    "removed", "erased", "discarded", "withdrawn", "revoked", "archived", "closed", "deactivated", "unstarred", "unlinked",
    "left", "ended", "cancelled", "dismissed", "disabled", "retired", "merged", "switched_off",
)  # fmt: skip
# What ends, and stays where it was listed: its row says so, and `updated_at` with it.
STAYS = {
    "agency.closed": "the agency of the host",
    "agency.suspended": "the agency of the host",
    "alert.dismissed": "its status",
    "answer.approval_withdrawn": "of approvals: their status",
    "answer.withdrawn": "its status",
    "backfill.cancelled": "its status",
    "backfill.ended": "its status",
    "import.cancelled": "its status",
    "import.discarded": "its status",
    "import.ended": "its status",
    "source_batch.ended": "its status",
    "brand.archived": "its status",
    "application.ended": "`ended_at`",
    "incident.alert_left": "an alert of the lists still",
    "incident.closed": "its status",
    "incident.dismissed": "its status",
    "incident.merged": "its status",
    "incident.mention_unlinked": "a mention of the lists still",
    "key.revoked": "`revoked_at`",
    "machine.deactivated": "its status",
    "member.deactivated": "its status",
    "person.address_removed": "no row of a list",
    "person.factor_removed": "no row of a list",
    "person.sessions_ended": "no row of a list",
    "plan.archived": "`is_archived`",
    "plan.version_retired": "its status",
    "private_link.revoked": "one's own, one of each kind, shown whole",
    "query.removed": "`is_active`",
    "query.unstarred": "a mention of the lists still",
    "rule.switched_off": "`is_active`",
    "source.removed": "its status",
    "webhook.disabled": "its state",
}


@pytest.fixture
def everything(world: World) -> Everything:
    return make_everything(world)


def _found(world: World, member: Any, query: str = "") -> list[dict[str, Any]]:
    world.enter()
    placing.place_events()
    answer = world.browser(member).get(f"{PATH}{query}")
    assert answer.status_code == 200, answer.content
    world.enter()
    rows: list[dict[str, Any]] = answer.json()["results"]
    return rows


def test_every_event_that_ends_something_leaves_a_tombstone_or_is_known_to_stay_listed() -> None:
    ending = {one.name for one in actions() if one.name.endswith(ENDINGS)}
    assert ending - set(removals()) <= set(STAYS), ending - set(removals()) - set(STAYS)
    assert not set(STAYS) & set(removals())


def test_each_act_that_takes_something_away_leaves_its_tombstone(world: World, everything: Everything) -> None:
    now = timezone.now()
    placing.place_events()
    start = reading.bounds()[1]
    told(world, everything["source"], shown(1), now)
    mention = Mention.objects.get(post__external_id="1", post__origin__startswith="rss:")
    told(world, everything["source"], deleted(1), now + timedelta(minutes=1))
    wanted = {
        ("contact", str(everything["contact"].pk)),
        ("webhook", str(everything["webhook"].pk)),
        ("invitation", str(everything["invitation"].pk)),
        ("view", str(everything["view"].pk)),
        ("planned_event", str(everything["planned_event"].pk)),
        ("plan_version", str(everything["version"].pk)),
        ("lesson", str(everything["lesson"].pk)),
        ("mention", str(mention.pk)),
    }
    remove_contact(world.admin, everything["contact"])
    webhooks.remove_webhook(world.owner, endpoint_id=everything["webhook"].pk)
    invitations.revoke(world.owner, invitation_id=everything["invitation"].pk, now=now)
    saved_views.remove_view(member=world.manager, view=everything["view"], now=now)
    planned.remove_event(member=world.manager, event=everything["planned_event"], now=now)
    drafts.discard(world.admin, everything["version"], lock=everything["version"].lock, now=now)
    debriefs.remove_lesson(member=world.manager, lesson=everything["lesson"], now=now)
    rows = _found(world, world.owner, f"?after={start}")
    assert {(row["kind"], row["id"]) for row in rows} == wanted
    assert {row["kind"] for row in rows} | {"entry"} == set(removing.kinds())  # no act erases an entry yet
    assert {row["what"] for row in rows if row["kind"] == "mention"} == {"erased"}
    assert all(row["at"] and row["position"] > start for row in rows)


def test_who_may_not_read_the_event_is_told_of_no_removal(world: World, everything: Everything) -> None:
    now = timezone.now()
    planned.remove_event(member=world.manager, event=everything["planned_event"], now=now)
    webhooks.remove_webhook(world.owner, endpoint_id=everything["webhook"].pk)
    assert {row["kind"] for row in _found(world, world.owner)} == {"planned_event", "webhook"}
    assert {row["kind"] for row in _found(world, world.analyst)} == {"planned_event"}
    assert _found(world, world.other) == []  # on another brand
    world.enter(world.rival)
    assert world.browser(world.rival_owner).get(PATH).json()["results"] == []


def test_it_goes_on_from_a_position_or_begins_at_a_time_and_is_narrowed_to_a_kind(
    world: World, everything: Everything
) -> None:
    before = timezone.now() - timedelta(days=2)
    planned.remove_event(member=world.manager, event=everything["planned_event"], now=before)
    remove_contact(world.admin, everything["contact"])
    first, second = _found(world, world.owner)
    assert [first["kind"], second["kind"]] == ["planned_event", "contact"]
    assert _found(world, world.owner, f"?after={first['position']}") == [second]
    yesterday = (before + timedelta(days=1)).isoformat().replace("+00:00", "Z")
    assert _found(world, world.owner, f"?since={yesterday}") == [second]
    assert _found(world, world.owner, "?kind=planned_event") == [first]
    refused = world.browser(world.owner).get(f"{PATH}?kind=brand")
    assert refused.status_code == 400 and "kind" in refused.json()["errors"]
    answer = world.browser(world.owner).get(f"{PATH}?page_size=1").json()
    assert answer["more"] and answer["results"] == [first]
    assert world.browser(world.owner).get(answer["next"]).json()["results"] == [second]


def test_what_is_kept_no_longer_is_said_to_be_gone_and_not_passed_over(world: World, everything: Everything) -> None:
    from accounts.events.models import Keeping

    placing.place_events()
    Keeping.objects.create(visibility="internal", pruned_through=2)
    assert world.browser(world.owner).get(f"{PATH}?after=1").json()["code"] == "position_gone"


def test_an_erased_entry_is_named_by_its_incident_and_number() -> None:
    action = action_of("incident.entry_erased")
    assert action is not None
    incident = UUID(int=7)
    row = Event(position=3, at=timezone.now(), action=action.name, subject_id=str(incident), incident_id=incident)
    row.data = {"entry": 4}
    found = removing._tombstone(row, removals()[action.name])
    assert (found.kind, found.id, found.what, found.incident, found.number) == ("entry", "", "erased", incident, 4)


def test_a_field_that_the_event_does_not_have_is_refused() -> None:
    action = action_of("plan.draft_discarded")
    assert action is not None
    with pytest.raises(ValueError, match="no field"):
        removes(action, Removal("plan_version", "nothing"))
