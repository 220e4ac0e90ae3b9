"""All incidents: running, in triage, past."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.keyset import slice_of
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from incidents.forms.listing import FilterForm
from incidents.models import Incident
from incidents.views.figures import clocks_of
from incidents.views.finding import brands_of, room_url, row_of

GROUPS = {
    "running": ("Running", ("open", "responding", "stabilised")),
    "triage": ("In triage", ("triage",)),
    "past": ("Past", ("resolved", "closed", "dismissed")),
}
# Running ones by what is worst and has lasted longest; the others as they came.
ORDER = {"running": ("severity", "opened_at", "id")}
SIZE = 30


@require_safe
@page("incidents.see")
def incident_list(request: MemberRequest) -> HttpResponse:
    """By group, brand, severity, words of the title; drills apart on request."""
    group = request.GET.get("group", "running")
    group = group if group in GROUPS else "running"
    brands = brands_of(request.member)
    form = FilterForm(request.GET, brands=brands)
    form.is_valid()
    rows: QuerySet[Incident] = Incident.objects.visible_to(request.member).filter(status__in=GROUPS[group][1])
    rows = form.narrowed(rows).select_related("brand", "lead")
    found = slice_of(
        rows, order=ORDER.get(group, ("-opened_at", "-id")), token=request.GET.get("cursor", ""), size=SIZE
    )
    clocks = clocks_of(found.rows, request.member)
    kept = {name: str(value) for name, value in request.GET.items() if name not in ("cursor", "group") and value}
    # What is still in triage is released to no client.
    groups = [key for key in GROUPS if key != "triage" or not request.member.is_client]
    tabs = [
        {"label": GROUPS[key][0], "url": f"?{urlencode({**kept, 'group': key})}", "current": key == group}
        for key in groups
    ]
    context = {
        "active_nav": "incidents",
        "now": timezone.now(),
        "form": form,
        "tabs": tabs,
        "group": group,
        "label": GROUPS[group][0],
        "rows": [{"incident": one, "clocks": clocks[one.pk][:3]} for one in found.rows],
        "narrowed": bool(kept),
        "next_url": f"?{urlencode({**kept, 'group': group, 'cursor': found.next_token})}" if found.next_token else "",
        "first_url": f"?{urlencode({**kept, 'group': group})}" if request.GET.get("cursor") else "",
        "shown": f"{len(found.rows)} incidents",
        "next_label": "More" if group in ORDER else "Older",
        "may_open": may(request.member, "incidents.open"),
    }
    return show(request, "incidents/incident_list.html", context)


@require_safe
@page("incidents.see")
def incident_by_id(request: MemberRequest, pk: str) -> HttpResponse:
    """Where mails and notifications lead: the room, by its number."""
    return redirect(room_url(row_of(request.member, Incident, pk)))
