"""Public answers: what was approved is what is published, and a drill reaches nobody."""

import hashlib
from typing import Any

import pytest

from accounts.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from accounts.models import Membership
from accounts.notifications.models import Delivery, Notification
from accounts.notifications.services import delivery
from incidents.models import Approval, Milestone, PublicAnswer, Publication
from incidents.services import command, timeline
from incidents.speaking.services import answers, approval_links, approvals
from incidents.speaking.services.approval_links import approval_link, by_link
from tests.incidents import scene
from tests.incidents.scene import NOW, SLOTS, after
from tests.world import World


def _draft(world: World, text: str = "We are sorry.", **more: Any) -> PublicAnswer:
    incident = more.pop("incident", None) or scene.opened(world, **more)
    return answers.draft_free(
        member=world.analyst, incident=incident, channel="social", title="First word", text=text, now=after(1)
    )


def _asked(world: World, answer: PublicAnswer, *who: Any) -> list[Approval]:
    ids = [member.user_id for member in who or (world.manager,)]
    return approvals.ask(member=world.analyst, answer=answer, approvers=ids, now=after(2))


def _yes(world: World, approval: Approval, who: Any = None, **more: Any) -> Approval:
    values = {"yes": True, "text_sha256": approval.text_sha256, "now": after(3), **more}
    return approvals.decide(member=who or world.manager, approval=approval, **values)


def _state(answer: PublicAnswer) -> str:
    answer.refresh_from_db()
    return str(answer.status)


def test_a_holding_statement_is_filled_with_what_its_slots_ask_for(world: World) -> None:
    version = scene.plan(world)
    incident = scene.opened(world, plan_version=version)
    answer = answers.draft_from(
        member=world.analyst, incident=incident, statement=version.statements.get(), values=SLOTS, now=after(1)
    )
    assert answer.text == (
        "We know about glass in one jar since 13:00 CET on 4 March 2026. More at https://alder.example/x. 12 affected."
    )
    assert answer.text_sha256 == hashlib.sha256(answer.text.encode()).hexdigest()
    assert Milestone.objects.get(incident=incident, kind="drafted").at == after(1)


@pytest.mark.parametrize(
    ("change", "slot"),
    [
        ({"what": None}, "what"),
        ({"what": "  "}, "what"),
        ({"what": "two\nlines"}, "what"),
        ({"what": "{{page:url}}"}, "what"),
        ({"what": "hidden\u200bword"}, "what"),
        ({"what": "back\u202ewards"}, "what"),
        ({"extra": "x"}, "extra"),
        ({"since": "yesterday"}, "since"),
        ({"since": "2026-03-04T12:00"}, "since"),
        ({"page": "javascript:alert(1)"}, "page"),
        ({"page": "ftp://alder.example"}, "page"),
        ({"page": "https://"}, "page"),
        ({"page": "https://user:pw@alder.example"}, "page"),
        ({"page": "https://alder.example/ x"}, "page"),
        ({"page": "http://[::1"}, "page"),
        ({"count": "many"}, "count"),
        ({"count": "NaN"}, "count"),
    ],
)
def test_a_missing_unknown_or_ill_typed_slot_is_named(world: World, change: dict[str, Any], slot: str) -> None:
    version = scene.plan(world)
    incident = scene.opened(world, plan_version=version)
    values = {name: value for name, value in {**SLOTS, **change}.items() if value is not None}
    with pytest.raises(Invalid) as refused:
        answers.draft_from(
            member=world.analyst, incident=incident, statement=version.statements.get(), values=values, now=after(1)
        )
    assert list(refused.value.fields) == [f"slots.{slot}"]
    assert not PublicAnswer.objects.exists()


def test_all_bad_slots_are_named_at_once_and_an_optional_one_may_stay_empty(world: World) -> None:
    version = scene.plan(world)
    incident = scene.opened(world, plan_version=version)
    with pytest.raises(Invalid) as refused:
        answers.draft_from(
            member=world.analyst, incident=incident, statement=version.statements.get(), values={}, now=after(1)
        )
    assert set(refused.value.fields) == {"slots.what", "slots.since", "slots.page"}


def test_a_statement_of_another_plan_is_refused(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world))
    other = scene.plan(world, name="Another").statements.get()
    with pytest.raises(Invalid):
        answers.draft_from(member=world.analyst, incident=incident, statement=other, values=SLOTS, now=after(1))


