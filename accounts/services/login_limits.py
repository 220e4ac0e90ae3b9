"""How often somebody may try to log in, counted in the cache, and how an operator lets them try again. README has the figures."""

from datetime import datetime, timedelta

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

from accounts.models import AccessLog, User
from accounts.services.access_log import log_person

# Wrong passwords for one address in an hour, over all places it is tried from; browsers known to the person count apart.
ANYWHERE = "100/h/key"
_LIBRARY = "allauth.account"


def tries_key(address: str, *, known: int | None, place: str) -> str:
    """What wrong passwords are counted by: a browser that is known to person `known`, else the address and the place."""
    return f"{address}|known:{known}" if known else f"{address}|{place}"


def count_anywhere(request: HttpRequest, address: str) -> ratelimit.RateLimitUsage | None:
    """Counts a try for this address over all places; None where there were too many."""
    return ratelimit.consume(
        request, app="accounts", action="login_anywhere", key=address, config={"login_anywhere": ANYWHERE}
    )


def lift(email: str, *, now: datetime) -> list[str]:
    """Forgets the wrong passwords and codes given for an address, wherever it was tried in the last hour; these places.

    What one place may try of all addresses together passes within a minute and stays.
    """
    address = email.strip().lower()
    # A cache can't be asked which keys it holds: the log knows from where it was tried.
    failed = AccessLog.objects.filter(action="login.failed", subject=address, at__gte=now - timedelta(hours=1))
    places = sorted({ratelimit.truncate_ip(ip) for ip in failed.values_list("ip", flat=True) if ip})
    keys = [tries_key(address, known=None, place=place) for place in places]
    user = User.objects.filter(email__iexact=address).first()
    if user is not None:
        keys += [
            tries_key(address, known=user.pk, place=""),
            f"mfa-auth-user-{user.pk}",
        ]  # the library's name for codes
    for key in keys:
        _forget("login_failed", key, app=_LIBRARY)
    _forget("login_anywhere", address, app="accounts", config={"login_anywhere": ANYWHERE})
    log_person("login.limits_lifted", address=address)
    return places


def _forget(action: str, key: str, *, app: str, config: dict[str, str] | None = None) -> None:
    for rate in ratelimit.get_rates(app=app, action=action, config=config):
        if rate.per == "key":
            # Of the request only limits by address and by person read anything: an empty one does.
            cache.delete(ratelimit.get_cache_key(HttpRequest(), app=app, action=action, rate=rate, key=key))
