"""All incidents: running, in triage, past, or whatever they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.errors import Invalid
from accounts.keyset import paginate
from accounts.pages import MemberRequest, Tab, page, show
from accounts.permissions import may
from incidents.forms.listing import FilterForm
from incidents.models import INCIDENT, Incident
from incidents.services import searching
from incidents.views.figures import ClockItem, clocks_of
from incidents.views.lookups import brands_of, row_of
from incidents.views.page_context import room_url

GROUPS = {
    "running": ("Running", ("open", "responding", "stabilised")),
    "triage": ("In triage", ("triage",)),
    "past": ("Past", ("resolved", "closed", "dismissed", "merged")),
    "all": ("All", INCIDENT.statuses),
}
# Running ones by what is worst and has lasted longest; the others as they came.
ORDER = {"running": ("severity", "opened_at", "id")}
SIZE = 30


@dataclass(frozen=True, kw_only=True)
class IncidentRow:
    """An incident with its three nearest clocks."""

    incident: Incident
    clocks: Sequence[ClockItem]


@dataclass(frozen=True, kw_only=True)
class IncidentList:
    """One group of incidents, named by `label`. `narrowed`: by something else than the group."""

    form: FilterForm
    tabs: Sequence[Tab]
    group: str
    label: str
    rows: Sequence[IncidentRow]
    narrowed: bool
    next_url: str
    first_url: str
    shown: str
    next_label: str
    may_open: bool
    now: datetime
    active_nav: str = "incidents"


@dataclass(frozen=True, kw_only=True)
class FoundGroup:
    """What was found of one kind; `all` names the link to the whole list, where there is one."""

    label: str
    all: str
    group: searching.Group


@dataclass(frozen=True, kw_only=True)
class SearchPage:
    """What holds the words that were typed, or the problem with them."""

    typed: str
    groups: Sequence[FoundGroup]
    problem: str


@require_safe
@page("incidents.see")
def incident_list(request: MemberRequest) -> HttpResponse:
    """By group, brand, severity, what it is called; drills apart on request."""
    group = request.GET.get("group", "running")
    group = group if group in GROUPS else "running"
    brands = brands_of(request.member)
    form = FilterForm(request.GET, brands=brands)
    form.is_valid()  # for cleaned_data, which leaves out what can't be read
    rows = Incident.objects.visible_to(request.member).filter(status__in=GROUPS[group][1])
    rows = form.narrowed(rows, request.member).select_related("brand", "lead", "merged_into")
    listed = paginate(
        rows, order=ORDER.get(group, ("-opened_at", "-id")), token=request.GET.get("cursor", ""), size=SIZE
    )
    clocks = clocks_of(listed.rows, request.member)
    # Not the cursor: it is of one group's order, and points nowhere in another.
    kept = {name: str(value) for name, value in request.GET.items() if name not in ("cursor", "group") and value}
    # What is still in triage is released to no client.
    groups = [key for key in GROUPS if key != "triage" or not request.member.is_client]
    tabs = [
        Tab(label=GROUPS[key][0], url=f"?{urlencode({**kept, 'group': key})}", current=key == group) for key in groups
    ]
    shown = IncidentList(
        now=timezone.now(),
        form=form,
        tabs=tabs,
        group=group,
        label=GROUPS[group][0],
        rows=[IncidentRow(incident=one, clocks=clocks[one.pk][:3]) for one in listed.rows],
        narrowed=bool(kept),
        next_url=f"?{urlencode({**kept, 'group': group, 'cursor': listed.next_token})}" if listed.next_token else "",
        first_url=f"?{urlencode({**kept, 'group': group})}" if request.GET.get("cursor") else "",
        shown=f"{len(listed.rows)} incidents",
        next_label="More" if group in ORDER else "Older",
        may_open=may(request.member, "incidents.open"),
    )
    return show(request, "incidents/incident_list.html", shown)


@require_safe
@page("incidents.see")
def incident_by_id(request: MemberRequest, pk: str) -> HttpResponse:
    """Where mails and notifications lead: the room, by its number."""
    return redirect(room_url(row_of(request.member, Incident, pk)))


LABELS = {
    "incidents": ("Incidents", "All incidents"),
    "mentions": ("Mentions", "All mentions"),
    "plans": ("Plans", ""),
    "answers": ("Public answers", ""),
    "people": ("People", ""),
}


@require_safe
@page("brands.see")
def search(request: MemberRequest) -> HttpResponse:
    """Whatever the member may see that holds the words, a few of each kind."""
    typed, groups, problem = request.GET.get("q", "").strip(), [], ""
    if typed:
        try:
            groups = searching.search(member=request.member, typed=typed)
        except Invalid as wrong:
            problem = str(wrong)
    sections = [FoundGroup(label=LABELS[one.kind][0], all=LABELS[one.kind][1], group=one) for one in groups]
    return show(request, "incidents/search.html", SearchPage(typed=typed, groups=sections, problem=problem))
