"""Public answers, approvals by page and by link, debriefs: as pages."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from incidents.services import debriefs
from tests.incidents import scene
from tests.world import World


@pytest.fixture
def running(world: World) -> Any:
    """An incident that runs by a plan with a holding statement, released to the client."""
    from incidents.services import command

    incident = scene.opened(world, plan_version=scene.plan(world), now=timezone.now())
    return command.release_incident(member=world.manager, incident=incident, now=timezone.now())


def _filled(incident: Any) -> dict[str, str]:
    statement = incident.plan_version.statements.get()
    return {
        "statement": str(statement.pk),
        "slots.what": "glass in one jar",
        "slots.since": "2026-03-04T12:00",
        "slots.page": "https://alder.example/x",
        "slots.count": "12",
        "channel": "social",
    }


def _draft(world: World, incident: Any, text: str = "We know and we care.") -> Any:
    from incidents.services import answers

    return answers.draft_free(
        member=world.analyst, incident=incident, channel="web", title="First word", text=text, now=timezone.now()
    )


def _asked(world: World, answer: Any, *who: Any) -> Any:
    from incidents.services import approvals

    return approvals.ask(
        member=world.analyst, answer=answer, approvers=[one.user_id for one in who], now=timezone.now()
    )


def test_a_holding_statement_is_filled_previewed_and_drafted(world: World, running: Any) -> None:
    browser, address = world.browser(world.analyst), f"/incidents/{running.number}/answers/new/"
    statement = running.plan_version.statements.get()
    assert "First word" in browser.get(address).content.decode()
    form = browser.get(f"{address}?statement={statement.pk}").content.decode()
    assert 'type="datetime-local"' in form and 'inputmode="url"' in form
    seen = browser.post(address, {**_filled(running), "preview": "1"}).content.decode()
    assert "We know about glass in one jar since" in seen
    assert not running.answers.exists()
    assert browser.post(address, _filled(running)).status_code == 303
    assert "12 affected" in running.answers.get().text


def test_a_badly_filled_slot_says_so_at_its_field(world: World, running: Any) -> None:
    given = {**_filled(running), "slots.page": "javascript:alert(1)", "slots.what": ""}
    answer = world.browser(world.analyst).post(f"/incidents/{running.number}/answers/new/", given)
    assert answer.status_code == 422
    assert "id_slots.what-error" in answer.content.decode()
    bad = {**_filled(running), "slots.page": "javascript:alert(1)"}
    answer = world.browser(world.analyst).post(f"/incidents/{running.number}/answers/new/", bad)
    assert "id_slots.page-error" in answer.content.decode()


def test_an_answer_goes_from_own_words_to_the_public(world: World, running: Any) -> None:
    browser = world.browser(world.analyst)
    given = {"statement": "own", "title": "First word", "channel": "web", "text": "We know and we care."}
    assert browser.post(f"/incidents/{running.number}/answers/new/", given).status_code == 303
    answer = running.answers.get()
    page = browser.get(f"/incidents/answers/{answer.pk}/").content.decode()
    assert "Ines Marten" in page and "Clara Client, client" in page
    assert browser.post(f"/incidents/answers/{answer.pk}/ask/", {}).status_code == 422
    asked = browser.post(f"/incidents/answers/{answer.pk}/ask/", {"approvers": [world.manager.user_id]})
    assert asked.status_code == 303
    approver = world.browser(world.manager)
    assert approver.get(f"/incidents/answers/{answer.pk}/").status_code == 302
    decided = approver.post(
        f"/incidents/answers/{answer.pk}/approve/", {"yes": "yes", "text_sha256": answer.text_sha256}
    )
    assert decided.status_code == 303
    assert approver.post(f"/incidents/answers/{answer.pk}/hand-off/").status_code == 303
    assert "data-copy" in approver.get(f"/incidents/answers/{answer.pk}/").content.decode()
    bad = approver.post(f"/incidents/answers/{answer.pk}/confirm/", {"url": "javascript:alert(1)"})
    assert bad.status_code == 422
    good = approver.post(f"/incidents/answers/{answer.pk}/confirm/", {"url": "https://alder.example/news"})
    assert good.status_code == 303
    assert "https://alder.example/news" in approver.get(f"/incidents/answers/{answer.pk}/").content.decode()


def test_an_edit_voids_approvals_and_a_lost_race_keeps_both_texts(world: World, running: Any) -> None:
    answer = _draft(world, running)
    _asked(world, answer, world.manager)
    browser, address = world.browser(world.analyst), f"/incidents/answers/{answer.pk}/edit/"
    assert "Editing voids the approvals" in browser.get(address).content.decode()
    assert browser.post(address, {"text": "We know.", "version": "1"}).status_code == 303
    assert answer.approvals.get().status == "void"
    late = browser.post(address, {"text": "Something else", "version": "1"})
    assert late.status_code == 422
    assert "We know." in late.content.decode() and "Something else" in late.content.decode()


def test_an_answer_is_withdrawn_with_a_reason(world: World, running: Any) -> None:
    answer = _draft(world, running)
    address = f"/incidents/answers/{answer.pk}/withdraw/"
    assert world.browser(world.analyst).post(address, {"reason": ""}).status_code == 422
    assert world.browser(world.analyst).post(address, {"reason": "Not needed"}).status_code == 303
    answer.refresh_from_db()
    assert answer.status == "withdrawn"


def test_the_client_reads_the_whole_text_and_asks_for_a_change(world: World, running: Any) -> None:
    answer = _draft(world, running)
    _asked(world, answer, world.client)
    browser, address = world.browser(world.client), f"/incidents/answers/{answer.pk}/approve/"
    page = browser.get(address).content.decode()
    assert "We know and we care." in page and answer.text_sha256[:4] in page
    assert "First word" in browser.get("/").content.decode()
    given = {"yes": "no", "text_sha256": answer.text_sha256, "reason": ""}
    assert browser.post(address, given).status_code == 422
    assert browser.post(address, {**given, "reason": "Say sorry"}).status_code == 303
    answer.refresh_from_db()
    assert answer.status == "draft"
    assert world.browser(world.other).get(address).status_code == 404


def test_a_client_never_reads_what_other_approvers_wrote(world: World, running: Any) -> None:
    from incidents.services import approvals

    answer = _draft(world, running)
    _asked(world, answer, world.client, world.manager)
    given = {"yes": True, "text_sha256": answer.text_sha256, "now": timezone.now()}
    inside = answer.approvals.get(asked_of=world.manager.user)
    approvals.decide(member=world.manager, approval=inside, reason="Do not name the supplier", **given)
    approvals.decide(member=world.client, approval=answer.approvals.get(asked_of=world.client.user), **given)
    browser = world.browser(world.client)
    for address in (f"/incidents/answers/{answer.pk}/", f"/incidents/answers/{answer.pk}/approve/", "/"):
        assert "supplier" not in browser.get(address).content.decode()
    assert "supplier" in world.browser(world.analyst).get(f"/incidents/answers/{answer.pk}/").content.decode()


def test_a_signed_link_decides_on_post_only(world: World, running: Any) -> None:
    from incidents.services.approval_links import approval_link

    answer = _draft(world, running)
    (approval,) = _asked(world, answer, world.client)
    visitor, path = Client(HTTP_HOST="north.localhost"), approval_link(approval)
    page = visitor.get(path)
    assert "We know and we care." in page.content.decode()
    approval.refresh_from_db()
    assert approval.status == "asked"
    stale = visitor.post(path, {"yes": "yes", "text_sha256": "0" * 64})
    assert stale.status_code == 422 and "changed since you read it" in stale.content.decode()
    assert visitor.post(path, {"yes": "yes", "text_sha256": answer.text_sha256}).status_code == 303
    approval.refresh_from_db()
    assert approval.status == "approved"
    assert "You approved this text" in visitor.get(path).content.decode()


def test_a_tampered_link_is_not_found(world: World, running: Any) -> None:
    from incidents.services.approval_links import approval_link

    (approval,) = _asked(world, _draft(world, running), world.client)
    path = approval_link(approval)
    answer = Client(HTTP_HOST="north.localhost").get(path[:-4] + "xx_/")
    assert answer.status_code == 404
    assert "This link is not valid" in answer.content.decode()


def test_a_note_starts_internal_and_a_wider_one_is_confirmed_first(world: World, running: Any) -> None:
    browser, address = world.browser(world.manager), f"/incidents/{running.number}/notes/"
    assert browser.post(address, {"text": "For us"}).status_code == 303
    assert running.entries.get(kind="note").visibility == "internal"
    shown = browser.post(address, {"text": "For them", "visibility": "client"})
    assert "Clara Client" in shown.content.decode() and running.entries.filter(kind="note").count() == 1
    given = {"text": "For them", "visibility": "client", "confirmed": "1"}
    assert browser.post(address, given).status_code == 303
    assert "For them" in world.browser(world.client).get(f"/incidents/{running.number}/").content.decode()
    assert "For us" not in world.browser(world.client).get(f"/incidents/{running.number}/").content.decode()
    assert browser.post(address, {"text": "\u200b"}).status_code == 422
    assert world.browser(world.analyst).post(address, given).status_code == 403


def test_a_note_by_htmx_answers_with_what_came_since_and_a_fresh_composer(world: World, running: Any) -> None:
    newest = running.entries.order_by("-seq").first()
    answer = world.browser(world.analyst).post(
        f"/incidents/{running.number}/notes/",
        {"text": "Rang the shop", "after": str(newest.pk)},
        headers={"HX-Request": "true"},
    )
    text = answer.content.decode()
    assert "Rang the shop" in text and str(newest.pk) not in text
    assert 'value="internal" checked' in text
    newer = world.browser(world.manager).get(
        f"/incidents/{running.number}/newer/?after={newest.pk}", headers={"HX-Request": "true"}
    )
    assert newer.content.decode().count("<li ") == 1


def test_a_correction_and_its_entry_link_each_other(world: World, running: Any) -> None:
    from incidents.services import timeline

    note = timeline.note(member=world.analyst, incident=running, text="Batch 2261", now=timezone.now())
    browser = world.browser(world.analyst)
    answer = browser.post(f"/incidents/{running.number}/entries/{note.seq}/correct/", {"text": "Batch 2216"})
    assert answer.status_code == 303
    page = browser.get(f"/incidents/{running.number}/").content.decode()
    assert f'Corrects <a href="/incidents/{running.number}/entries/{note.seq}/"' in page
    assert f'Corrected by <a href="/incidents/{running.number}/entries/{note.seq + 1}/"' in page
    assert "Batch 2216" in browser.get(f"/incidents/{running.number}/entries/{note.seq}/").content.decode()


def test_a_release_shows_the_text_and_names_its_readers(world: World, running: Any) -> None:
    from incidents.services import timeline

    note = timeline.note(member=world.analyst, incident=running, text="The plant stopped", now=timezone.now())
    address = f"/incidents/{running.number}/entries/{note.seq}/release/"
    browser = world.browser(world.manager)
    page = browser.get(address).content.decode()
    assert "The plant stopped" in page and "Clara Client" in page
    assert browser.post(address, {"audience": "client"}).status_code == 303
    assert "The plant stopped" in world.browser(world.client).get(f"/incidents/{running.number}/").content.decode()
    assert world.browser(world.analyst).get(address).status_code == 403
    seen = browser.get(f"/incidents/{running.number}/client/").content.decode()
    assert "As the client sees it" in seen and "The plant stopped" in seen


def _resolved(world: World, running: Any) -> datetime:
    from incidents.services import command

    now = timezone.now() + timedelta(minutes=40)
    command.change_status(member=world.manager, incident=running, action="resolve", now=now)
    return now


def test_a_debrief_goes_from_resolved_to_a_proposed_change(world: World, running: Any) -> None:
    _resolved(world, running)
    browser = world.browser(world.manager)
    assert "Begin debrief" in browser.get("/debriefs/").content.decode()
    began = browser.post(f"/incidents/{running.number}/debrief/")
    debrief, address = running.debrief, began.headers["Location"]
    page = browser.get(address).content.decode()
    assert "took longest" in page and "done, 10" not in page
    headers = {"X-Autosave": "true", "If-Match": '"1"'}
    saved = browser.post(f"{address}save/", {"what_happened": "Glass in one jar."}, headers=headers)
    assert saved.status_code == 200 and saved.headers["ETag"] == '"2"'
    lost = browser.post(f"{address}save/", {"what_happened": "Other"}, headers=headers)
    assert lost.status_code == 409 and "Somebody changed" in lost.json()["changed_by"]
    assert browser.post(f"{address}lessons/", {"text": ""}).status_code == 422
    assert browser.post(f"{address}lessons/", {"text": "Ring the plant first"}).status_code == 303
    lesson, step = debrief.lessons.get(), running.plan_version.steps.first()
    form = browser.get(f"/lessons/{lesson.pk}/propose/").content.decode()
    assert step.title in form
    propose, plan_id = f"/lessons/{lesson.pk}/propose/", running.plan_version.plan_id
    shown = browser.get(propose, {"plan": plan_id, "about": f"step:{step.key}"}).content.decode()
    assert f'value="{step.title}"' in shown
    change = {
        "plan": plan_id, "about": f"step:{step.key}", "title": "Ring first", "op": "change", "part_phase": step.phase,
        "part_title": step.title, "part_instructions": step.instructions, "part_duty": step.duty,
        "part_due_minutes": step.due_minutes, "part_required": "on" if step.required else "",
    }  # fmt: skip
    assert browser.post(propose, {**change, "about": ""}).status_code == 422
    assert browser.post(propose, change).status_code == 422
    assert browser.post(propose, {**change, "part_title": "Ring the plant"}).status_code == 303
    assert lesson.proposals.get().proposal.changes[0]["fields"] == {"title": "Ring the plant"}
    assert browser.post(f"{address}finish/").status_code == 303
    running.refresh_from_db()
    assert running.status == "closed"
    assert world.browser(world.client).get("/debriefs/").status_code == 403


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("statement", {"title": "Sorry", "text": "We are sorry since {{since:time}}.", "channel": "social", "language": "en"}),
        ("contact", {"function": "Plant manager", "name": "Ada", "reach": "+49 30 1", "when": "Always"}),
        ("trigger", {"name": "Shards", "query": "shard* OR splinter*", "why": "People say so"}),
        ("section", {"title": "What we learned", "body": "Ring **first**."}),
    ],
)  # fmt: skip
def test_a_lesson_may_ask_for_any_part_of_a_plan(world: World, running: Any, part: str, fields: dict[str, str]) -> None:
    _resolved(world, running)
    debrief = debriefs.start(member=world.manager, incident=running, now=timezone.now())
    lesson = debriefs.add_lesson(member=world.manager, debrief=debrief, text="Be ready", now=timezone.now())
    browser, propose = world.browser(world.manager), f"/lessons/{lesson.pk}/propose/"
    plan_id = running.plan_version.plan_id
    assert 'name="part_' in browser.get(propose, {"plan": plan_id, "about": f"{part}:new"}).content.decode()
    given = {f"part_{name}": value for name, value in fields.items()}
    sent = {"plan": plan_id, "about": f"{part}:new", "title": "Be ready", **given}
    assert browser.post(propose, sent).status_code == 303
    [change] = lesson.proposals.get().proposal.changes
    assert (change["op"], change["part"]) == ("add", part)
    assert {name: change["fields"][name] for name in fields} == fields
    if part == "trigger":
        broken = browser.post(propose, {**sent, "part_query": '"never closed'})
        assert broken.status_code == 422
