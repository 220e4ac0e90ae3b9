"""What every page view shares: who is asking, whether they may, and how a fragment is told from a page."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from accounts.models import Agency, Membership
from accounts.permissions import require

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Page = TypeVar("Page")


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


@dataclass(frozen=True, kw_only=True)
class SettingsPage:
    """What every page under Settings tells its frame."""

    active_nav: str = "settings"


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One of components/tabs.html."""

    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """What a page that refuses says: the sentence, and what programs and tests tell it by."""

    message: str
    code: str


@dataclass(frozen=True, kw_only=True)
class RefusalPanel:
    """The same in a part of a page."""

    title: str


def context_of(page: "DataclassInstance") -> dict[str, Any]:
    """A page's fields by name, as they are: what they hold stays whole, unlike in `asdict`."""
    return {field.name: getattr(page, field.name) for field in fields(page)}


def joined(kind: Callable[..., Page], *parts: "DataclassInstance", **more: object) -> Page:
    """A page of several parts: the fields of each (the later part's, where two have one of a name) and `more`."""
    known = {name: value for part in parts for name, value in context_of(part).items()}
    return kind(**(known | more))


def show(
    request: HttpRequest,
    template: str,
    page: "DataclassInstance | None" = None,
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """Renders the template with a frozen dataclass, whose fields are the template's variables.

    For an htmx request (unless boosted) only the `fragment` template, where one is named.
    """
    htmx = getattr(request, "htmx", None)
    wanted = fragment if fragment and htmx and not htmx.boosted else template
    return render(request, wanted, context_of(page) if page is not None else {}, status=status)
