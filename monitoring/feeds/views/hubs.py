"""The door for hubs (WebSub): they ask whether we meant it, and push. Whoever calls it has a secret address: no session, no cookie."""

from datetime import datetime

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.services.acting import asked_where
from monitoring.feeds.services import hubs
from monitoring.feeds.views.receiving import CALLS, MOST_BYTES, WRONG, Refused, bodies_of, count, headers_of

_MOST_BYTES = 4 * MOST_BYTES  # some hubs push the whole feed
_TEXT = "text/plain; charset=utf-8"


@csrf_exempt  # called by programs that have no cookie of ours
@require_http_methods(["GET", "POST"])
def hook(request: HttpRequest, token: str) -> HttpResponse:
    """Answers a hub's question with its own words, and takes what it pushes: 2xx once it is stored. The work is a job's."""
    try:
        return _answered(request, token, timezone.now())
    except Refused as refusal:
        answer = HttpResponse(str(refusal), status=refusal.status, content_type=_TEXT)
        if refusal.status == 429:
            answer["Retry-After"] = "60"
        return answer


def _answered(request: HttpRequest, token: str, now: datetime) -> HttpResponse:
    row = hubs.called(token)
    if row is None:
        count(request, "wrong_hook", WRONG, ratelimit.truncate_ip(asked_where() or ""))
        raise Refused(404, "There is nothing here.")
    count(request, "hook", CALLS, str(row.pk))
    if request.method == "GET":
        challenge = hubs.confirm(row, request.GET.dict(), now)
        if challenge is None:
            raise Refused(404, "This was not asked for.")
        # The hub's own words, and never as a page: they could hold a script.
        answer = HttpResponse(challenge, content_type=_TEXT)
        answer["X-Content-Type-Options"] = "nosniff"
        return answer
    delivery = hubs.Delivery(headers_of(request), *bodies_of(request, _MOST_BYTES))
    if not hubs.take_in(row, delivery, now):
        raise Refused(410, "Nothing is taken here any more.")
    return HttpResponse(status=202)
