"""The base of every API view: scoped, declared, idempotent creates, optimistic locking, rate-limit headers."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django.apps import apps
from django.db import IntegrityError, transaction
from django.http import HttpResponseBase
from django.utils import timezone
from rest_framework import mixins, serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.errors import Conflict, DomainError, Invalid
from accounts.models import Membership
from accounts.scoping import ScopedModel
from accounts.sealing import seal, unseal

KEY_HEADER = "Idempotency-Key"
REMEMBERED = timedelta(days=1)  # jobs.forget_what_is_over sweeps by the same


class Stale(DomainError):
    """Somebody changed it since it was read."""

    status = 412
    default_code = "changed_since"


class NeedsIfMatch(DomainError):
    """A change of a draft must say which state it changes."""

    status = 428
    default_code = "if_match_required"


class _Replay(Exception):
    def __init__(self, status: int | None, body: Any) -> None:
        super().__init__()
        self.status, self.body = status, body


class Limited(APIView):
    """Tells the rate limit's figures on every answer; base of the plain views too."""

    capabilities: ClassVar[Mapping[str, str]] = {}

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Adds RateLimit-Limit, -Remaining and -Reset (seconds)."""
        response = super().finalize_response(request, response, *args, **kwargs)
        figures = getattr(request._request, "rate_limit", None)
        if figures:
            for name, value in zip(("Limit", "Remaining", "Reset"), figures, strict=True):
                response[f"RateLimit-{name}"] = str(value)
        return response

    def read(self, shape: type[serializers.Serializer[Any]], *, partial: bool = False) -> dict[str, Any]:
        """The body, parsed by a serializer. Raises a problem that names each field that is amiss, unknown ones too."""
        parsed = shape(data=self.request.data, partial=partial)
        parsed.is_valid(raise_exception=True)
        unknown = sorted(set(self.request.data) - set(parsed.fields))
        if unknown:
            raise Invalid(
                "Some fields are not known here.",
                code="unknown_field",
                fields={name: ["Not known here."] for name in unknown},
            )
        return dict(parsed.validated_data)


class ScopedViewSet(Limited, viewsets.GenericViewSet[Any]):
    """One noun of the API.

    `model` is read only through `visible_to`; `capabilities` maps each action to what it needs, and an action without
    an entry is refused; `ordering` is the keyset order. A POST with an Idempotency-Key runs once: the key's row commits
    with what it made, and a repeat within a day gets the same answer.
    """

    model: ClassVar[type[ScopedModel]]
    ordering: ClassVar[tuple[str, ...]] = ("-id",)

    @property
    def member(self) -> Membership:
        """Who asks."""
        return self.request._request.member  # type: ignore[attr-defined,no-any-return]

    def get_queryset(self) -> Any:
        """What the member may see."""
        if getattr(self, "swagger_fake_view", False):
            return self.model.objects.none()
        return self.model.objects.visible_to(self.member)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As DRF's, in one transaction where an Idempotency-Key is given: the key's row and its work commit together."""
        if request.method != "POST" or KEY_HEADER not in request.headers:
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            response = super().dispatch(request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Authenticates, authorises, then claims the idempotency key."""
        super().initial(request, *args, **kwargs)
        self._record: Any = None
        if request.method == "POST" and KEY_HEADER in request.headers:
            self._record = self._claim(request, request.headers[KEY_HEADER])

    def _claim(self, request: Request, key: str) -> Any:
        if not 1 <= len(key) <= 200:
            raise Invalid.field(KEY_HEADER, "An Idempotency-Key has 1 to 200 characters.")
        records = apps.get_model("brands", "IdempotencyRecord")._default_manager
        records.filter(user_id=self.member.user_id, key=key, created_at__lt=timezone.now() - REMEMBERED).delete()
        digest = hashlib.sha256(b"\n".join([request.path.encode(), request._request.body])).hexdigest()
        try:
            with transaction.atomic():  # a second request with the key waits here until the first has committed
                return records.create(user_id=self.member.user_id, key=key, request_hash=digest)
        except IntegrityError:
            earlier = records.get(user_id=self.member.user_id, key=key)
        if earlier.request_hash != digest:
            raise Conflict("This Idempotency-Key was used for another request.", code="idempotency_key_reused")
        raise _Replay(earlier.status, unseal(earlier.body) if isinstance(earlier.body, str) else earlier.body)

    def handle_exception(self, exc: Exception) -> Response:
        """A replayed key answers what it answered before."""
        if isinstance(exc, _Replay):
            return Response(exc.body, status=exc.status, headers={"Idempotent-Replayed": "true"})
        return super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Stores what the key answered."""
        response = super().finalize_response(request, response, *args, **kwargs)
        record = getattr(self, "_record", None)
        if record is not None and response.status_code < 400:
            response.render()
            # Sealed: among the answers are keys and secrets that are shown once and kept nowhere else in clear.
            record.status, record.body = response.status_code, seal(json.loads(response.content or b"null"))
            record.save(update_fields=["status", "body"])
        return response

    def answer(self, row: Any, *, status: int = 200, version: int | None = None) -> Response:
        """A row by the view's serializer, with its ETag where it has a version."""
        response = Response(self.get_serializer(row).data, status=status)
        if version is not None:
            response["ETag"] = etag(version)
        return response

    def if_match(self, current: int) -> int:
        """The version the request says it changes. Raises NeedsIfMatch without the header, Stale where it differs."""
        header = self.request.headers.get("If-Match", "")
        if not header:
            raise NeedsIfMatch("Send If-Match with the ETag you last read.")
        if header.strip().removeprefix("W/").strip('"') != str(current):
            raise Stale(
                "Somebody changed this since you read it. Nothing of yours is lost; read it again.",
                data={"current": current},
            )
        return current


def etag(version: int) -> str:
    """A version number as an ETag."""
    return f'"{version}"'


class ReadViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ScopedViewSet):
    """Lists and shows."""