def test_the_way_from_draft_to_publication(world: World) -> None:
    answer = _draft(world, "We are sorry.\nMore soon.")
    [approval] = _asked(world, answer)
    assert approval.due_at == after(32), "severity 2: thirty minutes"
    assert _state(answer) == "in_approval"
    _yes(world, approval)
    assert _state(answer) == "approved"
    outcome = answers.hand_off(member=world.manager, answer=answer, now=after(4))
    assert (outcome.text, outcome.needs_confirmation) == ("We are sorry.\nMore soon.", True)
    publication = answers.confirm(member=world.manager, answer=answer, url="https://social.example/1", now=after(5))
    assert _state(answer) == "published"
    assert publication.text_sha256 == approval.text_sha256 == hashlib.sha256(outcome.text.encode()).hexdigest()
    times = dict(Milestone.objects.filter(incident=answer.incident).values_list("kind", "at"))
    assert (times["approved"], times["published"]) == (after(3), after(5))
    assert scene.kinds(answer.incident)[-5:] == [
        "answer_drafted", "approval_asked", "approval_given", "answer_handed_off", "answer_published",
    ]  # fmt: skip


def test_a_task_of_another_incident_is_not_done_with_it_and_nothing_is_published(world: World) -> None:
    answer = _draft(world, "We are sorry.")
    [approval] = _asked(world, answer)
    _yes(world, approval)
    answers.hand_off(member=world.manager, answer=answer, now=after(4))
    foreign = scene.opened(world, title="Another", plan_version=scene.plan(world, name="Another")).tasks.first()
    with pytest.raises(Invalid) as refused:
        answers.confirm(member=world.manager, answer=answer, url="https://social.example/1", task=foreign, now=after(5))
    assert refused.value.fields.keys() == {"task"}
    assert _state(answer) == "handed_off"


def test_the_record_vouches_for_every_address_of_an_answer(world: World) -> None:
    answer = _draft(world, "We are sorry.")
    [approval] = _asked(world, answer)
    _yes(world, approval)
    answers.hand_off(member=world.manager, answer=answer, now=after(4))
    answers.confirm(member=world.manager, answer=answer, url="https://social.example/1", now=after(5))
    answers.stands_also(member=world.manager, answer=answer, url="https://social.example/2", now=after(6))
    assert scene.kinds(answer.incident)[-2:] == ["answer_published", "answer_published"]
    assert timeline.verify(incident=answer.incident) is None
    with pytest.raises(Forbidden):
        answers.stands_also(member=world.analyst, answer=answer, url="https://social.example/3", now=after(7))


def test_nobody_approves_a_text_they_drafted_or_edited_last(world: World) -> None:
    incident = scene.opened(world)
    answer = answers.draft_free(
        member=world.manager, incident=incident, channel="web", title="A", text="First", now=after(1)
    )
    answer = answers.edit(member=world.admin, answer=answer, text="Second", version=1, now=after(2))
    for author in (world.manager, world.admin):
        with pytest.raises(Invalid) as refused:
            approvals.ask(member=world.analyst, answer=answer, approvers=[author.user_id], now=after(3))
        assert refused.value.fields.keys() == {"approvers"}
    # Even where a row says that they were asked.
    [approval] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.owner.user_id], now=after(3))
    Approval.objects.filter(pk=approval.pk).update(asked_of=world.manager.user)
    with pytest.raises(Forbidden) as own:
        _yes(world, approval, world.manager)
    assert own.value.code == "own_text"
    people = {one.member.user_id: one.why_not for one in approvals.candidates(member=world.analyst, answer=answer)}
    assert people[world.owner.user_id] == ""
    assert people[world.manager.user_id] == people[world.admin.user_id] == "wrote some of this text"
    assert "release the incident" in people[world.client.user_id]


def test_any_edit_voids_what_was_approved(world: World) -> None:
    answer = _draft(world)
    [first] = _asked(world, answer)
    _yes(world, first)
    edited = answers.edit(member=world.analyst, answer=answer, text="We are very sorry.", version=1, now=after(4))
    first.refresh_from_db()
    assert (edited.status, edited.version, first.status) == ("draft", 2, "void")
    with pytest.raises(Conflict):
        answers.hand_off(member=world.manager, answer=answer, now=after(5))
    with pytest.raises(Conflict) as void:
        _yes(world, first)
    assert void.value.data["current"] == "void"


def test_saving_the_same_text_voids_nothing(world: World) -> None:
    answer = _draft(world)
    _asked(world, answer)
    answers.edit(member=world.analyst, answer=answer, text=answer.text, version=1, now=after(3))
    assert _state(answer) == "in_approval"


