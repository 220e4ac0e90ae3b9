"""An operation that is to go says so: in the headers of its answers, and in the description."""

from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory

from accounts.api import schema
from accounts.api.deprecation import Deprecated
from accounts.api.viewsets import Limited, ScopedViewSet
from accounts.brands.models import Brand

ENDING = Deprecated(date(2027, 1, 1), date(2027, 7, 1), "Use /api/v1/brands/.")


class Clients(Limited):
    """A made-up view, half of which is to go."""

    authentication_classes: tuple[Any, ...] = ()
    permission_classes: tuple[Any, ...] = ()
    throttle_classes: tuple[Any, ...] = ()
    deprecated = {"get": ENDING}

    def get(self, request: Request) -> Response:
        """Says something."""
        return Response({"said": True})

    def post(self, request: Request) -> Response:
        """Stays."""
        return Response({"said": True})


class Labels(ScopedViewSet):
    """A made-up noun, of which the list is to go."""

    queryset = Brand.objects.none()
    deprecated = {"list": ENDING}

    def list(self, request: Request) -> Response:
        """All."""
        return Response([])

    def create(self, request: Request) -> Response:
        """One more."""
        return Response({})


def test_its_answers_say_since_when_until_when_and_where_that_is_explained() -> None:
    answer = Clients.as_view()(APIRequestFactory().get("/api/v1/clients/"))
    assert answer["Deprecation"] == "@1798761600"
    assert parsedate_to_datetime(answer["Sunset"]).date() == date(2027, 7, 1)
    assert answer["Link"].count("</api/v1/changelog/>") == 2 and 'rel="sunset"' in answer["Link"]


def test_what_stays_says_nothing() -> None:
    answer = Clients.as_view()(APIRequestFactory().post("/api/v1/clients/"))
    assert not {"Deprecation", "Sunset", "Link"} & set(answer.headers)


def test_the_description_marks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "_NOUNS", {})  # what is made up here is no noun of the API's own description
    views = [
        path("api/v1/clients/", Clients.as_view()),
        path("api/v1/labels/", Labels.as_view({"get": "list", "post": "create"})),
    ]
    document: Any = SchemaGenerator(patterns=views).get_schema(request=None, public=True)
    for noun in ("clients", "labels"):
        going, stays = (document["paths"][f"/api/v1/{noun}/"][method] for method in ("get", "post"))
        assert going["deprecated"] is True and "may be gone from 2027-07-01" in going["description"]
        assert "deprecated" not in stays and "gone" not in stays["description"]
        assert all("Sunset" in one["headers"] for one in going["responses"].values() if "$ref" not in one)
    assert "Sunset" in document["components"]["headers"]


def test_nobody_is_given_too_little_time() -> None:
    with pytest.raises(ValueError, match="180 days"):
        Deprecated(date(2027, 1, 1), date(2027, 1, 1) + timedelta(days=179), "Use another.")
