"""An alert in the wrong incident: out again, woken for anew; or in another, by both records."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.errors import Conflict, Forbidden, Invalid
from accounts.notifications.models import Notification
from incidents.models import IncidentAlert
from incidents.services import command, moving, timeline
from incidents.services.triage import triage
from monitoring.models import Alert
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World


def _joined(world: World, now: Any, **more: Any) -> Any:
    alert = scene.alert(scene.rule(world, **more), severity=more.get("severity", 2))
    assert triage(alert_id=alert.pk, now=now).outcome == "joined"
    return alert


def test_a_join_is_undone_and_the_alert_wakes_somebody_by_its_own_weight(world: World) -> None:
    incident = scene.opened(world, severity=3)
    alert = _joined(world, after(1), severity=1)
    command.joining.take_in_hand(world.manager, incident, now=after(2))
    Notification.objects.all().delete()
    moving.undo_join(member=world.manager, incident=incident, alert=alert, reason="Another shop", now=after(3))
    alert.refresh_from_db()
    assert (alert.status, alert.acknowledged_at, alert.reason) == ("open", None, "")
    assert alert.acknowledge_due_at == after(3) + timedelta(minutes=5)
    page = Notification.objects.get(ack_due_at__isnull=False)
    assert (page.ack_due_at, page.severity) == (alert.acknowledge_due_at, 1)
    assert incident.entries.get(kind="alert_left").payload["reason"] == "Another shop"
    assert triage(alert_id=alert.pk, now=after(4)).outcome == "settled"
    assert timeline.verify(incident=incident) is None


def test_its_incidents_page_ends_only_when_nothing_else_in_it_waits(world: World) -> None:
    incident = scene.opened(world, severity=1)
    Notification.objects.all().delete()
    one, two = _joined(world, after(1), name="One", severity=1), _joined(world, after(2), name="Two", severity=1)
    pages = Notification.objects.filter(subject_kind="incident", subject_id=incident.pk, acknowledged_at=None)
    moving.undo_join(member=world.manager, incident=incident, alert=one, reason="Another shop", now=after(3))
    assert pages.exists() and command.joining.KEEPER.waits(incident.pk)
    moving.undo_join(member=world.manager, incident=incident, alert=two, reason="Another shop", now=after(4))
    assert not command.joining.KEEPER.waits(incident.pk)
    assert not pages.exists()


def test_a_moved_alert_is_in_both_records_and_in_the_movers_hands(world: World) -> None:
    first = scene.opened(world)
    alert = _joined(world, after(1))
    second = scene.opened(world, title="A rumour", now=after(2))
    moving.move_alert(member=world.analyst, alert=alert, to=second, reason="It is the rumour", now=after(3))
    assert IncidentAlert.objects.get(alert=alert).incident == second
    alert.refresh_from_db()
    assert (alert.acknowledged_by, alert.reason) == (world.analyst.user, f"Incident #{second.number}")
    assert first.entries.get(kind="alert_moved").payload["to"] == second.number
    assert second.entries.get(kind="alert_moved").payload["from"] == first.number
    with pytest.raises(Conflict) as again:
        moving.move_alert(member=world.analyst, alert=alert, to=second, reason="Again", now=after(4))
    assert again.value.code == "unchanged"


def test_what_can_not_be_moved_or_taken_out_says_why(world: World) -> None:
    incident, alone = scene.opened(world), scene.alert(scene.rule(world, name="Alone"))
    alert = _joined(world, after(1))
    drill = scene.opened(world, title="Practice", is_drill=True, now=after(2))
    foreign = scene.opened(world, title="Delays", brand=world.lumen, member=world.owner, now=after(2))
    move: Any = {"member": world.owner, "alert": alert, "reason": "Wrong", "now": after(3)}
    for to, code in ((drill, "drill"), (foreign, "other_brand")):
        with pytest.raises(Invalid) as refused:
            moving.move_alert(**move, to=to)
        assert (list(refused.value.fields), refused.value.code) == (["to"], code)
    out: Any = {"member": world.manager, "incident": incident, "now": after(3)}
    with pytest.raises(Invalid):
        moving.undo_join(**out, alert=alert, reason=" ")
    with pytest.raises(Conflict) as never:
        moving.undo_join(**out, alert=alone, reason="Wrong")
    assert never.value.code == "not_joined"
    command.change_status(member=world.manager, incident=incident, action="resolve", now=after(4))
    with pytest.raises(Conflict) as over:
        moving.undo_join(**out, alert=alert, reason="Wrong")
    assert over.value.code == "wrong_state"
    with pytest.raises(Forbidden):
        moving.undo_join(**{**out, "member": world.client}, alert=alert, reason="Wrong")
    assert Alert.objects.get(pk=alert.pk).status == "joined"
