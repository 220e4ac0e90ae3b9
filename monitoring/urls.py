"""Addresses of monitoring on an agency's host: each subject has its own pages and endpoints."""

from django.urls import include, path

urlpatterns = [
    path("", include("monitoring.feeds.urls")),
    path("", include("monitoring.inbox.urls")),
    path("", include("monitoring.alerting.urls")),
    path("", include("monitoring.insight.urls")),
    path("", include("monitoring.onboarding.urls")),
]
