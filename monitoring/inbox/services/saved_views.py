"""Saved views of the inbox: a name for filters and a text of the query language, one person's own or shared on a brand."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.brands.models import Brand
from accounts.cleaning import clean_name
from accounts.errors import Conflict, Invalid, NotFound
from accounts.events.catalogue import Action
from accounts.events.services.recording import About, record
from accounts.permissions import require
from accounts.uniqueness import unique
from monitoring import catalogue
from monitoring.access import brand_for, expect_version
from monitoring.inbox.services.mentions import UNASSIGNED, Filters
from monitoring.inbox.services.queries import check_written
from monitoring.models import MENTION, SENTIMENTS, SavedView

SPANS = {"1h": 1, "24h": 24, "7d": 168, "30d": 720}  # hours back from now
ME = "me"
MOST_VIEWS = 50
LONGEST_NAME = 60
_NAMED_ONCE = ("savedview_name_once", "savedview_shared_name_once")


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewDraft:
    """A view as it is to be. `filters`: names and values as in the inbox's address, without the brand.

    `shared`: everybody on the brand has it, and may change it; else it is one's own, of one brand or (None) of all.
    """

    name: str
    brand: Brand | None = None
    shared: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


def views_of(member: Any) -> QuerySet[SavedView]:
    """The member's own views and those shared on their brands, by name; never another person's own, whatever one's role."""
    require(member, "mentions.see")
    rows: QuerySet[SavedView] = SavedView.objects.visible_to(member)
    return rows.filter(Q(user=None) | Q(user_id=member.user_id)).select_related("brand").order_by("name", "pk")


def view_of(member: Any, view_id: UUID) -> SavedView:
    """One of them. Raises NotFound."""
    view = views_of(member).filter(pk=view_id).first()
    if view is None:
        raise _gone()
    return view


def default_of(member: Any) -> SavedView | None:
    """The view this member's inbox opens with."""
    return views_of(member).filter(default_for__contains=[member.user_id]).first()


def save_view(*, member: Any, draft: ViewDraft, now: datetime) -> SavedView:
    """Makes a view. Raises Invalid (name, filters, text with its problems), NotFound, Conflict (`too_many`)."""
    require(member, "mentions.triage" if draft.shared else "views.save")
    values = _checked(member, draft, None)
    if SavedView.objects.filter(user=values["user_id"], brand=values["brand"]).count() >= MOST_VIEWS:
        raise Conflict(f"There are {MOST_VIEWS} views already. Remove one first.", code="too_many")
    with unique(_taken(values["name"]), *_NAMED_ONCE):
        made: SavedView = SavedView.objects.create(**values, created_by_id=member.user_id, changed_at=now)
        _tell(catalogue.VIEW_CREATED, made, member, now)
    return made


def change_view(
    *, member: Any, view: SavedView, draft: ViewDraft, version: int | None = None, now: datetime
) -> SavedView:
    """Changes a view. Raises as `save_view`, Conflict (`stale_version`) where somebody changed it since `version`."""
    require(member, "mentions.triage" if draft.shared or view.user_id is None else "views.save")
    with unique(_taken(draft.name.strip()), *_NAMED_ONCE):
        locked = _locked(member, view)
        expect_version("view", locked.version, version)
        before = _told(locked)
        for name, value in _checked(member, draft, locked).items():
            setattr(locked, name, value)
        if locked.user_id is not None:
            locked.default_for = [one for one in locked.default_for if one == locked.user_id]
        locked.version, locked.changed_at = locked.version + 1, now
        locked.save()
        if _told(locked) != before:
            _tell(catalogue.VIEW_CHANGED, locked, member, now, version=locked.version)
    return locked


def remove_view(*, member: Any, view: SavedView, now: datetime) -> None:
    """Removes a view for everybody who has it; mentions stay. Raises NotFound."""
    require(member, "mentions.triage" if view.user_id is None else "views.save")
    with transaction.atomic():
        locked = _locked(member, view)
        _tell(catalogue.VIEW_REMOVED, locked, member, now)  # first: Django takes the key from what it deleted
        locked.delete()


def set_default(*, member: Any, view: SavedView | None) -> None:
    """Has this member's inbox open with the view; None: with all that is open, as before. Raises NotFound."""
    require(member, "views.save")
    chosen = view_of(member, view.pk).pk if view is not None else None
    with transaction.atomic():
        # All at once, in the order of their ids: of two who change places between two shared views, each would hold the
        # view the other waits for.
        wanted = Q(default_for__contains=[member.user_id]) | Q(pk=chosen)
        rows = list(SavedView.objects.select_for_update().filter(wanted).order_by("pk"))
        if chosen is not None and chosen not in {row.pk for row in rows}:
            raise _gone()
        for row in rows:
            others = [one for one in row.default_for if one != member.user_id]
            default_for = [*others, member.user_id] if row.pk == chosen else others
            if (member.user_id in row.default_for) != (row.pk == chosen):
                row.default_for = default_for
                row.save(update_fields=["default_for"])


