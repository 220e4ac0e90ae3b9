"""The door for what is sent to us. Whoever calls it has a secret address and, mostly, a signature: no session, no cookie."""

from datetime import datetime

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.cleaning import whole_number
from accounts.models import Agency
from accounts.outside.failures import Malformed, TooLarge
from accounts.outside.unpacking import Unpacker, unpacked
from accounts.services.acting import asked_where
from accounts.tenancy import enter, enter_public
from monitoring.feeds.services import receiving

MOST_BYTES = 1024 * 1024
# How often one address is called, and how often one place may try addresses that are none.
CALLS, WRONG = "600/m/key", "30/m/key"
_TYPES = ("application/json", "application/x-www-form-urlencoded", "text/json")
_PACKED, _PLAIN = {"gzip", "x-gzip", "deflate"}, {"", "identity"}


class Refused(Exception):
    """What the sender is told."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


@csrf_exempt  # called by programs that have no cookie of ours
@require_POST
def hook(request: HttpRequest, token: str) -> HttpResponse:
    """Takes one delivery: 2xx once it is stored, and also where it had been before. The work is a job's."""
    agency: Agency = request.tenant  # type: ignore[attr-defined]
    # What comes is everybody's until it is routed: no agency's schema has a part in it.
    enter_public()
    try:
        return _answered(request, agency, token, timezone.now())
    except Refused as refusal:
        answer = JsonResponse({"status": "refused", "detail": refusal.detail}, status=refusal.status)
        if refusal.status == 429:
            answer["Retry-After"] = "60"
        return answer
    finally:
        enter(agency)


def _answered(request: HttpRequest, agency: Agency, token: str, now: datetime) -> HttpResponse:
    address = receiving.called(token, agency)
    if address is None:
        count(request, "wrong_hook", WRONG, ratelimit.truncate_ip(asked_where() or ""))
        raise Refused(404, "There is nothing here.")
    count(request, "hook", CALLS, str(address.pk))
    if address.closes_at is not None and address.closes_at <= now:
        # Senders of Standard Webhooks stop on this.
        raise Refused(410, "Nothing is taken here any more.")
    kind = (request.content_type or "").lower()  # without its parameters
    if kind and kind not in _TYPES and not kind.endswith("+json"):
        raise Refused(415, "Send application/json, or a form.")
    reply = receiving.take_in(address, receiving.Delivery(headers_of(request), *bodies_of(request)), now)
    if reply.refusal:
        raise Refused(reply.status, reply.refusal)
    return JsonResponse(dict(reply.answer or {"status": "accepted"}), status=reply.status)


def count(request: HttpRequest, action: str, rate: str, key: str) -> None:
    if not ratelimit.consume(request, app="feeds", action=action, key=key, config={action: rate}):
        raise Refused(429, "This is called too often. Try again later.")


def headers_of(request: HttpRequest) -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}


def bodies_of(request: HttpRequest, most: int = MOST_BYTES) -> tuple[bytes, bytes]:
    """The body in the clear, and as it came where it was compressed. Raises Refused."""
    names = {name.strip() for name in request.headers.get("Content-Encoding", "").lower().split(",")}
    if names - _PACKED - _PLAIN:
        raise Refused(415, "Compress it with gzip or deflate, or not at all.")
    came = _read(request, most)
    if not names & _PACKED:
        return came, b""
    unpacker = Unpacker(",".join(sorted(names)) if len(names) == 1 else request.headers["Content-Encoding"])
    try:
        body = b"".join(unpacked([came], unpacker, most=most))
    except TooLarge:
        raise _too_large(most) from None
    except Malformed as error:
        raise Refused(400, "The body's compression is broken.") from error
    if not unpacker.finished:
        raise Refused(400, "The body's compression is broken: it was cut off.")
    return body, came


def _read(request: HttpRequest, most: int) -> bytes:
    """At most a byte more than may come is read, whatever the sender says of its length."""
    length = whole_number(request.headers.get("Content-Length", ""))
    if length is not None and length > most:
        raise _too_large(most)
    chunked = "chunked" in request.headers.get("Transfer-Encoding", "").lower()
    # Without a length Django reads nothing; a server that ends the stream itself says so (gunicorn does).
    stream = request.META["wsgi.input"] if chunked and request.META.get("wsgi.input_terminated") else request
    try:
        body = bytes(stream.read(most + 1))
    except (UnreadablePostError, OSError) as error:
        raise Refused(400, "The body was cut off.") from error
    if len(body) > most:
        raise _too_large(most)
    if length is not None and len(body) < length:
        raise Refused(400, "The body was cut off.")
    return body


def _too_large(most: int) -> Refused:
    return Refused(413, f"At most {most // MOST_BYTES} MB a delivery.")
