"""The base of every API view: scoped, declared, idempotent creates, optimistic locking, rate-limit headers."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar

from django.db import IntegrityError, transaction
from django.http import HttpResponseBase
from django.utils import timezone
from rest_framework import mixins, serializers, viewsets
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import expanding
from accounts.api.deprecation import Deprecated, deprecated_by, headers_of
from accounts.api.filters import updated_since
from accounts.api.parameters import refuse_unknown
from accounts.api.strict import faults, has_unknown
from accounts.api.tags import Stale, etag, refuse_unheeded, tagged, version_asked_for
from accounts.brands.models import IdempotencyRecord
from accounts.dated import Dated, forget
from accounts.encryption import decrypt, encrypt
from accounts.errors import Conflict, Invalid
from accounts.models import Membership
from accounts.scoping import ScopedModel, brand_ids, on_every_brand

KEY_HEADER = "Idempotency-Key"
REMEMBERED = timedelta(days=1)  # jobs.forget_what_is_over sweeps by the same


# Raised, not returned: DRF drops what `initial` returns, and goes on to the handler.
class _Replay(Exception):
    def __init__(self, status: int | None, answer: Any) -> None:
        super().__init__()
        if not (isinstance(answer, dict) and answer.keys() == {"body", "headers"}):
            answer = {"body": answer, "headers": {}}  # as it was kept by a release before
        self.status, self.body, self.headers = status, answer["body"], answer["headers"]


class Limited(APIView):
    """Tells the rate limit's figures on every answer; base of the plain views too."""

    capabilities: ClassVar[Mapping[str, str]] = {}
    # The actions that change one state of a thing, named by If-Match; all others refuse the header.
    if_match_on: ClassVar[tuple[str, ...]] = ()
    # Actions that are to go (see deprecation).
    deprecated: ClassVar[Mapping[str, Deprecated]] = {}
    # OPTIONS would describe serializers that the API's own description describes better.
    http_method_names = ["get", "post", "patch", "delete", "head"]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Authenticates, authorises, then refuses query parameters and conditions that mean nothing here."""
        super().initial(request, *args, **kwargs)
        refuse_unknown(request, self)
        refuse_unheeded(request, getattr(self, "action", ""), self.if_match_on)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Any:
        """Adds RateLimit-Limit, -Remaining and -Reset (seconds), and the tag of what is shown; no cache on the way keeps it."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.setdefault("Cache-Control", "no-store")
        figures = getattr(request._request, "rate_limit", None)
        if figures:
            for name, value in zip(("Limit", "Remaining", "Reset"), figures, strict=True):
                response[f"RateLimit-{name}"] = str(value)
        ending = deprecated_by(self, str(request.method))
        if ending is not None:
            for name, words in headers_of(ending).items():
                response[name] = words
        return tagged(request, response) if isinstance(response, Response) else response

    def read(self, shape: type[serializers.Serializer[Any]], *, partial: bool = False) -> dict[str, Any]:
        """The body, parsed by a serializer. Raises a problem that names each field that is amiss, unknown ones too, at any depth."""
        parsed = shape(data=self.request.data, partial=partial)
        amiss = faults(parsed, self.request.data)
        if amiss:
            unknown = has_unknown(amiss)
            raise Invalid("Some fields are invalid.", code="unknown_field" if unknown else "invalid", fields=amiss)
        parsed.is_valid(raise_exception=True)
        return dict(parsed.validated_data)