def test_two_editors_never_overwrite_each_other(world: World) -> None:
    answer = _draft(world)
    answers.edit(member=world.analyst, answer=answer, text="Mine", version=1, now=after(2))
    with pytest.raises(Conflict) as refused:
        answers.edit(member=world.manager, answer=answer, text="Yours", version=1, now=after(2))
    assert (refused.value.code, refused.value.data["current"], refused.value.data["text"]) == (
        "changed_since",
        2,
        "Mine",
    )


def test_a_yes_to_another_text_than_the_one_read_is_refused(world: World) -> None:
    answer = _draft(world)
    [approval] = _asked(world, answer)
    with pytest.raises(Conflict) as refused:
        _yes(world, approval, text_sha256="0" * 64)
    assert refused.value.code == "stale_text"
    assert _state(answer) == "in_approval"


def test_a_text_changed_behind_the_services_is_never_handed_off(world: World) -> None:
    answer = _draft(world)
    [approval] = _asked(world, answer)
    _yes(world, approval)
    for change in (
        {"text": "Something else"},
        {"text": "Something else", "text_sha256": answers.sha256("Something else")},
    ):
        PublicAnswer.objects.filter(pk=answer.pk).update(**change)
        with pytest.raises(Conflict) as refused:
            answers.hand_off(member=world.manager, answer=answer, now=after(4))
        assert refused.value.code == "not_approved_text"
        assert _state(answer) == "approved", "nothing changed"


def test_everybody_asked_must_say_yes_and_one_no_sends_it_back(world: World) -> None:
    answer = _draft(world)
    first, second = _asked(world, answer, world.manager, world.owner)
    _yes(world, first)
    assert _state(answer) == "in_approval"
    with pytest.raises(Invalid):
        _yes(world, second, world.owner, yes=False)
    _yes(world, second, world.owner, yes=False, reason="Too early")
    first.refresh_from_db()
    assert (_state(answer), first.status) == ("draft", "approved")
    # Asked again, the first yes still stands for the same text; the second person is asked anew.
    [again] = _asked(world, answer, world.manager, world.owner)
    assert again.asked_of == world.owner.user
    _yes(world, again, world.owner)
    assert _state(answer) == "approved"


def test_silence_approves_nothing(world: World) -> None:
    from incidents.speaking.services.reminders import remind

    answer = _draft(world)
    [approval] = _asked(world, answer)
    for minute in (40, 400, 4000):
        remind(now=after(minute))
    approval.refresh_from_db()
    assert (approval.status, _state(answer)) == ("asked", "in_approval")
    assert (
        Notification.objects.filter(user=world.manager.user, kind="approval", dedupe__endswith=":late").count() == 1
    ), "told once"


@pytest.mark.parametrize(
    ("who", "code"), [("analyst", "not_able"), ("other", "not_on_brand"), ("deactivated", "not_on_brand")]
)
def test_only_those_who_may_approve_and_see_the_brand_are_asked(world: World, who: str, code: str) -> None:
    answer = _draft(world)
    with pytest.raises(Invalid) as refused:
        approvals.ask(member=world.manager, answer=answer, approvers=[getattr(world, who).user_id], now=after(2))
    assert refused.value.code == code


def test_the_client_is_asked_only_about_what_was_released_to_them(world: World) -> None:
    answer = _draft(world)
    with pytest.raises(Invalid) as refused:
        _asked(world, answer, world.client)
    assert refused.value.code == "not_released"
    assert _state(answer) == "draft"
    command.release_incident(member=world.manager, incident=answer.incident, now=after(2))
    [approval] = _asked(world, answer, world.client)
    _yes(world, approval, world.fresh(world.client))
    assert _state(answer) == "approved"


def test_nobody_decides_for_somebody_else(world: World) -> None:
    [approval] = _asked(world, _draft(world))
    with pytest.raises(Forbidden) as refused:
        _yes(world, approval, world.owner)
    assert refused.value.code == "not_asked"


def test_a_decision_is_made_once(world: World) -> None:
    [approval] = _asked(world, _draft(world))
    _yes(world, approval)
    with pytest.raises(Conflict) as refused:
        _yes(world, approval, yes=False, reason="No")
    assert refused.value.data["current"] == "approved"


