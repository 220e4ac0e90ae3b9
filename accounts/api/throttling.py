"""Rate limits per member (a key counts as its member's key), told in headers on every answer."""

import time
from typing import Any

from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

# In an ASGI scope: a further look of a request that waits, which was counted when it came.
AGAIN = "firebreak.again"


class MemberThrottle(SimpleRateThrottle):
    """A sliding window in the platform's cache; leaves limit, remaining and reset on the request for the headers."""

    scope = "member"
    cache = caches["platform"]
    # Of the limit's own count: another view's limit counts apart.
    counted = "throttle"

    def get_cache_key(self, request: Request, view: Any) -> str:
        """By key, else by member, else by address."""
        member = getattr(request._request, "member", None)
        if request.auth is not None:
            # A count of its own: a script that runs wild does not lock its owner out of the pages.
            ident = f"key:{request.auth.pk}"
        elif member is not None:
            ident = f"member:{member.pk}"
        else:
            # NUM_PROXIES is set: without it DRF believes all of X-Forwarded-For, a fresh address for each try.
            ident = f"ip:{self.get_ident(request)}"
        return f"{self.counted}:{ident}"

    def allow_request(self, request: Request, view: Any) -> bool:
        """As the base; notes the figures either way. A request that waits is counted once, however often it looks."""
        if getattr(request._request, "scope", {}).get(AGAIN):
            return True
        allowed = super().allow_request(request, view)
        # Where no rate is set DRF returns before it reads a history.
        used = len(getattr(self, "history", []))
        limit, window = int(getattr(self, "num_requests", 0) or 0), float(getattr(self, "duration", 0) or 0)
        oldest = self.history[-1] if used else time.time()  # DRF puts the newest in front
        request._request.rate_limit = (limit, max(limit - used, 0), max(int(oldest + window - time.time()), 0))  # type: ignore[attr-defined]
        return allowed


class FoundingThrottle(MemberThrottle):
    """What nobody logs in for: few tries a minute from one address. Each makes a database schema and sends a mail."""

    scope = "anonymous"
    counted = "founding"