class ScopedViewSet(Limited, viewsets.GenericViewSet[Any]):
    """One noun of the API.

    `model` is read only through `visible_to`; `capabilities` maps each action to what it needs, and an action without
    an entry is refused; `ordering` is the keyset order. A POST with an Idempotency-Key runs once: the key's row commits
    with what it made, and a repeat within a day gets the same answer.
    """

    model: ClassVar[type[ScopedModel]]
    ordering: ClassVar[tuple[str, ...]] = ("-id",)
    # Whether its list shows rows of the model itself: then each says when it was written, and `?updated_since=` asks by it.
    lists_rows: ClassVar[bool] = True
    # Whether its rows can be shown with those they name (see expanding).
    expands: ClassVar[bool] = True
    # Fields of a create's answer that are shown once: a repeat has them empty.
    shown_once: ClassVar[tuple[str, ...]] = ()

    @property
    def member(self) -> Membership:
        """Who asks."""
        return self.request._request.member  # type: ignore[attr-defined,no-any-return]

    @property
    def reader(self) -> Membership | None:
        """Who asks; nobody, where the API describes itself."""
        return None if getattr(self, "swagger_fake_view", False) else self.member

    def get_queryset(self) -> Any:
        """What the member may see."""
        if getattr(self, "swagger_fake_view", False):
            # drf-spectacular makes views without a request: there is no member to ask for.
            return self.model.objects.none()
        return self.model.objects.visible_to(self.member)

    def filter_queryset(self, queryset: Any) -> Any:
        """Filters are a list's: one that was left in the address of a single row would hide it as if it were not there."""
        return super().filter_queryset(self.updated(queryset)) if self.action == "list" else queryset

    @classmethod
    def tells_updates(cls) -> bool:
        """Whether its list takes `?updated_since=`."""
        model = getattr(cls, "model", None) or getattr(cls.queryset, "model", None)
        return cls.lists_rows and model is not None and issubclass(model, Dated)

    def updated(self, rows: Any) -> Any:
        """Those written since the time that is asked for, for a list that finds its rows itself."""
        return updated_since(self.request, rows) if self.tells_updates() else rows

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As DRF's, in one transaction where an Idempotency-Key is given: the key's row and its work commit together."""
        if request.method != "POST" or KEY_HEADER not in request.headers:
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            response = super().dispatch(request, *args, **kwargs)
            # DRF has made an answer of the exception, and its set_rollback() heeds ATOMIC_REQUESTS only, which is off:
            # without this a refused create would keep its key, and its repeat get nothing else.
            if response.status_code >= 400:
                transaction.set_rollback(True)
        return response

    _expand: tuple[str, ...] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Authenticates, authorises, then claims the idempotency key."""
        super().initial(request, *args, **kwargs)
        self._expand = expanding.wanted(request, self)
        self._record: Any = None
        if request.method == "POST" and KEY_HEADER in request.headers:
            self._record = self._claim(request, request.headers[KEY_HEADER])

    def _claim(self, request: Request, key: str) -> Any:
        if not 1 <= len(key) <= 200:
            raise Invalid.field(KEY_HEADER, "An Idempotency-Key has 1 to 200 characters.")
        records = IdempotencyRecord._default_manager
        # Not left to the sweep: a key is free after a day to the minute, whenever that runs.
        records.filter(user_id=self.member.user_id, key=key, created_at__lt=timezone.now() - REMEMBERED).delete()
        asked = [request.path.encode(), request._request.META["QUERY_STRING"].encode()]
        # Two writings of one body are one request: clients differ in the order of their keys from run to run.
        body = json.dumps(
            request.data, sort_keys=True, separators=(",", ":"), default=str
        ).encode()  # a file is its digest
        parts = [*asked, body, self._power().encode()]
        digest = hashlib.sha256(b"\n".join(parts)).hexdigest()
        try:
            # In a savepoint: after the violation PostgreSQL refuses whatever else the transaction asks.
            with transaction.atomic():  # a second request with the key waits here until the first has committed
                return records.create(user_id=self.member.user_id, key=key, request_hash=digest)
        except IntegrityError:
            earlier = records.get(user_id=self.member.user_id, key=key)
        if earlier.request_hash != digest:
            raise Conflict(
                "This Idempotency-Key was already used for a different request, or your permissions have changed since.",
                code="idempotency_key_reused",
            )
        raise _Replay(earlier.status, decrypt(earlier.body) if isinstance(earlier.body, str) else earlier.body)

    def _power(self) -> str:
        """What the member may do and see, in one line: an answer is repeated to nobody who might not get it today."""
        member = self.member
        brands = [] if on_every_brand(member) else sorted(map(str, brand_ids(member)))
        by = "application" if member.by_application else ""
        return "|".join([member.role, by, ",".join(sorted(member.key_scopes or ())), *brands])

    def handle_exception(self, exc: Exception) -> Response:
        """A replayed key answers what it answered before."""
        if isinstance(exc, _Replay):
            return Response(exc.body, status=exc.status, headers={**exc.headers, "Idempotent-Replayed": "true"})
        return super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Any:
        """Says where what was made can be read, and stores what the idempotency key answered."""
        made = response.data.get("id") if response.status_code == 201 and isinstance(response.data, dict) else None
        # RFC 9110, 15.3.2; where a noun has no address of its own there is nothing to name.
        if made is not None and self.action == "create" and hasattr(self, "retrieve"):
            response["Location"] = self.reverse_action("detail", args=[made])
        if response.status_code == 200 and self._expand:
            expanding.add_to(response.data, self._expand, self.member)
        # Before the digest is added: a replay goes through here again and gets it anew.
        versioned = response.get("ETag")
        response = super().finalize_response(request, response, *args, **kwargs)
        record = getattr(self, "_record", None)
        if record is not None and response.status_code < 400:
            response.render()
            # What went out, not `data`, which has UUIDs and times that JSON has not.
            body = json.loads(response.content or b"null")
            if isinstance(body, dict):
                body |= {name: "" for name in self.shown_once if name in body}
            kept = {"Location": response.get("Location"), "ETag": versioned}
            headers = {name: value for name, value in kept.items() if value}
            # Sealed: the table would hold a day of everybody's answers, contacts and all, for whoever gets a dump.
            record.status, record.body = response.status_code, encrypt({"body": body, "headers": headers})
            record.save(update_fields=["status", "body"])
        return response

    def shapes(self, rows: Sequence[Any]) -> Any:
        """Rows as a list shows them."""
        return self.get_serializer(rows, many=True).data

    def whole(self, shaped: serializers.BaseSerializer[Any]) -> Response:
        """All of a list that has one page (`pagination_class = WholePage`)."""
        return Response({"results": shaped.data, "next": None})

    def answer(self, row: Any, *, status: int = 200, version: int | None = None) -> Response:
        """A row by the view's serializer, with its ETag where it has a version."""
        if self.request.method not in SAFE_METHODS and isinstance(row, Dated):
            forget(row)  # it may have been read before what was just done to it
        response = Response(self.get_serializer(row).data, status=status)
        if version is not None:
            response["ETag"] = etag(version)
        return response

    def if_match(self, current: int) -> int:
        """The version the request says it changes. Raises NeedsIfMatch without the header, Stale where it differs."""
        asked = version_asked_for(self.request)
        if asked is not None and asked != current:
            raise Stale(
                "Somebody changed this since you read it. Nothing of yours is lost; read it again.",
                data={"current": current},
            )
        return current


class ReadViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ScopedViewSet):
    """Lists and shows."""
