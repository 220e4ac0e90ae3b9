"""Who may see and renew where a source is sent to."""

import pytest

from accounts.errors import Conflict, Forbidden, Invalid
from accounts.models import AccessLog
from monitoring.feeds.models import Credential, Feed, ReceivingAddress
from monitoring.feeds.services import receiving, sources
from tests.loopback import Server
from tests.monitoring.feeds.collection.test_receiving import sent_source
from tests.monitoring.ground import NOW, minutes, publish, subscribe
from tests.world import World


def test_the_address_is_shown_to_whoever_may_change_sources(world: World) -> None:
    source = sent_source(world)
    shown = receiving.receiving_of(world.manager, [source])[source.pk]
    assert shown.address.startswith("http://north.localhost") and "/hooks/fbi_" in shown.address
    assert (shown.makes_secret, shown.has_secret, shown.received, shown.received_at) == (False, False, 0, None)


def test_what_is_read_has_no_address(world: World, server: Server) -> None:
    source = subscribe(world, publish(server, []))
    assert receiving.receiving_of(world.manager, [source]) == {} and not ReceivingAddress.objects.exists()
    for renew in (receiving.renew_secret, receiving.renew_address):
        with pytest.raises(Conflict) as refusal:
            renew(member=world.manager, source=source, now=NOW)
        assert refusal.value.code == "not_sent"


def test_a_secret_is_made_once_told_and_kept_encrypted(world: World) -> None:
    source = sent_source(world, kind="github", sender="Code")
    assert receiving.receiving_of(world.manager, [source])[source.pk].makes_secret
    secret = receiving.renew_secret(member=world.manager, source=source, now=NOW)
    row = Credential.objects.get()
    assert len(secret) > 40 and secret not in row.sealed and row.sealed_before == ""
    assert receiving.receiving_of(world.manager, [source])[source.pk].has_secret
    receiving.renew_secret(member=world.manager, source=source, now=NOW)
    assert Credential.objects.get().sealed_before == row.sealed
    said = AccessLog.objects.filter(action="source.secret_set").values_list("subject", flat=True)
    assert set(said) == {"Alder Coffee: Code"} and not any(secret in subject for subject in said)


def test_whoever_makes_its_own_secret_gets_none_from_us(world: World) -> None:
    source = sent_source(world, kind="slack", sender="Slack", secret="s3cret")
    with pytest.raises(Conflict) as refusal:
        receiving.renew_secret(member=world.manager, source=source, now=NOW)
    assert refusal.value.code == "no_secret"


def test_a_new_address_leaves_the_one_before_open_for_a_day_and_is_in_the_log(world: World) -> None:
    source = sent_source(world)
    before = receiving.receiving_of(world.manager, [source])[source.pk].address
    receiving.renew_address(member=world.manager, source=source, now=NOW)
    assert receiving.receiving_of(world.manager, [source])[source.pk].address not in ("", before)
    assert ReceivingAddress.objects.get(closes_at__isnull=False).closes_at == NOW + minutes(24 * 60)
    assert AccessLog.objects.filter(action="source.address_made").count() == 1


def test_only_whoever_may_change_sources_renews(world: World) -> None:
    source = sent_source(world, kind="github", sender="Code")
    for renew in (receiving.renew_secret, receiving.renew_address):
        with pytest.raises(Forbidden):
            renew(member=world.client, source=source, now=NOW)


def test_the_same_sender_twice_is_the_same_source_and_another_brands_is_its_own(world: World) -> None:
    first, again = sent_source(world), sent_source(world)
    assert first.pk == again.pk and ReceivingAddress.objects.count() == 1
    given = sources.filled_in("webhook", {"sender": "Trustpilot", "kind": "trustpilot"})
    other = sources.add_source(member=world.admin, brand=world.lumen, given=given, name="x", everything=True, now=NOW)
    assert other.feed_id != first.feed_id and ReceivingAddress.objects.count() == 2


def test_an_example_answers_what_was_left_open_and_is_not_kept(world: World) -> None:
    source = sent_source(world, kind="path", sender="Shop", sample='{"id": 7, "text": "Glass in it", "stars": 2}')
    kept = {"sender": "Shop", "kind": "path", "external_id": "/id", "text": "/text", "rating": "/stars"}
    assert source.fields == Feed.objects.get().config == kept


def test_where_fields_lie_changes_by_another_example_and_a_secret_without_one(world: World) -> None:
    source = sent_source(world, kind="bearer", sender="Shop", sample='{"id": 7, "text": "Glass in it"}', secret="one")
    change = {"member": world.manager, "source": source, "name": "Shop", "everything": True, "now": NOW}
    sources.change_source(**change, fields={"secret": "two"})
    with pytest.raises(Invalid) as refusal:
        sources.change_source(**change, fields={"text": "/body"})
    assert set(refusal.value.fields) == {"sample"}
    with pytest.raises(Invalid) as refusal:
        sources.change_source(**change, fields={"text": "/body", "sample": '{"id": 7, "words": "x"}'})
    assert set(refusal.value.fields) == {"text"}
    before = receiving.receiving_of(world.manager, [source])[source.pk].address
    sources.change_source(**change, fields={"text": "/body", "sample": '{"id": 7, "body": "Glass"}'})
    assert Feed.objects.get().config["text"] == "/body" and "sample" not in Feed.objects.get().config
    assert Credential.objects.count() == 1
    assert receiving.receiving_of(world.manager, [source])[source.pk].address == before


def test_another_sender_is_another_address_and_the_one_before_is_given_up(world: World) -> None:
    source = sent_source(world)
    before = receiving.receiving_of(world.manager, [source])[source.pk].address
    changed = sources.change_source(
        member=world.manager, source=source, name="x", everything=True, fields={"sender": "Another"}, now=NOW
    )
    assert receiving.receiving_of(world.manager, [changed])[source.pk].address not in ("", before)
    assert ReceivingAddress.objects.filter(closes_at=NOW).count() == 1


def test_a_removed_source_may_be_added_again_and_gets_another_address(world: World) -> None:
    source = sent_source(world)
    before = receiving.receiving_of(world.manager, [source])[source.pk].address
    sources.remove_source(member=world.manager, source=source, now=NOW)
    anew = sent_source(world)
    assert anew.feed_id == source.feed_id
    assert receiving.receiving_of(world.manager, [anew])[anew.pk].address not in ("", before)
