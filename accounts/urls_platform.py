"""Addresses of accounts on the platform's host."""

from django.urls import URLPattern, URLResolver, path

from accounts.admin import platform_site
from accounts.api import agency
from accounts.views import health, platform, sessions

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", platform_site.urls),
    path("", platform.home, name="platform-home"),
    path("signup/", platform.signup, name="signup"),
    path("signup/<uuid:agency_id>/", platform.signup_progress, name="signup-progress"),
    path("signup/<uuid:agency_id>/retry/", platform.signup_retry, name="signup-retry"),
    path("signup/<uuid:agency_id>/take/", platform.signup_take, name="signup-take"),
    path("handoff/", platform.hand_off, name="handoff"),
    path("accounts/sessions/", sessions.session_list, name="sessions"),
    path("accounts/sessions/end/", sessions.session_end, name="session-end"),
    path("invitations/<str:token>/", platform.invitation, name="invitation"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("status", health.status, name="status"),
    path("metrics", health.metrics, name="metrics"),
    path("api/v1/agencies/", agency.FoundingView.as_view(), name="api-found"),
    path("api/v1/agencies/<uuid:agency_id>/", agency.FoundedView.as_view(), name="api-founded"),
]
