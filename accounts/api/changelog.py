"""What changed in the API, the newest first, and what we promise about changes; as JSON and as an Atom feed, for everybody."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.deprecation import NOTICE
from accounts.api.viewsets import Limited

KEPT = "public, max-age=300"
# In force from this day on; what changed before, changed at once.
POLICY_FROM = date(2026, 12, 1)
POLICY = (
    "What may come at any time: new addresses, new optional parameters and fields of requests, new fields of answers, new kinds of"
    " events, new values where a list of them is not said to be closed. Programs pass over what they don't know.",
    f"What is to go, or to become something else, is deprecated first: announced here and in the API's description, and kept for at"
    f" least {NOTICE.days} days from then.",
    "Each answer of a deprecated operation says so in its headers: Deprecation (RFC 9745) since when, Sunset (RFC 8594) from when on"
    " it may be gone, and a Link to this list.",
    "A repair of what let somebody see or do what they may not comes at once. It is announced here, marked as breaking.",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when it came, what it concerns, and what a client has to do. `breaking`: whoever does nothing gets something else.

    `gone`: where operations went that are there no longer, the beginning of their address.
    """

    on: date
    about: str
    says: str
    breaking: bool = False
    gone: str = ""


CHANGES = (
    Change(
        date(2026, 11, 30),
        "/api/v1/sources/unwatched/",
        "New: networks a brand watches nothing of, and what could be watched there by its name and handles.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/source_batches/",
        "New: several sources at once, a line for each or OPML; each is tried and added in the background, and says what became of it.",
    ),
    Change(date(2026, 11, 30), "/api/v1/sources/opml/", "New: a brand's feeds as OPML."),
    Change(
        date(2026, 11, 30),
        "/api/v1/mentions/",
        "New: POST adds one post as a mention, by its link or by hand; what a link's page says is read by `/api/v1/link_readings/`.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/link_readings/",
        "New: the page of one post is read in the background, for whoever pasted its link; what it says is kept for 7 days.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/imports/",
        "New: files of mentions (CSV, XLSX, exports of other tools) are brought as a body, looked at, imported, and undone. A source"
        " that only holds what people bring has the status `given`.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/sources/",
        "New: `delay` of a source, how long its posts take to reach the inbox; `fetches/` of one, its last 100 tries to be read; `receiving`,"
        " `new_address/` and `new_secret/` of one that posts are sent to.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/incidents/",
        "New, here and in all lists whose rows name others: `?expand=brand` adds `expanded`, these rows as their own addresses show them.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/incidents/",
        "New: `file/` of an incident is its record as one file, for counsel or for the client, with the hashes to check it by.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/notifications/",
        "New: `event` of a notification: what it tells of, by its id in the record of events.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/exports/",
        "New: the mentions of a filter as a file of any size (NDJSON), written in the background and kept for 7 days.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/applications/",
        "New: applications that people connect by OAuth (code with PKCE, /.well-known/oauth-authorization-server)."
        " An access token is sent as a key is; it never decides, publishes or releases.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/connections/",
        "New: one's own connections of applications, and their end.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/mcp/",
        "New: assistants connect by the Model Context Protocol, with a key or an access token.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/removed/",
        "New: what is gone from the lists, in the order of the record of events. Rows of lists say `updated_at`, when they were last"
        " written, and lists take `?updated_since=`.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/changelog/",
        "New: this list, what we promise about changes, and both as an Atom feed.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/private_links/",
        "New: secret addresses at which a calendar (iCal) and a feed reader (Atom) fetch what their person may see.",
    ),
    Change(
        date(2026, 11, 30),
        "/api/v1/events/",
        "Planned events moved from /api/v1/events/ to /api/v1/planned_events/, with the same shapes. At /api/v1/events/ is now the record"
        " of what happened: a change feed by position, with ?wait= and a stream.",
        breaking=True,
    ),
)


class ApiChangeOut(serializers.Serializer[Any]):
    """One change. `breaking`: whoever does nothing gets something else."""

    on = serializers.DateField(help_text="The day it came")
    about = serializers.CharField(help_text="The address it concerns")
    says = serializers.CharField(help_text="What changed, and what to do")
    breaking = serializers.BooleanField()


class ChangelogOut(serializers.Serializer[Any]):
    """What we promise, and the changes, the newest first."""

    policy = serializers.ListField(child=serializers.CharField())
    policy_from = serializers.DateField()
    notice_days = serializers.IntegerField(help_text="How long a deprecated operation is kept at least")
    changes = ApiChangeOut(many=True)


class ChangelogView(Limited):
    """What changed in the API, and what we promise about changes. The same for everybody."""

    authentication_classes: tuple[Any, ...] = ()
    permission_classes: tuple[Any, ...] = ()

    # Nobody is asked for: said as an empty requirement (OpenAPI 3.1, 4.8.30), since an operation without any is refused.
    @extend_schema(responses=ChangelogOut, auth=[{}], operation_id="changelog")  # type: ignore[list-item]
    def get(self, request: Request) -> Response:
        """The newest change first."""
        said = {"policy": POLICY, "policy_from": POLICY_FROM, "notice_days": NOTICE.days, "changes": CHANGES}
        return Response(ChangelogOut(said).data, headers={"Cache-Control": KEPT})


class ChangelogFeedView(Limited):
    """The changes as an Atom feed, for a feed reader."""

    authentication_classes: tuple[Any, ...] = ()
    permission_classes: tuple[Any, ...] = ()

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        """The newest change first."""
        text = _feed(request.build_absolute_uri(reverse("api-changelog")), request.build_absolute_uri())
        tag = f'"{len(CHANGES)}.{CHANGES[0].on:%Y%m%d}"'
        response = HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
        response["ETag"], response["Cache-Control"] = tag, KEPT
        return get_conditional_response(request._request, tag, None, response) or response


def _feed(home: str, own: str) -> bytes:
    feed = Atom1Feed("Firebreak: changes of the API", home, "", author_name="Firebreak", feed_url=own, feed_guid=home)
    for number, one in enumerate(CHANGES):
        at = datetime.combine(one.on, time(), UTC)
        feed.add_item(
            title=f"{'Breaking: ' if one.breaking else ''}{one.about}",
            link=home,
            description=one.says,
            # Counted from the oldest: a change keeps its id when another comes.
            unique_id=f"{home}#{len(CHANGES) - number}",
            pubdate=at,
            updateddate=at,
        )
    written = io.BytesIO()
    feed.write(written, "utf-8")
    return written.getvalue()
