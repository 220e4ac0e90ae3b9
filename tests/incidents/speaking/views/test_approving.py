"""What an approver sees: exactly the words they were asked about, by page, by API, and by the link of a mail, old or new."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.notifications.models import Notification
from incidents.models import Approval, PublicAnswer
from incidents.services import command, timeline
from incidents.speaking.services import answers, approvals, questions, updates
from incidents.speaking.services.approval_links import approval_link
from tests.incidents import scene
from tests.world import World

SECRET, DRAFT, ASKED = "Counsel calls it a lie", "The unasked new draft", "The words they were asked about"


@pytest.fixture
def asked(world: World) -> PublicAnswer:
    """Client and manager were asked; the manager said no; the words were changed, and nobody was asked about the new ones."""
    now = timezone.now()
    incident = scene.opened(world, now=now)
    command.release_incident(member=world.manager, incident=incident, now=now)
    answer = answers.draft_free(
        member=world.analyst, incident=incident, channel="web", title="First", text=ASKED, now=now
    )
    people = [world.client.user_id, world.manager.user_id]
    approvals.ask(member=world.analyst, answer=answer, approvers=people, now=now)
    mine = answer.approvals.get(asked_of=world.manager.user)
    sha = answer.text_sha256
    approvals.decide(member=world.manager, approval=mine, yes=False, reason=SECRET, text_sha256=sha, now=now)
    return answers.edit(member=world.owner, answer=answer, text=DRAFT, version=1, now=now)


def test_a_client_reads_by_the_api_only_what_they_were_asked_and_only_their_own_row(
    world: World, asked: PublicAnswer
) -> None:
    browser = world.browser(world.client)
    for path in (f"/api/v1/answers/{asked.pk}/", "/api/v1/answers/", "/api/v1/approvals/"):
        body = browser.get(path)
        assert body.status_code == 200
        assert SECRET not in body.content.decode() and DRAFT not in body.content.decode()
    given = browser.get(f"/api/v1/answers/{asked.pk}/").json()
    assert (given["text"], given["version"], given["slots"]) == (ASKED, 1, {})
    assert [one["asked_of"] for one in given["approvals"]] == [world.client.user_id]
    [mine] = browser.get("/api/v1/approvals/").json()["results"]
    assert (mine["text"], mine["status"], mine["ended_because"]) == (ASKED, "void", "refused")
    team = world.browser(world.analyst).get(f"/api/v1/answers/{asked.pk}/").json()
    assert team["text"] == DRAFT and len(team["approvals"]) == 2


def test_no_page_shows_a_client_the_draft_nobody_asked_them_about(world: World, asked: PublicAnswer) -> None:
    browser = world.browser(world.client)
    paths = (
        f"/incidents/answers/{asked.pk}/",
        f"/incidents/answers/{asked.pk}/approve/",
        f"/incidents/{asked.incident.number}/",
        f"/incidents/{asked.incident_id}/answers/{asked.pk}/",
        "/",
    )
    for path in paths:
        page = browser.get(path, follow=True).content.decode()
        assert SECRET not in page and DRAFT not in page, path
    assert ASKED in browser.get(f"/incidents/answers/{asked.pk}/", follow=True).content.decode()


def test_the_published_words_are_for_the_client_whatever_they_were_asked(world: World, asked: PublicAnswer) -> None:
    now = timezone.now()
    [yes] = approvals.ask(member=world.analyst, answer=asked, approvers=[world.admin.user_id], now=now)
    approvals.decide(member=world.admin, approval=yes, yes=True, text_sha256=yes.text_sha256, now=now)
    answers.hand_off(member=world.admin, answer=asked, now=now)
    answers.confirm(member=world.admin, answer=asked, url="https://alder.example/1", now=now)
    given = world.browser(world.client).get(f"/api/v1/answers/{asked.pk}/").json()
    assert given["text"] == DRAFT and SECRET not in str(given)


def test_an_old_link_shows_the_words_of_then_and_that_nobody_is_asked_any_more(world: World) -> None:
    now = timezone.now()
    answer = answers.draft_free(
        member=world.analyst, incident=scene.opened(world, now=now), channel="web", title="A", text=ASKED, now=now
    )
    [approval] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.manager.user_id], now=now)
    link = approval_link(approval)
    answers.edit(member=world.owner, answer=answer, text=DRAFT, version=1, now=now)
    for browser, path in ((Client(HTTP_HOST="north.localhost"), link), (world.browser(world.manager), f"/incidents/answers/{answer.pk}/approve/")):  # fmt: skip
        page = browser.get(path).content.decode()
        assert ASKED in page and DRAFT not in page
        assert "It was changed since; you are no longer asked." in page
        assert 'value="yes"' not in page


def test_a_link_that_ran_out_asks_for_a_new_one_and_the_asker_sends_it(world: World) -> None:
    long_ago = timezone.now() - timedelta(days=8)
    incident = scene.opened(world, now=long_ago)
    answer = answers.draft_free(
        member=world.analyst, incident=incident, channel="web", title="A", text=ASKED, now=long_ago
    )
    [approval] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.manager.user_id], now=long_ago)
    browser, link = Client(HTTP_HOST="north.localhost"), approval_link(approval)
    page = browser.get(link).content.decode()
    assert "Ask for a new link" in page and ASKED not in page
    assert not Notification.objects.filter(user=world.analyst.user, title__contains="needs a new link").exists()
    assert "The person who asked has been told" in browser.post(link).content.decode()
    assert Notification.objects.filter(user=world.analyst.user, title__contains="needs a new link").count() == 1
    team = world.browser(world.analyst)
    assert "Ask again" in team.get(f"/incidents/answers/{answer.pk}/").content.decode()
    assert team.post(f"/incidents/approvals/{approval.pk}/again/").status_code == 303
    new = Approval.objects.get(answer=answer, status="asked")
    assert ASKED in browser.get(approval_link(new)).content.decode()
    assert "No answer is needed" in browser.get(link).content.decode()


def test_a_question_is_taken_back_on_a_page_that_says_what_follows(world: World) -> None:
    now = timezone.now()
    answer = answers.draft_free(
        member=world.analyst, incident=scene.opened(world, now=now), channel="web", title="A", text=ASKED, now=now
    )
    people = [world.manager.user_id, world.owner.user_id]
    first, second = approvals.ask(member=world.analyst, answer=answer, approvers=people, now=now)
    approvals.decide(member=world.manager, approval=first, yes=True, text_sha256=first.text_sha256, now=now)
    team, path = world.browser(world.analyst), f"/incidents/approvals/{second.pk}/withdraw/"
    assert "The approval of Ines Marten then counts for the text." in team.get(path).content.decode()
    assert team.post(path, {"reason": ""}).status_code == 303
    answer.refresh_from_db()
    assert answer.status == "approved"
    assert world.browser(world.client).get(path).status_code in (403, 404)


def test_the_page_says_who_cannot_be_asked_and_why(world: World) -> None:
    now = timezone.now()
    answer = answers.draft_free(
        member=world.manager, incident=scene.opened(world, now=now), channel="web", title="A", text=ASKED, now=now
    )
    page = world.browser(world.analyst).get(f"/incidents/answers/{answer.pk}/").content.decode()
    assert "Who can’t be asked, and why" in page
    assert "release the incident to the client first" in page and "wrote some of this text" in page
    rows = world.browser(world.analyst).get(f"/api/v1/answers/{answer.pk}/approvers/").json()
    assert {row["name"]: row["why_not"] for row in rows}["Ines Marten"] == "wrote some of this text"


def test_where_everybody_wrote_the_page_says_what_to_do(world: World) -> None:
    now = timezone.now()
    answer = answers.draft_free(
        member=world.manager, incident=scene.opened(world, now=now), channel="web", title="A", text=ASKED, now=now
    )
    for version, one in enumerate((world.owner, world.admin), start=1):
        answer = answers.edit(member=one, answer=answer, text=f"{ASKED} {version}", version=version, now=now)
    page = world.browser(world.analyst).get(f"/incidents/answers/{answer.pk}/").content.decode()
    assert "Release the incident to the client and ask them, or invite" in page


def test_questions_are_asked_again_and_taken_back_by_the_api(world: World) -> None:
    now = timezone.now()
    answer = answers.draft_free(
        member=world.analyst, incident=scene.opened(world, now=now), channel="web", title="A", text=ASKED, now=now
    )
    [old] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.manager.user_id], now=now)
    api = world.browser(world.analyst)
    made = api.post(f"/api/v1/approvals/{old.pk}/ask_again/", {}, content_type="application/json")
    assert made.status_code == 201 and made.json()["text"] == ASKED
    path = f"/api/v1/approvals/{made.json()['id']}/withdraw/"
    gone = api.post(path, {"reason": "Wrong person"}, content_type="application/json")
    assert (gone.json()["status"], gone.json()["ended_because"]) == ("void", "withdrawn")
    assert not questions.open_questions(answer)


def test_an_approver_reads_the_right_words_beside_an_update_that_was_corrected(world: World) -> None:
    now = timezone.now()
    incident = scene.opened(world, now=now)
    command.release_incident(member=world.manager, incident=incident, now=now)
    send = {"audience": "client", "text": "Three were hurt.", "next_due_at": None, "now": now}
    updates.send_update(member=world.manager, incident=incident, **send)
    wrong = incident.entries.get(kind="update_sent")
    timeline.correct(member=world.manager, entry=wrong, text="Nobody was hurt.", now=now)
    words = {"channel": "web", "title": "A", "text": ASKED, "now": now}
    answer = answers.draft_free(member=world.analyst, incident=incident, **words)
    people = [world.manager.user_id, world.client.user_id]
    for asked in approvals.ask(member=world.analyst, answer=answer, approvers=people, now=now):
        link = Client(HTTP_HOST="north.localhost").get(approval_link(asked)).content.decode()
        assert link.index("Three were hurt.") < link.index("Corrected by entry") < link.index("Nobody was hurt.")
    for who in (world.manager, world.client):
        page = world.browser(who).get(f"/incidents/answers/{answer.pk}/approve/").content.decode()
        assert "Nobody was hurt." in page


def test_news_about_an_answer_leads_whoever_was_asked_once_to_the_answer_itself(world: World) -> None:
    now = timezone.now()
    incident = scene.opened(world, now=now)
    words = {"channel": "web", "title": "A", "text": ASKED, "now": now}
    answer = answers.draft_free(member=world.analyst, incident=incident, **words)
    [asked] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.manager.user_id], now=now)
    path, browser = f"/incidents/{incident.pk}/answers/{answer.pk}/", world.browser(world.manager)
    assert browser.get(path).headers["Location"] == f"/incidents/answers/{answer.pk}/approve/"
    questions.withdraw_question(member=world.analyst, approval=asked, now=now)
    world.enter()
    assert browser.get(path).headers["Location"] == f"/incidents/answers/{answer.pk}/"


def test_somebody_else_is_asked_instead_by_page_and_by_api(world: World) -> None:
    now = timezone.now()
    incident = scene.opened(world, now=now)
    words = {"channel": "web", "title": "A", "text": ASKED, "now": now}
    answer = answers.draft_free(member=world.analyst, incident=incident, **words)
    [first] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.manager.user_id], now=now)
    team, path = world.browser(world.analyst), f"/incidents/approvals/{first.pk}/instead/"
    assert path in team.get(f"/incidents/answers/{answer.pk}/").content.decode()
    page = team.get(path).content.decode()
    assert "Ask somebody other than Ines Marten?" in page and "Adam Admin" in page and "Priya Nair, " not in page
    assert team.post(path, {"approvers": world.analyst.user_id}).status_code == 422
    assert team.post(path, {"approvers": world.admin.user_id}).status_code == 303
    second = answer.approvals.get(status="asked")
    assert second.asked_of == world.admin.user
    path = f"/api/v1/approvals/{second.pk}/ask_instead/"
    made = team.post(path, {"user_id": world.owner.user_id}, content_type="application/json")
    assert (made.status_code, made.json()["asked_of"]) == (201, world.owner.user_id)
    assert team.post(path, {"user_id": world.admin.user_id}, content_type="application/json").status_code == 409


def test_while_a_no_stands_the_page_does_not_promise_that_the_yes_counts(world: World) -> None:
    now = timezone.now()
    answer = answers.draft_free(
        member=world.analyst, incident=scene.opened(world, now=now), channel="web", title="A", text=ASKED, now=now
    )
    people = [world.manager.user_id, world.owner.user_id, world.admin.user_id]
    first, second, third = approvals.ask(member=world.analyst, answer=answer, approvers=people, now=now)
    said = {"text_sha256": first.text_sha256, "now": now}
    approvals.decide(member=world.manager, approval=first, yes=True, **said)
    approvals.decide(member=world.owner, approval=second, yes=False, reason="Too long", **said)
    team, path = world.browser(world.analyst), f"/incidents/approvals/{third.pk}/withdraw/"
    page = team.get(path).content.decode()
    assert "The text is a draft again." in page and "then counts" not in page
    team.post(path, {"reason": ""})
    answer.refresh_from_db()
    assert answer.status == "draft"
