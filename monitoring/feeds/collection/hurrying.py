"""While a brand has an open incident, its feeds are read as often as is allowed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from accounts.brands.models import Brand
from accounts.tenancy import current_agency
from monitoring.feeds.models import Feed, Subscription


@transaction.atomic
def hurry(*, brand: Brand, until: datetime, now: datetime) -> int:
    """Has the brand's feeds fetched at the minimum interval until `until`; returns how many. To be called in its agency.

    Failing ones too, but none earlier than its host allows. Never shortens an earlier hurry; harmless if repeated.
    """
    wanted = Subscription.objects.for_agency(current_agency()).filter(brand_id=brand.pk, is_active=True)
    wanted.exclude(hurry_until__gte=until).update(hurry_until=until)
    feeds = sorted(set(wanted.values_list("feed_id", flat=True)))
    soon = now + timedelta(seconds=settings.FEED_MIN_SECONDS)
    # In order of id, so that two incidents of brands that share feeds can't wait for each other in a circle.
    for feed_id in feeds:
        at = Greatest(Value(soon), F("not_before"))  # PostgreSQL's GREATEST passes over NULL
        Feed.objects.filter(pk=feed_id, next_fetch_at__gt=at).update(next_fetch_at=at)
    return len(feeds)
