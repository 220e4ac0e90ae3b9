"""A brand's planned events: the list, adding, changing, removing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import Invalid, NotFound
from accounts.forms import carried_out
from accounts.keyset import first_rows, paginate
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.alerting.forms.events import KINDS, EventForm
from monitoring.alerting.services import events
from monitoring.models import PlannedEvent
from monitoring.page_context import BrandPage, SeeOther, brand_frame, brand_of

ICONS = {"campaign": "megaphone", "launch": "rocket", "conference": "presentation", "other": "calendar"}
NAMES = dict(KINDS)
SIZE = 30
COMING = 100


@dataclass(frozen=True, kw_only=True)
class EventRow:
    """One event in words."""

    event: PlannedEvent
    icon: str
    kind: str
    running: bool


@dataclass(frozen=True, kw_only=True)
class EventList(BrandPage):
    """`more_coming`: there are more to come than the page shows."""

    coming: Sequence[EventRow]
    more_coming: bool
    past: Sequence[EventRow]
    next_url: str
    first_url: str
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class EventEdit(BrandPage):
    """The form of a new event, or of one there is; `zone` names the clock its times are read by."""

    form: EventForm
    event: PlannedEvent | None
    zone: str | None


@require_safe
@page("rules.see")
def event_list(request: MemberRequest, slug: str) -> HttpResponse:
    """Those to come and running, the next first; below them the past ones."""
    brand, now = brand_of(request, slug), timezone.now()
    rows = PlannedEvent.objects.visible_to(request.member).filter(brand=brand)
    past = rows.filter(ends_at__lte=now)
    try:
        past_page = paginate(past, order=("-ends_at", "-id"), token=request.GET.get("page", ""), size=SIZE)
    except Invalid:
        # A link that was cut short, or made in another agency, begins at the start.
        past_page = paginate(past, order=("-ends_at", "-id"), size=SIZE)
    coming, more = first_rows(rows.filter(ends_at__gt=now).order_by("starts_at", "id"), COMING)
    shown = EventList(
        **brand_frame(request, brand, "events"),
        coming=[_row(one, now) for one in coming],
        more_coming=more,
        past=[_row(one, now) for one in past_page.rows],
        next_url=f"?page={past_page.next_token}" if past_page.next_token else "",
        first_url="?" if request.GET.get("page") else "",
        may_edit=may(request.member, "rules.edit"),
    )
    return show(request, "alerting/event_list.html", shown)


def _row(event: PlannedEvent, now: datetime) -> EventRow:
    return EventRow(
        event=event,
        icon=ICONS[event.kind],
        kind=NAMES[event.kind],
        running=event.starts_at <= now < event.ends_at,
    )


@require_http_methods(["GET", "POST"])
@page("rules.edit")
def event_add(request: MemberRequest, slug: str) -> HttpResponse:
    """Enters one."""
    brand = brand_of(request, slug)
    form = EventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if carried_out(form, lambda: events.add_event(member=request.member, brand=brand, draft=form.draft(), now=now)):
            messages.success(request, "Entered. Charts show it, and alerts of its time name it.")
            return SeeOther(f"/brands/{brand.slug}/events/")
    return _show(request, brand, form, None)


@require_http_methods(["GET", "POST"])
@page("rules.edit")
def event_edit(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Changes one."""
    brand = brand_of(request, slug)
    event = _event_of(request, brand, pk)
    form = EventForm(request.POST or None, initial=EventForm.initial_of(event))
    if request.method == "POST" and form.is_valid():
        version, now = form.cleaned_data["version"], timezone.now()
        if carried_out(
            form,
            lambda: events.change_event(
                member=request.member, event=event, draft=form.draft(), version=version, now=now
            ),
        ):
            messages.success(request, "Saved.")
            return SeeOther(f"/brands/{brand.slug}/events/")
    return _show(request, brand, form, event)


@require_POST
@page("rules.edit")
def event_remove(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Removes one."""
    brand = brand_of(request, slug)
    event = _event_of(request, brand, pk)
    events.remove_event(member=request.member, event=event, now=timezone.now())
    messages.success(request, f"“{event.name}” is removed. Alerts that named it keep its name.")
    return SeeOther(f"/brands/{brand.slug}/events/")


def _show(request: MemberRequest, brand: Brand, form: EventForm, event: PlannedEvent | None) -> HttpResponse:
    frame = brand_frame(request, brand, "events")
    shown = EventEdit(**frame, form=form, event=event, zone=timezone.localtime().tzname())
    return show(request, "alerting/event_edit.html", shown, status=422 if form.errors else 200)


def _event_of(request: MemberRequest, brand: Brand, pk: UUID) -> PlannedEvent:
    event: PlannedEvent | None = PlannedEvent.objects.visible_to(request.member).filter(brand=brand, pk=pk).first()
    if event is None:
        raise NotFound("There is no such planned event.")
    return event
