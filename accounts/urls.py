"""Addresses of accounts on an agency's host: the door, and pages and /api/v1/ of people and brands."""

from django.urls import URLPattern, URLResolver, path

from accounts.admin import agency_site
from accounts.views import door, health

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", agency_site.urls),
    path("enter/", door.enter, name="enter"),
    path("enter/callback/", door.callback, name="enter-callback"),
    path("leave/", door.leave, name="leave"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]
