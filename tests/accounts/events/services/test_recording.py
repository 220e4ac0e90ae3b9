"""One act, one row, in the act's own transaction, named by whoever really acted."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.events.catalogue import declare
from accounts.events.models import Event
from accounts.events.services.recording import About, Actor, event, record, record_all
from accounts.models import ApiKey
from accounts.services.acting import asked_from, asked_with
from tests.world import World

TRIED = declare("trial.tried", "Something was tried in a test.", many=int)


def test_a_record_says_who_acted_on_what_and_where_from(world: World) -> None:
    now, subject = timezone.now(), uuid4()
    with asked_from("203.0.113.7"):
        made = record(
            TRIED, About(subject, "The trial", brand=world.alder, severity=2), by=world.analyst, now=now, many=3
        )
    row = Event.objects.get(pk=made.pk)
    assert (row.action, row.subject_kind, row.subject_id, row.subject_label) == (
        "trial.tried",
        "trial",
        str(subject),
        "The trial",
    )
    assert (row.actor_kind, row.actor_id, row.actor_label) == ("person", world.analyst.user_id, "Priya Nair")
    assert (row.brand_id, row.severity, row.ip, row.data, row.position) == (
        world.alder.pk,
        2,
        "203.0.113.7",
        {"many": 3},
        None,
    )


def test_a_key_is_named_beside_the_person_it_acts_for_and_only_for_that_one(world: World) -> None:
    key = ApiKey(member=world.owner, agency=world.north, name="Zapier", key_hash="x", expires_at=timezone.now())
    with asked_from(None):
        asked_with(key)
        by_key = record(TRIED, About(uuid4()), by=world.owner, now=timezone.now(), many=1)
        other = record(TRIED, About(uuid4()), by=world.analyst, now=timezone.now(), many=1)
    after = record(TRIED, About(uuid4()), by=world.owner, now=timezone.now(), many=1)
    assert (by_key.actor_kind, by_key.actor_label, by_key.key_id) == (
        "key",
        "Olga Owner (by the key “Zapier”)",
        key.pk,
    )
    assert (other.actor_kind, other.actor_label, other.key_id) == ("person", "Priya Nair", None)
    assert (after.actor_kind, after.actor_label) == ("person", "Olga Owner")


def test_rules_and_the_software_act_under_their_own_names(world: World) -> None:
    rule = record(TRIED, About(uuid4()), by=Actor("rule", "Spike"), now=timezone.now(), many=1)
    nobody = record(TRIED, About(uuid4()), by=None, now=timezone.now(), many=1)
    assert (rule.actor_kind, rule.actor_label) == ("rule", "Spike")
    assert (nobody.actor_kind, nobody.actor_label, nobody.actor_id) == ("system", "Firebreak", None)


def test_many_are_written_in_one_query(world: World, django_assert_num_queries: Any) -> None:
    rows = [event(TRIED, About(uuid4()), by=world.analyst, now=timezone.now(), many=n) for n in range(50)]
    with django_assert_num_queries(1):
        record_all(rows)
    with django_assert_num_queries(1):
        record(TRIED, About(uuid4()), by=world.analyst, now=timezone.now(), many=1)
    assert record_all([]) == []


def test_one_transaction_rings_once_whatever_it_wrote(world: World, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as rung:
        for _ in range(3):
            record(TRIED, About(uuid4()), by=None, now=timezone.now(), many=1)
        with transaction.atomic():
            record(TRIED, About(uuid4()), by=None, now=timezone.now(), many=1)
    assert len(rung) == 1


def test_what_is_rolled_back_did_not_happen(world: World) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record(TRIED, About(uuid4()), by=None, now=timezone.now(), many=1)
        raise RuntimeError
    assert not Event.objects.filter(action="trial.tried").exists()