def filters_of(*, member: Any, view: SavedView, now: datetime) -> Filters:
    """The view as the inbox's list takes it; "me" is whoever looks, spans end now. Its text is asked apart (`sifting`)."""
    given = view.filters
    hours = SPANS.get(given.get("span", ""))
    assignee = given.get("assignee")
    # As in the inbox: a search looks everywhere, and a list begins with what is open.
    status = given.get("status") or ("all" if given.get("q") else MENTION.start)
    return Filters(
        brand=view.brand_id,
        query=UUID(given["query"]) if given.get("query") else None,
        source=UUID(given["source"]) if given.get("source") else None,
        sentiment=given.get("sentiment", ""),
        status="" if status == "all" else status,
        assignee=member.user_id if assignee == ME else UNASSIGNED if assignee == UNASSIGNED else _number(assignee),
        since=now - timedelta(hours=hours) if hours else _moment(given.get("since")),
        until=None if hours else _moment(given.get("until")),
        text=given.get("q", ""),
    )


def _gone() -> NotFound:
    return NotFound("This view doesn't exist, or it belongs to somebody else.")


def _told(view: SavedView) -> tuple[object, ...]:
    """What of it somebody else could tell the difference of."""
    return view.user_id, view.brand_id, view.name, view.filters, view.text


def _tell(action: Action, view: SavedView, member: Any, now: datetime, **data: Any) -> None:
    """What is one's own is nobody else's news; what everybody on the brand has is."""
    if view.user_id is None:
        record(action, About(view.pk, view.name, brand=view.brand_id), by=member, now=now, **data)


def _checked(member: Any, draft: ViewDraft, held: SavedView | None) -> dict[str, Any]:
    """The row's values. Raises Invalid."""
    name = clean_name("name", draft.name, most=LONGEST_NAME, what="A view's name")
    if draft.shared and draft.brand is None:
        raise Invalid.field("shared", "Choose a brand to share a view with its team.")
    brand = brand_for(member, draft.brand) if draft.brand is not None else None
    if draft.text.strip():
        check_written(draft.text, before=held.text if held else "")
    user_id = None if draft.shared else member.user_id
    if held is not None and held.user_id is None and not draft.shared:
        raise Invalid.field("shared", "A shared view stays shared. Save one of your own instead.")
    same = SavedView.objects.filter(name=name)
    same = same.exclude(pk=held.pk) if held else same
    taken = same.filter(user_id=user_id) if user_id else same.filter(user=None, brand=brand)
    if taken.exists():
        raise _taken(name)
    return {"name": name, "brand": brand, "user_id": user_id, "filters": _narrowed(draft.filters), "text": draft.text}


def _taken(name: str) -> Invalid:
    return Invalid.field("name", f"There is already a view called “{name}”.", code="name_taken")


def _narrowed(filters: Mapping[str, str]) -> dict[str, str]:
    """The filters that say something, each one readable. Raises Invalid (filters)."""
    narrowed = {}
    for name, value in filters.items():
        test = _READABLE.get(name)
        if test is None:
            raise Invalid.field("filters", f"{name} is not a filter. Choose from {', '.join(_READABLE)}.")
        if value and not test(value):
            raise Invalid.field("filters", f"{name}: “{value[:60]}” can't be used here.")
        if value:
            narrowed[name] = value
    return narrowed


def _locked(member: Any, view: SavedView) -> SavedView:
    rows = SavedView.objects.visible_to(member).filter(Q(user=None) | Q(user_id=member.user_id))
    locked: SavedView | None = rows.select_for_update(of=("self",)).filter(pk=view.pk).first()
    if locked is None:
        raise _gone()
    return locked


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _moment(value: str | None) -> datetime | None:
    """A time; without a zone it is meant in the reader's."""
    if not value:
        return None
    try:
        moment = parse_datetime(value)
    except ValueError:
        return None
    return timezone.make_aware(moment) if moment is not None and timezone.is_naive(moment) else moment


def _number(value: str | None) -> int | None:
    return int(value) if value else None


_READABLE: dict[str, Callable[[str], object]] = {
    "status": (*MENTION.statuses, "all").__contains__,
    "sentiment": (*SENTIMENTS, "unscored").__contains__,
    "assignee": re.compile(r"me|none|[0-9]{1,9}").fullmatch,  # nine digits fit PostgreSQL's integer
    "span": SPANS.__contains__,
    "since": _moment,
    "until": _moment,
    "query": _is_id,
    "source": _is_id,
    "q": lambda value: len(value) <= 500 and "\0" not in value,
}
