"""What every page view shares: who is asking, whether they may, and how a fragment is told from a page."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Protocol, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from accounts.models import Agency, Membership
from accounts.permissions import require


class MemberRequest(HttpRequest):
    """A request that has passed the door: its member and agency are known."""

    member: Membership
    tenant: Agency
    htmx: HtmxDetails


class PageView(Protocol):
    """A view function of a member's page."""

    def __call__(self, request: MemberRequest, /, *args: Any, **kwargs: Any) -> HttpResponse: ...


def page(capability: str) -> Callable[[PageView], Callable[..., HttpResponse]]:
    """Lets only members with the capability in (raises Forbidden). The route table reads `capability` off the view."""

    def decorate(view: PageView) -> Callable[..., HttpResponse]:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(getattr(request, "member", None), capability)
            return view(cast(MemberRequest, request), *args, **kwargs)

        inner.capability = capability  # type: ignore[attr-defined]
        return inner

    return decorate


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """Renders the page, or for an htmx request (unless boosted) only its `fragment` template."""
    htmx = getattr(request, "htmx", None)
    wanted = fragment if fragment and htmx and not htmx.boosted else template
    return render(request, wanted, dict(context or {}), status=status)
