"""“Add a mention”: a link is read by a job and its page's words are shown to be looked over; or all is typed by hand."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.brands.models import Brand
from accounts.errors import Conflict, Invalid, NotFound
from accounts.forms import put_errors
from accounts.pages import MemberRequest, page, show
from monitoring.inbox.forms.adding import AddForm, initial_of
from monitoring.inbox.services import adding
from monitoring.models import LinkReading
from monitoring.page_context import SeeOther

HERE = "/mentions/add/"


@dataclass(frozen=True, kw_only=True)
class AddPage:
    """`reading`: of the link, while its page is read (`poll_url` is asked) and after. `known_url`: the mention there is already."""

    form: AddForm
    reading: LinkReading | None = None
    poll_url: str = ""
    known_url: str = ""
    active_nav: str = "inbox"


@require_http_methods(["GET", "HEAD", "POST"])
@page("mentions.triage")
def mention_add(request: MemberRequest) -> HttpResponse:
    """A POST has the link read (`step` is "read"), or adds the mention."""
    brands = list(Brand.objects.visible_to(request.member).exclude(status="archived").order_by("name"))
    if request.method == "POST":
        return _posted(request, brands)
    reading = _reading(request)
    if reading is not None and reading.status == "reading":
        poll = f"{HERE}?link={reading.pk}"
        return _show(request, AddPage(form=AddForm(brands), reading=reading, poll_url=poll))
    initial = {"brand": request.GET.get("brand", "")}
    if reading is not None:
        said = initial_of(reading.facts) if reading.facts else {"url": reading.url}
        initial = {"brand": reading.brand.slug, **said}
    return _show(request, AddPage(form=AddForm(brands, initial=initial), reading=reading))


def _show(request: MemberRequest, shown: AddPage, *, status: int = 200) -> HttpResponse:
    return show(request, "inbox/add.html", shown, fragment="inbox/add_form.html", status=status)


def _reading(request: MemberRequest) -> LinkReading | None:
    given = request.GET.get("link", "")
    if not given:
        return None
    try:
        row: LinkReading | None = adding.readings_of(request.member).filter(pk=UUID(given)).first()
    except ValueError:
        row = None
    if row is None:
        raise NotFound("There is no such link, or it was pasted more than a week ago.")
    return row


def _posted(request: MemberRequest, brands: list[Brand]) -> HttpResponse:
    form, known = AddForm(brands, request.POST), ""
    if form.is_valid():
        brand = next(one for one in brands if one.slug == form.cleaned_data["brand"])
        try:
            return _done(request, form, brand)
        except (Invalid, Conflict) as error:
            put_errors(form, error)
            mention = error.data.get("mention")
            known = f"/mentions/{mention}/" if mention else ""
    return _show(request, AddPage(form=form, known_url=known), status=422)


def _done(request: MemberRequest, form: AddForm, brand: Brand) -> HttpResponse:
    member, now = request.member, timezone.now()
    if request.POST.get("step") == "read":
        made = adding.start_reading(member=member, brand=brand, url=form.cleaned_data["url"], now=now)
        return SeeOther(f"{HERE}?link={made.pk}")
    mention = adding.add_mention(member=member, brand=brand, draft=form.draft(), now=now)
    messages.success(request, "Added. It counts as any other mention does.")
    return SeeOther(f"/mentions/{mention.pk}/")
