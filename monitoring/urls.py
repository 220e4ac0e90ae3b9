"""Addresses of monitoring on an agency's host: pages and /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path
from rest_framework.routers import SimpleRouter

from monitoring.api import views as api

router = SimpleRouter()
router.register("sources", api.SourceViewSet, basename="source")
router.register("queries", api.QueryViewSet, basename="query")
router.register("mentions", api.MentionViewSet, basename="mention")
router.register("rules", api.RuleViewSet, basename="rule")
router.register("alerts", api.AlertViewSet, basename="alert")
router.register("counts", api.CountViewSet, basename="count")

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(router.urls)),
]
