"""For machines: is the process alive, can it work, and its figures."""

from secrets import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from django_prometheus.exports import ExportToDjangoView

from accounts.errors import NotFound
from accounts.services import health


@never_cache
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    """For a balancer: 200 where this process can serve, 503 with what it lacks."""
    return _told(health.of_this_process())


@never_cache
@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """For who watches the platform: 200 where broker, workers and beat work too, 503 with what does not."""
    return _told(health.of_the_platform())


def _told(state: health.Health) -> HttpResponse:
    body = {"status": "ready" if state.ready else "not ready", "problems": state.problems}
    answer = JsonResponse(body, status=200 if state.ready else 503)
    # The answer is the message: a line in the log for each time somebody asks says nothing more.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer


@never_cache
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text, for whoever holds FIREBREAK_METRICS_TOKEN; without it set, nothing is here."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    # As bytes: `compare_digest` raises TypeError for text beyond ASCII, and anybody may send that.
    if not settings.METRICS_TOKEN or not compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        raise NotFound("There is nothing here.")
    return ExportToDjangoView(request)  # type: ignore[no-any-return]