def test_a_drill_publishes_nothing(world: World) -> None:
    answer = _draft(world, is_drill=True)
    [approval] = _asked(world, answer)
    _yes(world, approval)
    with pytest.raises(Conflict) as refused:
        answers.hand_off(member=world.manager, answer=answer, now=after(4))
    assert refused.value.code == "drill"
    with pytest.raises(Conflict):
        answers.confirm(member=world.manager, answer=answer, url="https://a.example", now=after(5))
    with pytest.raises(Invalid):
        _asked(world, _draft(world, incident=answer.incident), world.client)
    assert not Publication.objects.exists()
    assert not Notification.objects.filter(user=world.client.user).exists()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "social.example/1", "data:text/html,x", "https://", "http://a b.example"]
)
def test_only_an_http_address_confirms_a_publication(world: World, url: str) -> None:
    answer = _draft(world)
    _yes(world, _asked(world, answer)[0])
    answers.hand_off(member=world.manager, answer=answer, now=after(4))
    with pytest.raises(Invalid) as refused:
        answers.confirm(member=world.manager, answer=answer, url=url, now=after(5))
    assert list(refused.value.fields) == ["url"]
    assert _state(answer) == "handed_off"


def test_a_withdrawn_answer_voids_its_questions(world: World) -> None:
    answer = _draft(world)
    [approval] = _asked(world, answer)
    answers.withdraw(member=world.analyst, answer=answer, reason="Not needed", now=after(3))
    approval.refresh_from_db()
    assert (_state(answer), approval.status) == ("withdrawn", "void")


@pytest.mark.parametrize("text", ["a\u200bb", "\u202eabc", "x" * 20_001, "\x00", " \n"])
def test_a_text_with_hidden_characters_is_not_taken(world: World, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        _draft(world, text)
    assert list(refused.value.fields) == ["text"]


def test_another_brands_people_neither_draft_nor_publish(world: World) -> None:
    answer = _draft(world)
    with pytest.raises(NotFound):
        answers.edit(member=world.other, answer=answer, text="x", version=1, now=after(2))
    with pytest.raises(NotFound):
        answers.hand_off(member=world.other, answer=answer, now=after(2))
    with pytest.raises(Forbidden):
        answers.edit(member=world.client, answer=answer, text="x", version=1, now=after(2))


def test_a_signed_link_shows_and_decides_for_its_person_only(world: World) -> None:
    [approval] = _asked(world, _draft(world))
    token = approval_link(approval).split("/")[-2]
    opened = by_link(token=token, now=after(3))
    assert (opened.approval, opened.member.user) == (approval, world.manager.user)
    approval.refresh_from_db()
    assert approval.status == "asked", "reading decides nothing"
    approvals.decide_by_link(token=token, yes=True, text_sha256=approval.text_sha256, now=after(4))
    entry = approval.answer.incident.entries.get(kind="approval_given")
    assert (entry.actor_label, entry.payload["by_link"]) == ("Ines Marten (by link)", True)
    with pytest.raises(Conflict):
        approvals.decide_by_link(token=token, yes=False, text_sha256=approval.text_sha256, reason="x", now=after(5))


def _spoilt(token: str) -> list[str]:
    return [token[:-1], token + "x", token.replace(token[5], "A" if token[5] != "A" else "B", 1), "", "a:b", "\ud800"]


def test_a_changed_or_late_link_opens_nothing(world: World) -> None:
    [approval] = _asked(world, _draft(world))
    token = approval_link(approval).split("/")[-2]
    for bad in _spoilt(token):
        with pytest.raises(NotFound):
            by_link(token=bad, now=after(3))
    with pytest.raises(NotFound) as late:
        by_link(token=token, now=approval.asked_at + approval_links.LIVES)
    assert late.value.code == "link_expired"


def test_a_link_ends_with_its_persons_place_and_serves_no_other_agency(world: World) -> None:
    [approval] = _asked(world, _draft(world))
    token = approval_link(approval).split("/")[-2]
    world.enter(world.rival)
    with pytest.raises(NotFound):
        by_link(token=token, now=after(3))
    world.enter()
    Membership.objects.filter(pk=world.manager.pk).update(status="deactivated")
    with pytest.raises(NotFound):
        by_link(token=token, now=after(3))


def test_the_signed_link_stands_in_the_mail_and_nowhere_else(world: World, mailoutbox: list[Any]) -> None:
    [approval] = _asked(world, _draft(world))
    news = Notification.objects.get(user=world.manager.user, kind="approval")
    assert "/links/" not in news.path + news.body
    row = Delivery.objects.get(notification=news, channel="mail")
    delivery.deliver(row.pk, agency=world.north, now=after(3))
    assert approval_link(approval) in mailoutbox[0].body
    assert approval.answer.text in mailoutbox[0].body


def test_nothing_is_said_for_an_incident_that_is_not_one(world: World) -> None:
    from incidents.services.triage import triage

    incident = triage(alert_id=scene.alert(scene.rule(world, may_open_incident=True)).pk, now=NOW).incident
    with pytest.raises(DomainError) as refused:
        _draft(world, incident=incident)
    assert refused.value.status == 409
