"""Public answers, approvals by page and by link: as pages."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

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
    from incidents.speaking.services import answers

    return answers.draft_free(
        member=world.analyst, incident=incident, channel="web", title="First word", text=text, now=timezone.now()
    )


def _asked(world: World, answer: Any, *who: Any) -> Any:
    from incidents.speaking.services import approvals

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


def _approved(world: World, running: Any) -> Any:
    from incidents.speaking.services import answers, approvals

    answer = _draft(world, running)
    [asked] = _asked(world, answer, world.manager)
    approvals.decide(member=world.manager, approval=asked, yes=True, text_sha256=answer.text_sha256, now=timezone.now())
    answers.hand_off(member=world.manager, answer=answer, now=timezone.now())
    return answer


def test_publishing_ticks_off_the_task_that_is_done_with_it(world: World, running: Any) -> None:
    answer, browser = _approved(world, running), world.browser(world.manager)
    task, other = running.tasks.filter(status="todo")[:2]
    address = f"/incidents/answers/{answer.pk}/"
    assert task.title in browser.get(address).content.decode()
    given = {"url": "https://alder.example/news", "task": str(task.pk)}
    assert browser.post(f"{address}confirm/", {**given, "task": str(answer.pk)}).status_code == 422
    assert browser.post(f"{address}confirm/", given).status_code == 303
    task.refresh_from_db()
    other.refresh_from_db()
    assert (task.status, task.finished_by_id, other.status) == ("done", world.manager.user_id, "todo")


def test_a_published_answer_stands_at_more_addresses_and_is_corrected_by_another(world: World, running: Any) -> None:
    answer, browser = _approved(world, running), world.browser(world.manager)
    address = f"/incidents/answers/{answer.pk}/"
    early = browser.post(f"{address}also/", {"url": "https://b.example/"})
    assert early.status_code == 422 and "not published yet" in early.content.decode()
    browser.post(f"{address}confirm/", {"url": "https://a.example/"})
    for _ in range(2):
        assert browser.post(f"{address}also/", {"url": "https://b.example/"}).status_code == 303
    assert browser.post(f"{address}also/", {"url": "javascript:alert(1)"}).status_code == 422
    assert [one.url for one in answer.publications.order_by("confirmed_at")] == [
        "https://a.example/",
        "https://b.example/",
    ]
    assert {one.text_sha256 for one in answer.publications.all()} == {answer.text_sha256}
    page = browser.get(address).content.decode()
    assert "https://a.example/" in page and "https://b.example/" in page
    draft = f"/incidents/{running.number}/answers/new/?statement=own&corrects={answer.pk}"
    assert draft.replace("&", "&amp;") in page
    form = browser.get(draft).content.decode()
    assert 'value="Correction: First word"' in form and "We know and we care." in form
    assert "Correction: First" not in browser.get(draft.replace(str(answer.pk), "nothing")).content.decode()


def test_an_open_answer_page_is_renewed_by_what_others_do_and_leads_nobody_away(world: World, running: Any) -> None:
    answer = _draft(world, running)
    browser, address = world.browser(world.analyst), f"/incidents/answers/{answer.pk}/"
    page = browser.get(address).content.decode()
    assert f'data-live-region="incident:{running.pk}/changed" data-live-src="{address}"' in page
    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and part.lstrip().startswith("<div") and "We know and we care." in part
    _asked(world, answer, world.manager)
    assert world.browser(world.manager).get(address, headers={"HX-Request": "true"}).status_code == 204


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
    from incidents.speaking.services import approvals

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
    from incidents.speaking.services.approval_links import approval_link

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
    from incidents.speaking.services.approval_links import approval_link

    (approval,) = _asked(world, _draft(world, running), world.client)
    path = approval_link(approval)
    answer = Client(HTTP_HOST="north.localhost").get(path[:-4] + "xx_/")
    assert answer.status_code == 404
    assert "This link is not valid" in answer.content.decode()
