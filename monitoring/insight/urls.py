"""Addresses of a brand's figures: its page and /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path
from rest_framework.routers import SimpleRouter

from monitoring.insight.api import counts, readiness
from monitoring.insight.views import brand

router = SimpleRouter()
router.register("counts", counts.CountViewSet, basename="api-count")
router.register("readiness", readiness.ReadinessViewSet, basename="api-readiness")

urlpatterns: list[URLPattern | URLResolver] = [
    path("brands/<slug:slug>/", brand.brand, name="brand"),
    path("api/v1/", include(router.urls)),
]
