"""Taking back what was done to mentions: what they were is kept in the session for the toast's Undo."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_POST

from accounts.errors import DomainError
from accounts.pages import MemberRequest, page
from monitoring.inbox.services import mentions
from monitoring.models import Mention
from monitoring.page_context import SeeOther

_KEEP = 5  # a session is read with every page
# The ways back along the graph, by (is now, was before).
_BACK = {
    ("done", "open"): ("reopen",), ("done", "in_progress"): ("reopen", "start"), ("irrelevant", "open"): ("reopen",),
    ("irrelevant", "in_progress"): ("reopen", "start"), ("in_progress", "open"): ("reopen",), ("open", "in_progress"): ("start",),
    ("open", "done"): ("finish",), ("open", "irrelevant"): ("discard",),
}  # fmt: skip


def keep_undo(request: MemberRequest, action: str, before: Sequence[Mention]) -> str:
    """Remembers what these were; gives the address that brings it back."""
    if not before:
        return ""
    name = {"assign": "assignee_id", "sentiment": "sentiment"}.get(action, "status")
    key = get_random_string(12)
    kept: dict[str, Any] = request.session.get("undo_mentions", {})
    kept[key] = [name, [[str(one.pk), _was(one, name)] for one in before]]
    request.session["undo_mentions"] = dict(list(kept.items())[-_KEEP:])
    return f"/mentions/undo/{key}/"


def _was(mention: Mention, name: str) -> Any:
    """A machine's reading is not kept but made again."""
    return "" if name == "sentiment" and mention.sentiment_by_id is None else getattr(mention, name)


@require_POST
@page("mentions.triage")
def undo(request: MemberRequest, key: str) -> HttpResponse:
    """Each goes back to what it was, by the same services."""
    kept: dict[str, Any] = request.session.get("undo_mentions", {})
    name, rows = kept.pop(key, ("", []))
    request.session["undo_mentions"] = kept  # set: Django saves no session for a change inside of a value
    back, refused = 0, ""
    for pk, value in rows:
        try:
            _restore(request, UUID(pk), name, value)
            back += 1
        except DomainError as error:
            refused = error.message
    if back:
        messages.success(request, f"{back} {'mention' if back == 1 else 'mentions'} as before")
    if refused or not rows:
        messages.warning(request, refused or "This can no longer be undone.")
    return SeeOther(asked_from(request))


def _restore(request: MemberRequest, pk: UUID, name: str, value: Any) -> None:
    now, member = timezone.now(), request.member
    if name == "assignee_id":
        mentions.assign(member=member, mention=pk, user_id=value, now=now)
    elif name == "sentiment":
        mentions.correct_sentiment(member=member, mention=pk, sentiment=value, now=now)
    else:
        current = mentions.one(member=member, mention_id=pk).status  # somebody may have moved it since
        for action in _BACK.get((current, value), ()):
            mentions.set_status(member=member, mention=pk, action=action, now=now)


def asked_from(request: MemberRequest, fallback: str = "/mentions/") -> str:
    """The page of the inbox the toast was on, as a path of this site."""
    given = request.META.get("HTTP_REFERER", "")
    origin = f"{request.scheme}://{request.get_host()}"
    return given.removeprefix(origin) if given.startswith(f"{origin}/mentions/") else fallback
