"""ETags: which state of a thing an answer shows, and which state a change was made for (RFC 9110, 8.8 and 13.1).

A thing that is changed by more than one person has a version: its tag is `"7.5f3a09c2"`, the version and a digest of what
the answer shows. If-Match asks for the version alone: an answer may show more than what the change is about. Every other
answer has a weak tag, for those who ask again whether anything is new (If-None-Match, 304).
"""

import hashlib

from django.http import HttpResponse, HttpResponseBase
from django.utils.http import parse_etags
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.cleaning import whole_number
from accounts.errors import DomainError, Invalid


class Stale(DomainError):
    """Somebody changed it since it was read."""

    status = 412
    default_code = "changed_since"


class NeedsIfMatch(DomainError):
    """A change of a draft must say which state it changes."""

    status = 428
    default_code = "if_match_required"


def refuse_unheeded(request: Request, action: str, heeded: tuple[str, ...]) -> None:
    """Raises Invalid for a change with an If-Match that nobody would look at: its sender believes to be safe from overwriting."""
    if "If-Match" in request.headers and request.method not in SAFE_METHODS and action not in heeded:
        words = "This address takes no If-Match: leave it out."
        raise Invalid.field("If-Match", words, code="if_match_unsupported")


def etag(version: int) -> str:
    """A version number as an ETag; `finished` adds the digest of what is shown."""
    return f'"{version}"'


def version_asked_for(request: Request) -> int | None:
    """The version in If-Match; None for `*`, which takes whatever is there now. Raises NeedsIfMatch without one, Stale for what
    is no tag of ours."""
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise NeedsIfMatch("Send If-Match with the ETag you last read.")
    if header == "*":
        return None
    # nginx makes a tag weak when it compresses; the version in it is as good, though RFC 9110 (13.1.1) asks for strong.
    digits = header.removeprefix("W/").strip('"').partition(".")[0]
    version = whole_number(digits)
    if version is None:
        raise Stale("This If-Match is not an ETag of this. Read it again.")
    return version


def tagged(request: Request, response: Response) -> HttpResponseBase:
    """The answer with the tag of what it shows; 304 without a body where the reader has just that."""
    if not 200 <= response.status_code < 300 or response.status_code == 204:
        return response
    version = response.get("ETag", "").strip('"')
    # The answer to a change is nothing to ask for again; only a version is, as the next If-Match.
    if not version and request.method not in {"GET", "HEAD"}:
        return response
    response.render()  # DRF renders after the view; the digest is of what goes out, and a second call does nothing
    digest = hashlib.sha256(response.content).hexdigest()[:16]
    response["ETag"] = f'"{version}.{digest}"' if version else f'W/"{digest}"'
    if request.method in {"GET", "HEAD"} and _has_it(request.headers.get("If-None-Match", ""), response["ETag"]):
        return _not_modified(response)
    return response


def _has_it(header: str, tag: str) -> bool:
    """Whether If-None-Match names the tag, weak or strong (RFC 9110, 13.1.2)."""
    asked = [one.removeprefix("W/") for one in parse_etags(header)]
    return asked == ["*"] or tag.removeprefix("W/") in asked


def _not_modified(response: Response) -> HttpResponse:
    """304 with the headers of the answer that would say the same again, and without its body.

    Django's own conditional answer also weighs If-Match, which here is about changes only.
    """
    answer = HttpResponse(status=304)
    for name, value in response.items():
        if name not in {"Content-Type", "Content-Length"}:
            answer[name] = value
    del answer["Content-Type"]  # HttpResponse sets text/html by itself
    return answer
