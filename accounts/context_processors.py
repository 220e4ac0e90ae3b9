"""What the frame of every page needs; of what lies above it, it asks by accounts.hooks."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypedDict

from django.conf import settings
from django.http import HttpRequest

from accounts import hooks
from accounts.brands.models import Brand
from accounts.models import Agency, Membership
from accounts.notifications.models import Notification
from accounts.permissions import may

NAV = (
    ("home", "Home", "layout-grid", "/", "brands.see"),
    ("inbox", "Inbox", "inbox", "/mentions/", "mentions.see"),
    ("alerts", "Alerts", "bell", "/alerts/", "alerts.see"),
    ("incidents", "Incidents", "siren", "/incidents/", "incidents.see"),
    ("brands", "Brands", "store", "/brands/", "brands.see"),
    ("plans", "Plans", "book-open-check", "/plans/", "plans.see"),
    ("debriefs", "Debriefs", "history", "/debriefs/", "debriefs.see"),
)


SETTINGS = ("settings", "Settings", "settings", "/settings/", "notifications.own")


class NavItem(TypedDict):
    """One entry of the navigation, with how much waits there."""

    key: str
    label: str
    icon: str
    url: str
    count: int | None


class BrandLink(TypedDict):
    """One of the member's brands, to change to."""

    name: str
    url: str
    current: bool


class Frame(TypedDict, total=False):
    """What every page may use. A person without a place here, and nobody, get the first four only."""

    agency: Agency | None
    member: Membership | None
    nav: list[NavItem]
    next_deadline: Any
    may_manage: bool
    platform_origin: str
    events_url: str
    search_url: str
    notification_count: Callable[[], int]
    member_menu: Callable[[], list[dict[str, str]]]
    brand_switch: Callable[[], list[BrandLink]]


def frame(request: HttpRequest) -> Frame:
    """The agency, the member, the navigation they may use, and what waits for them (counts, the next deadline).

    What costs a query is a function, asked only where a template shows it: fragments pay for nothing.
    """
    member = getattr(request, "member", None)
    agency = getattr(request, "tenant", None)
    # An error's page may be rendered before anybody is known.
    if member is None or agency is None:
        return {"agency": agency, "member": None, "nav": [], "next_deadline": None}
    known: Frame | None = getattr(request, "frame_context", None)
    if known is not None:
        return known
    unread = lru_cache(maxsize=1)(lambda: _unread(member))  # asked by the bell and by the menu
    context: Frame = {
        "agency": agency,
        "member": member,
        "nav": [
            {"key": key, "label": label, "icon": icon, "url": url, "count": None}
            for key, label, icon, url, capability in (*NAV, SETTINGS)
            if may(member, capability)
        ],
        "may_manage": may(member, "agency.settings"),
        "next_deadline": None,
        "platform_origin": settings.PLATFORM_ORIGIN,
        "events_url": "/events/",
        "search_url": "",
        "notification_count": unread,
        "member_menu": lru_cache(maxsize=1)(lambda: _menu(unread())),
        "brand_switch": lru_cache(maxsize=1)(lambda: _brands(request, member)),
    }
    if _has_frame(request):
        facts = hooks.frame.answer(member)
        for item in context["nav"]:
            item["count"] = facts.counts.get(item["key"]) or None
        context["search_url"], context["next_deadline"] = facts.search_url, facts.next_deadline
    # A page is often rendered from several templates, each of which asks again.
    request.frame_context = context  # type: ignore[attr-defined]
    return context


def _has_frame(request: HttpRequest) -> bool:
    """Fragments for htmx and the admin have no navigation of ours."""
    htmx = getattr(request, "htmx", None)
    return not request.path.startswith("/admin/") and not (htmx and not htmx.boosted)


def _unread(member: Membership) -> int:
    """How many notifications are new; counts to 99, so that it costs the same for anybody."""
    mine = Notification.objects.visible_to(member).filter(user_id=member.user_id, read_at=None)
    return len(mine.values_list("pk", flat=True)[:99])


def _menu(unread: int) -> list[dict[str, str]]:
    label = f"Notifications, {unread} new" if unread else "Notifications"
    return [
        {"label": "Profile", "url": "/profile/", "icon": "user"},
        {"label": label, "url": "/notifications/", "icon": "bell"},
        {"label": "Other agencies", "url": f"{settings.PLATFORM_ORIGIN}/", "icon": "building"},
    ]


def _brands(request: HttpRequest, member: Membership) -> list[BrandLink]:
    """On a brand's own pages: the member's brands, this one marked. Elsewhere nothing: there is no current brand."""
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match and request.path.startswith("/brands/") else None
    if slug is None:
        return []
    brands = Brand.objects.visible_to(member).exclude(status="archived").order_by("name").values_list("name", "slug")
    return [{"name": name, "url": f"/brands/{own}/", "current": own == slug} for name, own in brands]
