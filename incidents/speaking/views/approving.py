"""The approver's page: the whole text, its short hash, yes or no. By log-in, or by the signed link of a mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import NotFound
from accounts.forms import carried_out
from accounts.models import Membership, User
from accounts.pages import MemberRequest, joined, page, show
from accounts.permissions import may
from incidents.models import Approval, Incident, PublicAnswer, StatusUpdate
from incidents.services.corrections import corrections_of
from incidents.speaking.forms.answers import CHANNEL_NAMES, DecideForm
from incidents.speaking.services import approval_links, approvals, questions, revisions
from incidents.speaking.services.approval_links import OpenedLink
from incidents.views.lookups import row_of
from incidents.views.page_context import IncidentPage, page_frame


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody is asked: the exact words, who said yes to them, and the form. `ended`: why it is not wanted any more."""

    approval: Approval
    answer: PublicAnswer
    text: str | None
    incident: Incident
    channel: str
    hash: str
    others: Sequence[Approval]
    ended: tuple[str, str]
    updates: Sequence[StatusUpdate]
    form: DecideForm
    refusing: bool


@dataclass(frozen=True, kw_only=True)
class ApprovePage(IncidentPage, Question):
    """The question to somebody who is logged in."""


class LinkFrame(TypedDict):
    """What the pages of a signed link say at their head."""

    brand_name: str
    person: User
    now: datetime


@dataclass(frozen=True, kw_only=True)
class LinkPage(Question):
    """The question to the holder of a link."""

    brand_name: str
    person: User
    now: datetime


@dataclass(frozen=True, kw_only=True)
class LatePage:
    """A link that ran out. `asked`: whoever asked was told just now."""

    brand_name: str
    person: User
    now: datetime
    approval: Approval
    title: str
    asked: bool
    ended: tuple[str, str]


# What the asked person reads where their word is not wanted any more.
ENDED_WORDS = {
    "": (
        "This approval request is void.",
        "The text was changed or withdrawn. If your approval is still needed, you will be asked again.",
    ),
    "edited": (
        "It was changed since; you are no longer asked.",
        "Above are the words you were asked about. If your approval of the new text is needed, you will be asked again.",
    ),
    "refused": (
        "You are no longer asked.",
        "Somebody asked for a change. If your approval of the new text is needed, you will be asked again.",
    ),
    "answer_withdrawn": ("You are no longer asked.", "The answer was withdrawn."),
    "withdrawn": ("You are no longer asked.", "The approval request was withdrawn."),
    "asked_again": ("You were asked again.", "A newer question about this text was sent to you. Answer that one."),
    "left": (
        "You are no longer asked.",
        "You were off this brand for a while. If your approval is still needed, you will be asked again.",
    ),
    "incident_ended": ("You are no longer asked.", "The incident is over."),
}


def _ended(approval: Approval) -> tuple[str, str]:
    because = approval.ended_because
    if because == "merged":
        return "You are no longer asked.", questions.why(approval.answer.incident, because)
    return ENDED_WORDS.get(because, ENDED_WORDS[""])


