"""Names nobody can see are taken by no door: not from a page, not from the API."""

import json
from typing import Any

import pytest
from django.test import Client

from accounts.models import Agency, User
from accounts.services.invitations import invite
from tests.accounts.api.test_frame import NOW, key_client
from tests.everything import make_everything
from tests.world import World

UNSEEN = "\u200b\u200b"
FOUNDER = {"name": "New One", "slug": "new-one", "email": "pia@new.example", "password": "a long one of words 7"}


@pytest.mark.parametrize("person", [UNSEEN, "Pia\u202egrebyn"])
def test_a_founder_is_called_something_seen(world: World, person: str) -> None:
    platform = Client(HTTP_HOST="localhost")
    given = {**FOUNDER, "person": person}
    page = platform.post("/signup/", given)
    assert page.status_code == 422 and "visible characters" in page.content.decode()
    answer = platform.post("/api/v1/agencies/", json.dumps(given), content_type="application/json")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["person"])
    assert not Agency.objects.filter(slug="new-one").exists()
    assert not User.objects.filter(email="pia@new.example").exists()


def test_a_newcomer_is_called_something_seen(
    world: World, mailoutbox: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invite(world.admin, email="new@north.example", role="analyst", brand_ids=[], now=NOW)
    link = next(line for line in mailoutbox[-1].body.split() if "/invitations/" in line)
    path = link[link.index("/invitations/") :]
    page = Client(HTTP_HOST="localhost").post(path, {"name": UNSEEN, "password": "a long one of words 7"})
    assert page.status_code == 422 and "visible characters" in page.content.decode()
    assert not User.objects.filter(email="new@north.example").exists()


def test_plans_parts_queries_brands_and_keys_are_called_something_seen(world: World) -> None:
    rows = make_everything(world)
    api = key_client(world, world.owner, ["read", "manage", "plans", "monitor", "triage"])
    brand, draft = str(world.alder.pk), f"/api/v1/plan-versions/{rows['version'].pk}/"
    tag = api.get(draft)["ETag"]
    tries: list[tuple[str, dict[str, Any], str]] = [
        ("/api/v1/plans/", {"brand": brand, "name": UNSEEN}, "name"),
        (f"{draft}parts/", {"part": "section", "fields": {"title": UNSEEN, "body": "x"}}, "title"),
        ("/api/v1/queries/", {"brand": brand, "name": UNSEEN, "text": "alder"}, "name"),
        ("/api/v1/brands/", {"name": UNSEEN}, "name"),
        ("/api/v1/rules/", {"brand": brand, "name": UNSEEN, "kind": "spike"}, "name"),
        (f"/api/v1/mentions/{rows['mention'].pk}/add_note/", {"text": UNSEEN}, "text"),
        ("/api/v1/contacts/", {"brand": brand, "name": UNSEEN, "function": "x", "phone": "1"}, "name"),
    ]
    for path, body, field in tries:
        versioned = {"If-Match": tag} if path.startswith(draft) else {}
        answer = api.post(path, json.dumps(body), content_type="application/json", headers=versioned)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, [field]), path
