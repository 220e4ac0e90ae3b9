"""Addresses on an agency's host."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("monitoring.urls")),
    path("", include("playbooks.urls")),
    path("", include("incidents.urls")),
]

handler400 = "accounts.views.errors.bad_request"
handler403 = "accounts.views.errors.forbidden"
handler404 = "accounts.views.errors.not_found"
handler500 = "accounts.views.errors.server_error"
