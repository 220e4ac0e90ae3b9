"""Addresses of accounts on an agency's host: the door, and pages and /api/v1/ of people and brands."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from accounts.admin import agency_site
from accounts.api import agency, applications, brands, events, keys, me, oauth, private_links, removed
from accounts.api import webhooks as api_webhooks
from accounts.api.changelog import ChangelogFeedView, ChangelogView
from accounts.api.description import DescriptionView
from accounts.api.mcp import McpView
from accounts.views import agency as own
from accounts.views import applications as application_pages
from accounts.views import audit, health, login, machines, notifications, people, profile, webhooks
from accounts.views import brands as clients
from accounts.views import keys as key_pages
from accounts.views import private_links as link_pages

router = SimpleRouter()
router.register("members", agency.MemberViewSet, basename="api-member")
router.register("invitations", agency.InvitationViewSet, basename="api-invitation")
router.register("keys", keys.KeyViewSet, basename="api-key")
router.register("applications", applications.ApplicationViewSet, basename="api-application")
router.register("connections", applications.ConnectionViewSet, basename="api-connection")
router.register("machines", keys.MachineViewSet, basename="api-machine")
router.register("private_links", private_links.PrivateLinkViewSet, basename="api-private-link")
router.register("webhooks", api_webhooks.WebhookViewSet, basename="api-webhook")
router.register("events", events.EventViewSet, basename="api-event")
router.register("removed", removed.RemovedViewSet, basename="api-removed")
router.register("accesslog", agency.AccessLogViewSet, basename="api-accesslog")
router.register("brands", brands.BrandViewSet, basename="api-brand")
router.register("contacts", brands.ContactViewSet, basename="api-contact")
router.register("browsers", me.BrowserViewSet, basename="api-browser")
router.register("notifications", brands.NotificationViewSet, basename="api-notification")
router.register("notification_choices", brands.ChoiceViewSet, basename="api-notification-choice")

_brand = "brands/<slug:slug>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", agency_site.urls),
    path("brands/", clients.brand_list, name="brands"),
    path("brands/new/", clients.brand_new, name="brand-new"),
    path(f"{_brand}archive/", clients.brand_archive, name="brand-archive"),
    path(f"{_brand}restore/", clients.brand_restore, name="brand-restore"),
    path(f"{_brand}settings/", clients.brand_settings, name="brand-settings"),
    path(f"{_brand}settings/targets/", clients.brand_targets, name="brand-targets"),
    path(f"{_brand}settings/team/", clients.brand_team, name="brand-team"),
    path(f"{_brand}settings/contacts/", clients.brand_contacts, name="brand-contacts"),
    path(f"{_brand}settings/contacts/new/", clients.brand_contact, name="brand-contact-new"),
    path(f"{_brand}settings/contacts/<uuid:pk>/", clients.brand_contact, name="brand-contact"),
    path(f"{_brand}settings/contacts/<uuid:pk>/remove/", clients.brand_contact_remove, name="brand-contact-remove"),
    path("settings/", own.settings_index, name="settings"),
    path("settings/agency/", own.agency_settings, name="agency-settings"),
    path("settings/agency/close/", own.agency_close, name="agency-close"),
    path("settings/members/", people.member_list, name="members"),
    path("settings/members/invite/", people.member_invite, name="member-invite"),
    path("settings/members/<int:pk>/", people.member_page, name="member"),
    path("settings/members/<int:pk>/holdings/", people.member_holdings, name="member-holdings"),
    path("settings/members/<int:pk>/deactivate/", people.member_deactivate, name="member-deactivate"),
    path("settings/members/<int:pk>/reactivate/", people.member_reactivate, name="member-reactivate"),
    path("settings/invitations/<uuid:pk>/resend/", people.invitation_resend, name="invitation-resend"),
    path("settings/invitations/<uuid:pk>/revoke/", people.invitation_revoke, name="invitation-revoke"),
    path("settings/machines/new/", machines.machine_new, name="machine-new"),
    path("settings/machines/<int:pk>/", machines.machine_page, name="machine"),
    path("settings/machines/<int:pk>/deactivate/", machines.machine_deactivate, name="machine-deactivate"),
    path("settings/machines/<int:pk>/reactivate/", machines.machine_reactivate, name="machine-reactivate"),
    path("settings/keys/", key_pages.key_list, name="keys"),
    path("settings/keys/new/", key_pages.key_new, name="key-new"),
    path("settings/keys/<uuid:pk>/rotate/", key_pages.key_rotate, name="key-rotate"),
    path("settings/keys/<uuid:pk>/revoke/", key_pages.key_revoke, name="key-revoke"),
    path("settings/applications/", application_pages.application_list, name="applications"),
    path("settings/applications/new/", application_pages.application_new, name="application-new"),
    path("settings/applications/<uuid:pk>/", application_pages.application_page, name="application"),
    path("settings/applications/<uuid:pk>/end/", application_pages.application_end, name="application-end"),
    path("profile/connections/<uuid:pk>/end/", application_pages.connection_end, name="connection-end"),
    path("oauth/authorize/", application_pages.connect, name="connect"),
    path("settings/webhooks/", webhooks.webhook_list, name="webhooks"),
    path("settings/webhooks/new/", webhooks.webhook_new, name="webhook-new"),
    path("settings/webhooks/events/", audit.event_catalogue, name="event-catalogue"),
    path("settings/webhooks/<uuid:pk>/", webhooks.webhook_page, name="webhook"),
    path("settings/webhooks/<uuid:pk>/again/", webhooks.webhook_again, name="webhook-again"),
    path("settings/webhooks/<uuid:pk>/again/<uuid:delivery>/", webhooks.delivery_again, name="delivery-again"),
    path("settings/webhooks/<uuid:pk>/pause/", webhooks.webhook_pause, name="webhook-pause"),
    path("settings/webhooks/<uuid:pk>/resume/", webhooks.webhook_resume, name="webhook-resume"),
    path("settings/webhooks/<uuid:pk>/secret/", webhooks.webhook_secret, name="webhook-secret"),
    path("settings/webhooks/<uuid:pk>/try/", webhooks.webhook_try, name="webhook-try"),
    path("settings/webhooks/<uuid:pk>/verify/", webhooks.webhook_verify, name="webhook-verify"),
    path("settings/webhooks/<uuid:pk>/remove/", webhooks.webhook_remove, name="webhook-remove"),
    path("settings/api/", own.api_changes, name="api-changes"),
    path("settings/audit/", audit.audit_log, name="audit"),
    path("settings/audit/export/", audit.audit_export, name="audit-export"),
    path("settings/audit/keeping/", audit.audit_keeping, name="audit-keeping"),
    path("settings/access-log/", audit.access_log, name="access-log"),
    path("profile/", profile.profile, name="profile"),
    path("profile/browsers/", profile.browser_add, name="browser-add"),
    path("profile/browsers/<uuid:pk>/remove/", profile.browser_remove, name="browser-remove"),
    path("profile/links/<slug:kind>/", link_pages.link_make, name="link-make"),
    path("profile/links/<uuid:pk>/rotate/", link_pages.link_rotate, name="link-rotate"),
    path("profile/links/<uuid:pk>/revoke/", link_pages.link_revoke, name="link-revoke"),
    path("links/calendar/<str:token>.ics", link_pages.calendar_link, name="calendar-link"),
    path("links/alerts/<str:token>.atom", link_pages.alerts_link, name="alerts-link"),
    path("notifications/", notifications.notification_list, name="notifications"),
    path("notifications/read/", notifications.notifications_read, name="notifications-read"),
    path("notifications/choices/", notifications.notification_choices, name="notification-choices"),
    path("notifications/times/", notifications.notification_times, name="notification-times"),
    path(
        "notifications/<uuid:pk>/acknowledge/", notifications.notification_acknowledge, name="notification-acknowledge"
    ),
    path("links/acknowledge/<str:token>/", notifications.acknowledge_link, name="acknowledge-link"),
    path("sw.js", profile.service_worker, name="service-worker"),  # from the root: a worker reaches its own folder only
    path("manifest.webmanifest", profile.manifest, name="manifest"),
    path("enter/", login.enter, name="enter"),
    path("enter/callback/", login.callback, name="enter-callback"),
    path("leave/", login.leave, name="leave"),
    path("healthz", health.healthz, name="healthz"),  # no slash: many probes follow no redirect
    path("readyz", health.readyz, name="readyz"),
    path("status", health.status, name="status"),
    path("metrics", health.metrics, name="metrics"),
    path("api/v1/agency/", agency.AgencyView.as_view(), name="api-agency"),
    path("api/v1/notification_times/", brands.TimesView.as_view(), name="api-notification-times"),
    path("api/v1/me/", me.MeView.as_view(), name="api-me"),
    path("api/v1/changelog/", ChangelogView.as_view(), name="api-changelog"),
    path("api/v1/changelog/atom/", ChangelogFeedView.as_view(), name="api-changelog-feed"),
    path("api/v1/schema/", DescriptionView.as_view(), name="api-schema"),
    path("api/v1/docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
    path("api/v1/", include(router.urls)),
    path("api/oauth/token/", oauth.TokenView.as_view(), name="api-token"),
    path("api/oauth/revoke/", oauth.RevocationView.as_view(), name="api-revoke"),
    path(".well-known/oauth-authorization-server", oauth.server_metadata, name="oauth-server"),
    path(".well-known/oauth-protected-resource", oauth.resource_metadata, name="oauth-resource"),
    path(".well-known/oauth-protected-resource/api/mcp", oauth.resource_metadata, name="oauth-resource-mcp"),
    path(".well-known/oauth-protected-resource/api/mcp/", oauth.resource_metadata, name="oauth-resource-mcp-slash"),
    path("api/mcp/", McpView.as_view(), name="api-mcp"),
]
