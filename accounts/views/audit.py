"""The audit log: the record of what happened, newest first, for those who answer for the agency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.api.events import download
from accounts.brands.models import Brand
from accounts.errors import Invalid
from accounts.events.catalogue import Action, action_of, actions, schema_of
from accounts.events.models import Event
from accounts.events.services import exporting, keeping, reading
from accounts.forms import carried_out
from accounts.forms.audit import POWER, AuditForm, KeepingForm
from accounts.pages import MemberRequest, SettingsPage, Tab, page, show
from accounts.permissions import may
from accounts.services import api_keys, members

SIZE = 50
WINDOWS = 5
# How an actor is told from another by eye: icon and word.
ACTOR_SIGNS = {
    "person": ("user", "Person"), "key": ("key-round", "API key"), "rule": ("workflow", "Rule"), "system": ("cpu", "Firebreak"),
}  # fmt: skip
_WORDS = {"": "All", "person": "People", "key": "Keys", "rule": "Rules", "system": "Firebreak"}
# Pages whose address is a row's id, by what the record calls it.
PAGES = {
    "incident": "incident-by-id",
    "alert": "alert",
    "plan": "plan",
    "proposal": "proposal",
    "mention": "inbox-mention",
}


@dataclass(frozen=True, kw_only=True)
class AuditRow:
    """One event in words. `details`: what its record says beside; `url`: of its subject's page, `incident_url` of its incident's."""

    event: Event
    icon: str
    kind: str
    says: str
    url: str
    incident_url: str
    brand: str
    details: Sequence[tuple[str, str]]
    day: date


@dataclass(frozen=True, kw_only=True)
class AuditLog(SettingsPage):
    """`looked`: where nothing more was found within one look, the position down to which it went."""

    form: AuditForm
    kinds: Sequence[Tab]
    rows: Sequence[AuditRow]
    narrowed: bool
    carried: Sequence[tuple[str, str]]
    next_url: str
    first_url: str
    looked: int | None
    may_keep: bool
    kept: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class AuditKeeping(SettingsPage):
    """The form of how long."""

    form: KeepingForm


@dataclass(frozen=True, kw_only=True)
class CatalogueGroup:
    """All kinds of events about one thing, each with its sentence and what its data holds."""

    subject: str
    kinds: Sequence[tuple[Action, Sequence[tuple[str, str]]]]


@dataclass(frozen=True, kw_only=True)
class Catalogue(SettingsPage):
    """Every kind of event there is."""

    groups: Sequence[CatalogueGroup]


def _form(request: MemberRequest, given: Any) -> AuditForm:
    form = AuditForm(
        given,
        brands=list(Brand.objects.visible_to(request.member).order_by("name")),
        people=members.members_of(request.member),
        keys=api_keys.keys_of(request.member),
    )
    form.is_valid()
    return form


@require_safe
@page("accesslog.see")
def audit_log(request: MemberRequest) -> HttpResponse:
    """Who did what, newest first, by whatever it is narrowed to."""
    form, token = _form(request, request.GET), request.GET.get("cursor", "")
    look = reading.newest(
        request.member, form.filters(), token=token, size=SIZE, window=reading.LONG_WINDOW, turns=WINDOWS
    )
    asked = {name: value for name, value in form.data.items() if name in form.fields and value}
    brands = dict(form.fields["brand"].choices)  # type: ignore[attr-defined]
    kept = keeping.days_kept()
    shown = AuditLog(
        form=form,
        kinds=[Tab(label=words, url=_address(asked | {"by": kind}), current=asked.get("by", "") == kind) for kind, words in _WORDS.items()],
        rows=[_row(one, brands) for one in look.rows],
        narrowed=bool(asked),
        carried=list(asked.items()),
        next_url=_address(asked | {"cursor": look.next_token}) if look.next_token else "",
        first_url=_address(asked) if token else "",
        # One look reads so many positions only: an empty page with more behind it says how far it went.
        looked=look.until if look.next_token and len(look.rows) < SIZE else None,
        may_keep=may(request.member, "agency.settings"),
        kept=(kept["owners"], kept["internal"]),
    )  # fmt: skip
    return show(request, "accounts/audit_log.html", shown)


def _address(asked: dict[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _row(event: Event, brands: dict[str, str]) -> AuditRow:
    icon, kind = ACTOR_SIGNS[event.actor_kind]
    action = action_of(event.action)
    return AuditRow(
        event=event,
        icon=icon,
        kind=f"{kind}, by link" if event.by_link else kind,
        says=action.says if action else event.action,
        url=_page_of(event.subject_kind, event.subject_id),
        incident_url=_page_of("incident", str(event.incident_id)) if event.incident_id and event.subject_kind != "incident" else "",
        brand=brands.get(str(event.brand_id), ""),
        details=[(name.replace("_", " "), _words(value)) for name, value in event.data.items() if value not in ("", [], None, event.subject_label)],
        day=timezone.localtime(event.at).date(),
    )  # fmt: skip


def _page_of(kind: str, pk: str) -> str:
    try:
        # An event outlives what it tells of: its id need not be of the shape that page has now.
        return reverse(PAGES[kind], args=[pk]) if kind in PAGES else ""
    except NoReverseMatch:
        return ""


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


@require_POST
@page("accesslog.see")  # type: ignore[arg-type]  # what is streamed is no HttpResponse
def audit_export(request: MemberRequest) -> HttpResponseBase:
    """The log as it is narrowed, as a file."""
    # By POST: an export is an event itself, which no browser that fetches links ahead may write.
    form = request.POST.get("form", "")
    if form not in exporting.FORMATS:
        raise Invalid.field("form", "Choose CSV or NDJSON.")
    return download(request.member, _form(request, request.POST).filters(), form=form)


@require_http_methods(["GET", "POST"])
@page("agency.settings")
def audit_keeping(request: MemberRequest) -> HttpResponse:
    """How long the record is kept."""
    kept = keeping.days_kept()
    form = KeepingForm(request.POST or None, initial={"owners": kept["owners"], "others": kept["internal"]})
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        if carried_out(form, lambda: keeping.keep_for(request.member, **given, now=now)):
            messages.success(request, "Saved")
            return redirect("audit")
    return show(request, "accounts/audit_keeping.html", AuditKeeping(form=form), status=422 if form.errors else 200)


@require_safe
@page("accesslog.see")
def access_log(request: MemberRequest) -> HttpResponse:
    """Where it used to be: the audit log, narrowed to log-ins and permissions."""
    # Not for good: browsers keep a permanent redirect for ever.
    return redirect(f"{reverse('audit')}?what={POWER}", permanent=False)


@require_safe
@page("members.see")
def event_catalogue(request: MemberRequest) -> HttpResponse:
    """Every kind of event, for whoever builds what follows them."""
    groups: dict[str, list[tuple[Action, Sequence[tuple[str, str]]]]] = {}
    for one in actions():
        data = [(name, _type(schema_of(shape))) for name, shape in one.data.items()]
        groups.setdefault(one.subject.replace("_", " ").capitalize(), []).append((one, data))
    shown = Catalogue(groups=[CatalogueGroup(subject=subject, kinds=kinds) for subject, kinds in groups.items()])
    return show(request, "accounts/event_catalogue.html", shown)


def _type(schema: dict[str, Any]) -> str:
    """A schema in few words: "id or null", "one of a, b"."""
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "enum" in schema:
        return "one of " + ", ".join(one or "“”" for one in schema["enum"])
    if schema["type"] == "array":
        return f"list of {_type(schema['items'])}"
    return {"uuid": "id", "date-time": "time"}.get(schema.get("format", ""), str(schema["type"]))
