"""What a member was told, by which way it comes, and the link in a mail that acknowledges."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import NotFound
from accounts.forms import carried_out
from accounts.forms.people import TimesForm
from accounts.keyset import paginate
from accounts.models import User
from accounts.notifications.models import Notification
from accounts.notifications.services import choices, notifying, timing
from accounts.pages import MemberRequest, SettingsPage, Tab, page, show

ICONS = {
    "alert": "bell",
    "incident": "siren",
    "task": "square-check",
    "approval": "stamp",
    "update_due": "clock",
    "source": "radio-tower",
    "proposal": "git-pull-request",
}
WAY_WORDS = {"mail": "By email", "push": "By push"}


@dataclass(frozen=True, kw_only=True)
class NotificationList(SettingsPage):
    """Notifications, each with its icon. `later`: not the newest are shown."""

    rows: Sequence[tuple[Notification, str]]
    next_token: str
    later: bool
    only_new: bool
    now: datetime
    tabs: list[Tab]


@dataclass(frozen=True, kw_only=True)
class NotificationChoices(SettingsPage):
    """A row for each kind of news: its key, its words, and for each way the box's name, its words, whether it is on."""

    rows: list[tuple[str, str, list[tuple[str, str, bool]]]]
    ways: list[str]
    form: TimesForm
    own_zone: str


@dataclass(frozen=True, kw_only=True)
class Acknowledge:
    """What a mail's link opens: one notification, whom it was for, and whose name stands above the page."""

    news: Notification
    person: User
    brand_name: str
    home_url: str = "/"


@require_safe
@page("notifications.own")
def notification_list(request: MemberRequest) -> HttpResponse:
    """One's own, newest first; `?new=1` only those not read."""
    only_new, token = request.GET.get("new") == "1", request.GET.get("cursor", "")
    mine = Notification.objects.visible_to(request.member).filter(user_id=request.member.user_id)
    if only_new:
        mine = mine.filter(read_at=None)
    notifications = paginate(mine.select_related("brand"), order=("-created_at", "-id"), token=token, size=30)
    shown = NotificationList(
        rows=[(row, ICONS.get(row.kind, "bell")) for row in notifications.rows],
        next_token=notifications.next_token,
        later=bool(token),
        only_new=only_new,
        now=timezone.now(),
        tabs=[
            Tab(label="All", url="/notifications/", current=not only_new),
            Tab(label="New", url="/notifications/?new=1", current=only_new),
        ],
    )
    return show(request, "accounts/notification_list.html", shown)


@require_POST
@page("notifications.own")
def notifications_read(request: MemberRequest) -> HttpResponse:
    """Marks all as read, or the one that is named."""
    one = request.POST.get("id", "")
    ids = None if not one else [_mine(request, one).pk]
    count = notifying.mark_read(request.member, now=timezone.now(), ids=ids)
    if ids is None:
        messages.success(request, f"{count} marked read" if count else "Nothing was unread")
    return redirect("notifications")


def _mine(request: MemberRequest, pk: UUID | str) -> Notification:
    try:
        wanted = UUID(str(pk))  # a form's field is anybody's text
    except ValueError:
        raise NotFound("There is no such notification.") from None
    mine = Notification.objects.visible_to(request.member).filter(user_id=request.member.user_id)
    notification: Notification | None = mine.filter(pk=wanted).first()
    if notification is None:
        raise NotFound("There is no such notification.")
    return notification


@require_POST
@page("notifications.own")
def notification_acknowledge(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The member has it in hand: nobody is woken next."""
    notifying.acknowledge(request.member, _mine(request, pk), now=timezone.now())
    messages.success(request, "Acknowledged: nobody else will be woken")
    return redirect("notifications")


@require_http_methods(["GET", "POST"])
@page("notifications.own")
def notification_choices(request: MemberRequest) -> HttpResponse:
    """Which news comes by which way; and when."""
    matrix = choices.matrix(request.member)
    if request.method == "POST":
        # All boxes or none: half a page saved would be a choice nobody made.
        with transaction.atomic():
            for kind, _, ways in matrix:
                for way, now_on in ways.items():
                    # A box that is not ticked is not sent at all.
                    wanted = f"{kind}:{way}" in request.POST
                    if wanted != now_on:
                        choices.choose(request.member, kind=kind, channel=way, on=wanted)
        messages.success(request, "Saved")
        return redirect("notification-choices")
    return _choices_page(request, TimesForm(initial=asdict(timing.times_of(request.member))))


@require_POST
@page("notifications.own")
def notification_times(request: MemberRequest) -> HttpResponse:
    """Quiet hours and digests, from the same page."""
    form = TimesForm(request.POST)
    if form.is_valid() and carried_out(
        form, lambda: timing.set_times(request.member, times=form.times, now=timezone.now())
    ):
        messages.success(request, "Saved")
        return redirect("notification-choices")
    return _choices_page(request, form)


def _choices_page(request: MemberRequest, form: TimesForm) -> HttpResponse:
    rows: list[tuple[str, str, list[tuple[str, str, bool]]]] = [
        (kind, words, [(f"{kind}:{way}", WAY_WORDS[way], on) for way, on in ways.items()])
        for kind, words, ways in choices.matrix(request.member)
    ]
    shown = NotificationChoices(
        rows=rows,
        ways=list(WAY_WORDS.values()),
        form=form,
        own_zone=timing.zone_of(request.member.user.time_zone).key,
    )
    return show(request, "accounts/notification_choices.html", shown, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def acknowledge_link(request: HttpRequest, token: str) -> HttpResponse:
    """From a mail, without a log-in: opening shows it, the button acknowledges. Programs that open links change nothing."""
    notification, member = notifying.by_token(token)
    if request.method == "POST":
        notifying.acknowledge(member, notification, now=timezone.now())
        return redirect("acknowledge-link", token=token)  # so that loading again sends no form again
    shown = Acknowledge(news=notification, person=member.user, brand_name=member.agency.name)
    return show(request, "accounts/acknowledge.html", shown)
