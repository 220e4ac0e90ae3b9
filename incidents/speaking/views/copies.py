"""A text of an incident that was merged, drafted anew where its matter goes on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.pages import MemberRequest, page
from incidents.models import PublicAnswer
from incidents.speaking.services import copies
from incidents.views.lookups import row_of


@require_POST
@page("answers.draft")
def copy_answer(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Drafts the words of an answer that ended by a merge anew, where the matter goes on."""
    answer: PublicAnswer = row_of(request.member, PublicAnswer, pk, "incident__merged_into")
    made = redirect("answer", copies.copy_answer(member=request.member, answer=answer, now=timezone.now()).pk)
    made.status_code = 303
    return made
