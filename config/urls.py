"""Addresses on an agency's host."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("monitoring.urls")),
    path("", include("playbooks.urls")),
    path("", include("incidents.urls")),
]
