"""A source that is sent to us: another secret, shown once; another address."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.errors import Conflict
from accounts.pages import MemberRequest, page, show
from monitoring.feeds.services import receiving
from monitoring.feeds.views.sources import source_of
from monitoring.models import Source
from monitoring.page_context import BrandPage, SeeOther, brand_frame, brand_of


@dataclass(frozen=True, kw_only=True)
class SecretMade(BrandPage):
    """A source's new secret, shown once."""

    source: Source
    secret: str


@never_cache
@require_POST
@page("sources.edit")
def source_new_secret(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Makes a secret and shows it this once."""
    brand = brand_of(request, slug)
    source = source_of(request, brand, pk)
    try:
        secret = receiving.renew_secret(member=request.member, source=source, now=timezone.now())
    except Conflict as error:
        messages.warning(request, error.message)
        return SeeOther(f"/brands/{brand.slug}/sources/{source.pk}/")
    # In this answer itself: a redirect would have to keep the secret somewhere.
    shown = SecretMade(**brand_frame(request, brand, "sources"), source=source, secret=secret)
    return show(request, "feeds/source_secret.html", shown)


@require_POST
@page("sources.edit")
def source_new_address(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Makes another address, which the source's page shows."""
    brand = brand_of(request, slug)
    source = source_of(request, brand, pk)
    try:
        receiving.renew_address(member=request.member, source=source, now=timezone.now())
    except Conflict as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, "It has a new address. The one before works for a day.")
    return SeeOther(f"/brands/{brand.slug}/sources/{source.pk}/")
