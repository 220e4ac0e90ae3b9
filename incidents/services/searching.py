"""One search over all that a member may see: incidents, mentions, plans, answers and people, a few of each, with the way to the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from accounts.brands.models import Contact
from accounts.errors import Invalid
from accounts.models import Membership
from accounts.permissions import may
from accounts.services.members import members_of
from incidents.models import AnswerRevision, Incident, PublicAnswer
from monitoring.inbox.services import mentions
from monitoring.matching.text import holds, parts
from playbooks.models import Plan

LONGEST = 200
EACH = 5
# Of so many answers and contacts the newest are asked for the words.
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """One thing: what it is called, where it belongs, where it stands, and its first words where it is a text. `url` may be empty."""

    id: str
    title: str
    about: str
    url: str
    brand_id: UUID | None = None
    text: str = ""


@dataclass(slots=True)
class Group:
    """Things of one kind; `more`: there are others, which `url` lists."""

    kind: str  # incidents, mentions, plans, answers, people
    rows: list[Found] = field(default_factory=list)
    more: bool = False
    url: str = ""


def search(*, member: Membership, typed: str) -> list[Group]:
    """What holds all the words, by kind; kinds with nothing, or that the member may not see, are left out. Raises Invalid (q)."""
    if not typed.strip():
        raise Invalid.field("q", "Enter what to search for.")
    if len(typed) > LONGEST:
        raise Invalid.field("q", f"At most {LONGEST} characters.")
    groups = []
    for kind, (capability, read, listed) in _KINDS.items():
        if not may(member, capability):
            continue
        rows = list(read(member, typed))
        if rows:
            url = f"{listed}{urlencode({'q': typed})}" if listed else ""
            groups.append(Group(kind, rows[:EACH], len(rows) > EACH, url))
    return groups


def _incidents(member: Membership, typed: str) -> Iterator[Found]:
    rows = Incident.objects.visible_to(member).named(typed, member).select_related("brand", "merged_into")
    for one in rows.order_by("-opened_at")[: EACH + 1]:  # one more says that there are others
        about = f"{'Drill · ' if one.is_drill else ''}{one.brand.name} · {one.standing}"
        yield Found(str(one.pk), str(one), about, reverse("incident", args=[one.number]), one.brand_id)


def _mentions(member: Membership, typed: str) -> Iterator[Found]:
    for one in mentions.listed(member=member, filters=mentions.Filters(text=typed)).nearest(EACH + 1):
        title = one.post.title or one.post.author or one.post.author_handle or "Author not known"
        about = f"{one.brand.name} · {one.source.name}"
        yield Found(str(one.pk), title, about, f"/mentions/{one.pk}/", one.brand_id, one.post.text[:300])


def _plans(member: Membership, typed: str) -> Iterator[Found]:
    rows = Plan.objects.visible_to(member).filter(is_archived=False).select_related("brand").order_by("name")
    for one in _holding(typed, ((one, (one.name, one.brand.name)) for one in rows)):
        yield Found(str(one.pk), one.name, one.brand.name, reverse("plan", args=[one.pk]), one.brand_id)


def _answers(member: Membership, typed: str) -> Iterator[Found]:
    if member.is_client:
        # Exactly the words they were shown, whatever the answer says by now.
        words = AnswerRevision.objects.visible_to(member).select_related("answer__incident__brand").order_by("-at")
        # Oldest first, so that of an answer's wordings the newest stays.
        seen = {row.answer_id: (row.answer, row.text) for row in reversed(list(words[:MOST]))}
    else:
        rows = PublicAnswer.objects.visible_to(member).select_related("incident__brand").order_by("-drafted_at", "-id")
        seen = {row.pk: (row, row.text) for row in rows[:MOST]}
    matches = _holding(typed, ((pair, (pair[0].title, pair[1], pair[0].incident.brand.name)) for pair in seen.values()))
    for one, text in matches:
        about = f"{one.incident.brand.name} · #{one.incident.number} · {one.get_status_display()}"
        yield Found(str(one.pk), one.title, about, reverse("answer", args=[one.pk]), one.incident.brand_id, text[:300])


def _people(member: Membership, typed: str) -> Iterator[Found]:
    here = [(one, (one.user.name, one.user.email)) for one in members_of(member) if one.is_active]
    for one in _holding(typed, here):
        yield Found(f"member:{one.pk}", str(one.user), one.get_role_display(), reverse("members"))
    contacts = Contact.objects.visible_to(member).select_related("brand").order_by("-id")[:MOST]
    for one in _holding(typed, ((one, (one.name, one.function, one.email)) for one in contacts)):
        about = f"{one.function} · {one.brand.name}"
        # The contacts' page is closed to others, and a link must not end in a refusal.
        url = reverse("brand-contacts", args=[one.brand.slug]) if may(member, "brands.edit") else ""
        yield Found(f"contact:{one.pk}", one.name, about, url, one.brand_id)


def _holding(typed: str, rows: Iterable[tuple[Any, tuple[str, ...]]]) -> list[Any]:
    sought, matches = parts(typed), []
    for one, texts in rows:
        if sought and holds(sought, texts):
            matches.append(one)
            if len(matches) > EACH:
                break
    return matches


# kind → what it takes to see it, how it is read, the address of a list that takes the words.
_KINDS: dict[str, tuple[str, Any, str]] = {
    "incidents": ("incidents.see", _incidents, "/incidents/?group=all&"),
    "mentions": ("mentions.see", _mentions, "/mentions/?"),
    "plans": ("plans.see", _plans, ""),
    "answers": ("answers.see", _answers, ""),
    "people": ("members.see", _people, ""),
}
