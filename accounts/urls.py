"""Addresses of accounts on an agency's host: the door, and pages and /api/v1/ of people and brands."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.routers import SimpleRouter

from accounts.admin import agency_site
from accounts.api import agency, brands
from accounts.views import door, health

router = SimpleRouter()
router.register("members", agency.MemberViewSet, basename="member")
router.register("invitations", agency.InvitationViewSet, basename="invitation")
router.register("keys", agency.KeyViewSet, basename="key")
router.register("webhooks", agency.WebhookViewSet, basename="webhook")
router.register("accesslog", agency.AccessLogViewSet, basename="accesslog")
router.register("brands", brands.BrandViewSet, basename="brand")
router.register("contacts", brands.ContactViewSet, basename="contact")
router.register("notifications", brands.NotificationViewSet, basename="notification")
router.register("notification_choices", brands.ChoiceViewSet, basename="notification-choice")

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", agency_site.urls),
    path("enter/", door.enter, name="enter"),
    path("enter/callback/", door.callback, name="enter-callback"),
    path("leave/", door.leave, name="leave"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("api/v1/agency/", agency.AgencyView.as_view(), name="api-agency"),
    path("api/v1/me/", agency.MeView.as_view(), name="api-me"),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/v1/docs/", SpectacularSwaggerView.as_view(url_name="api-schema"), name="api-docs"),
    path("api/v1/", include(router.urls)),
]
