"""The approver's page: the whole text, its short hash, yes or no. By log-in, or by the signed link of a mail."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import NotFound
from accounts.forms import carried_out
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from incidents.forms.answers import CHANNEL_NAMES, DecideForm
from incidents.models import Approval, PublicAnswer, StatusUpdate
from incidents.services import approval_links, approvals
from incidents.views.finding import frame_of, room_url, row_of


@require_http_methods(["GET", "HEAD", "POST"])
@page("answers.approve")
def approve(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The text the member was asked about; their decision."""
    answer: PublicAnswer = row_of(request.member, PublicAnswer, pk, "incident__brand", "edited_by")
    mine = Approval.objects.visible_to(request.member).filter(answer=answer, asked_of_id=request.member.user_id)
    approval = mine.order_by("-asked_at").first()
    if approval is None:
        raise NotFound("You were not asked about this text.")
    form = DecideForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        approvals.decide(member=request.member, approval=approval, **_said(form), now=timezone.now())

    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        made = redirect("answer-approve", answer.pk)
        made.status_code = 303
        return made
    context = frame_of(answer.incident) | _context(approval, form) | {"back_url": room_url(answer.incident)}
    return show(request, "incidents/approve.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def approve_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same for the holder of a signed link. Opening changes nothing; a changed or old link is not found."""
    now = timezone.now()
    opened = approval_links.by_link(token=token, now=now)
    form = DecideForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        approvals.decide_by_link(token=token, **_said(form), now=now)

    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        made = redirect(request.path)
        made.status_code = 303
        return made
    context = _context(opened.approval, form) | {
        "brand_name": f"{opened.member.agency.name} for {opened.approval.answer.incident.brand.name}",
        "person": opened.member.user,
        "now": now,
    }
    answer = render(request, "incidents/approve_link.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@page("answers.see")
def by_id(request: MemberRequest, incident: UUID, pk: UUID) -> HttpResponse:
    """Where news about an answer leads: the question to whoever was asked, else the answer."""
    answer: PublicAnswer = row_of(request.member, PublicAnswer, pk)
    mine = Approval.objects.visible_to(request.member).filter(answer=answer, asked_of_id=request.member.user_id)
    wanted = mine.exists() and may(request.member, "answers.approve")
    return redirect("answer-approve" if wanted else "answer", answer.pk)


def _said(form: DecideForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"yes": given["yes"] == "yes", "text_sha256": given["text_sha256"], "reason": given["reason"]}


def _context(approval: Approval, form: DecideForm) -> dict[str, Any]:
    approval.refresh_from_db()
    answer = PublicAnswer.objects.select_related("incident__brand").get(pk=approval.answer_id)
    others = answer.approvals.filter(status="approved").exclude(pk=approval.pk).select_related("asked_of")
    updates = StatusUpdate.objects.filter(incident=answer.incident_id).order_by("-sent_at")
    return {
        "approval": approval,
        "answer": answer,
        "incident": answer.incident,
        "channel": CHANNEL_NAMES.get(answer.channel, answer.channel),
        "hash": f"{answer.text_sha256[:4]}…{answer.text_sha256[-2:]}",
        "current": approval.text_sha256 == answer.text_sha256,
        "others": list(others),
        "updates": list(updates[:3]) if answer.incident.released_to_client_at else [],
        "form": form,
        "refusing": form.is_bound and form.data.get("yes") == "no",
    }
