"""Addresses on the platform's host: founding an agency, logging in, the operators' admin, and what hubs push."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls_platform")),
    path("accounts/", include("allauth.urls")),
    path("", include("monitoring.feeds.urls_platform")),
]

handler400 = "accounts.views.errors.bad_request"
handler403 = "accounts.views.errors.forbidden"
handler404 = "accounts.views.errors.not_found"
handler500 = "accounts.views.errors.server_error"