@require_http_methods(["GET", "HEAD", "POST"])
@page("answers.approve")
def approve(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The text the member was asked about; their decision."""
    answer: PublicAnswer = row_of(request.member, PublicAnswer, pk, "incident__brand", "edited_by")
    mine = Approval.objects.visible_to(request.member).filter(answer=answer, asked_of_id=request.member.user_id)
    approval = mine.order_by("-asked_at").first()  # asked again, they answer the newest
    if approval is None:
        raise NotFound("You were not asked about this text.")
    form = DecideForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        approvals.decide(member=request.member, approval=approval, **_said(form), now=timezone.now())

    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        made = redirect("answer-approve", answer.pk)
        made.status_code = 303
        return made
    question = _question(request.member, approval, form)
    shown = joined(ApprovePage, question, **page_frame(question.answer.incident))
    return show(request, "incidents/speaking/approve.html", shown, status=422 if form.errors else 200)


# No @page: the signature stands for the log-in.
@require_http_methods(["GET", "HEAD", "POST"])
def approve_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same for the holder of a signed link. Opening changes nothing; where it ran out, it only asks for a new one."""
    now = timezone.now()
    opened = approval_links.opened(token=token, now=now)
    if opened.ran_out:
        return _ran_out(request, token, opened, now)
    form = DecideForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        approvals.decide_by_link(token=token, **_said(form), now=now)

    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        made = redirect(request.path)
        made.status_code = 303
        return made
    shown = joined(LinkPage, _question(opened.member, opened.approval, form), **_for_link(opened, now))
    return _closed(show(request, "incidents/speaking/approve_link.html", shown, status=422 if form.errors else 200))


def _ran_out(request: HttpRequest, token: str, opened: OpenedLink, now: datetime) -> HttpResponse:
    """The words stay closed; the button tells whoever asked that a new link is needed."""
    approval = opened.approval
    # Only when pressed: mail programs open links by themselves.
    asked = request.method == "POST" and approval.status == "asked"
    if asked:
        approvals.request_again(token=token, now=now)
    shown = LatePage(
        **_for_link(opened, now),
        approval=approval,
        title=approval.answer.title,
        asked=asked,
        ended=_ended(approval),
    )
    return _closed(show(request, "incidents/speaking/approve_late.html", shown))


def _for_link(opened: OpenedLink, now: datetime) -> LinkFrame:
    agency, brand = opened.member.agency.name, opened.approval.answer.incident.brand.name
    return {"brand_name": f"{agency} for {brand}", "person": opened.member.user, "now": now}


def _closed(answer: HttpResponse) -> HttpResponse:
    # The address is the key: what it opens must stay in no cache (RFC 9111 5.2.2.5).
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@page("answers.see")
def by_id(request: MemberRequest, incident: UUID, pk: UUID) -> HttpResponse:
    """Where news about an answer leads: the question to whoever was asked, else the answer."""
    answer: PublicAnswer = row_of(request.member, PublicAnswer, pk)
    mine = Approval.objects.visible_to(request.member).filter(answer=answer, asked_of_id=request.member.user_id)
    # Who was asked once may be its author or the lead today; a client reads no other page of it.
    wanted = (mine if request.member.is_client else mine.filter(status="asked")).exists() and may(
        request.member, "answers.approve"
    )
    return redirect("answer-approve" if wanted else "answer", answer.pk)


class Decision(TypedDict):
    """What the person said, as the services take it."""

    yes: bool
    text_sha256: str
    reason: str


def _said(form: DecideForm) -> Decision:
    given = form.cleaned_data
    return {"yes": given["yes"] == "yes", "text_sha256": given["text_sha256"], "reason": given["reason"]}


def _question(member: Membership, approval: Approval, form: DecideForm) -> Question:
    """The words the person was asked about, whatever the answer says by now. What others said is the team's to know."""
    approval.refresh_from_db()  # decided just now, or void since it was read
    related = ("incident__brand", "incident__merged_into")
    answer: PublicAnswer = row_of(member, PublicAnswer, approval.answer_id, *related)
    approval.answer = answer
    others = answer.approvals.visible_to(member).filter(status="approved", text_sha256=approval.text_sha256)
    return Question(
        approval=approval,
        answer=answer,
        text=revisions.asked_about(approval),
        incident=answer.incident,
        channel=CHANNEL_NAMES.get(answer.channel, answer.channel),
        hash=f"{approval.text_sha256[:4]}…{approval.text_sha256[-2:]}",
        others=list(others.exclude(asked_of_id=approval.asked_of_id).select_related("asked_of")),
        ended=_ended(approval),
        updates=_updates(member, answer.incident) if answer.incident.released_to_client_at else [],
        form=form,
        refusing=form.is_bound and form.data.get("yes") == "no",
    )


def _updates(member: Membership, incident: Incident) -> list[StatusUpdate]:
    """What was last told about progress, each with its correction."""
    rows = StatusUpdate.objects.visible_to(member).filter(incident=incident).order_by("-sent_at")
    updates: list[Any] = list(rows[:3])
    corrections = corrections_of(member=member, updates=updates)
    for one in updates:
        one.correction = corrections.get(one.pk)
    return updates
