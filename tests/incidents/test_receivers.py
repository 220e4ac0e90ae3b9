"""The doorbell."""

from typing import Any

import pytest

from incidents import jobs
from monitoring.alerting.signals import alert_raised
from monitoring.models import Alert
from tests.incidents import scene
from tests.world import World


def test_a_raised_alert_is_sent_to_triage(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(jobs.triage, "delay", sent.append)
    alarm = scene.alert(scene.rule(world))
    answers = alert_raised.send_robust(sender=Alert, alert_id=alarm.pk)
    assert sent == [str(alarm.pk)]
    assert [answer for _, answer in answers] == [None]
