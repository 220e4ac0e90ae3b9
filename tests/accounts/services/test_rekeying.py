"""After a new key, what is stored of secrets is encrypted with it, in public and in every agency."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.encryption import decrypt, encrypt
from accounts.notifications.models import PushSubscription, WebhookEndpoint
from accounts.services.rekeying import encrypt_anew
from monitoring.feeds.models import Credential, Feed
from tests.monitoring.ground import NOW
from tests.world import World

OLD, NEW = "o" * 40, "n" * 40


def furnish(world: World) -> None:
    feed = Feed.objects.create(platform="rss", url="https://a.example/f", private_to=world.north, next_fetch_at=NOW)
    Credential.objects.create(
        agency=world.north, feed=feed, field="password", sealed=encrypt("p"), set_at=NOW, set_by=world.owner.user
    )
    PushSubscription.objects.create(user=world.owner.user, endpoint_hash="0" * 64, sealed=encrypt({"endpoint": "e"}))
    world.enter(world.rival)
    WebhookEndpoint.objects.create(
        url="https://hooks.example/in", sealed_secret=encrypt("whsec"), created_by=world.rival_owner.user
    )


def test_every_secret_is_read_by_the_newest_key_alone(world: World, settings: Any, capsys: Any) -> None:
    settings.FIELD_KEYS = [OLD]
    furnish(world)
    settings.FIELD_KEYS = [NEW, OLD]
    call_command("rotate_secrets")
    assert "3 secrets are encrypted with the newest key." in capsys.readouterr().out
    settings.FIELD_KEYS = [NEW]
    assert decrypt(WebhookEndpoint.objects.get().sealed_secret) == "whsec"
    world.enter()
    assert decrypt(Credential.objects.get().sealed) == "p"
    assert decrypt(PushSubscription.objects.get().sealed) == {"endpoint": "e"}
    assert encrypt_anew().unreadable == 0


def test_what_no_key_reads_stays_as_it_is_and_is_said(world: World, settings: Any) -> None:
    settings.FIELD_KEYS = [OLD]
    furnish(world)
    world.enter()
    sealed = Credential.objects.get().sealed
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(CommandError, match="3 can't be read"):
        call_command("rotate_secrets")
    assert Credential.objects.get().sealed == sealed
