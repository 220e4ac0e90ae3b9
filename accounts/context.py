"""What the frame of every page needs. Other apps add to it by name, in FRAME_PROVIDERS: the frame is below them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

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


def frame(request: HttpRequest) -> dict[str, Any]:
    """The agency, the member, the navigation they may use, and what the providers add (counts, the next deadline)."""
    member = getattr(request, "member", None)
    agency = getattr(request, "tenant", None)
    if member is None or agency is None:
        return {"agency": agency, "member": None, "nav": [], "next_deadline": None}
    context: dict[str, Any] = {
        "agency": agency,
        "member": member,
        "nav": [
            {"key": key, "label": label, "icon": icon, "url": url, "count": None}
            for key, label, icon, url, capability in NAV
            if may(member, capability)
        ],
        "may_manage": may(member, "agency.settings"),
        "next_deadline": None,
        "platform_origin": settings.PLATFORM_ORIGIN,
    }
    for path in settings.FRAME_PROVIDERS:
        import_string(path)(member, context)
    return context
