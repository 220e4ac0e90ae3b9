"""Addresses of monitoring on an agency's host: pages and /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path
from rest_framework.routers import SimpleRouter

from monitoring.api import views as api
from monitoring.views import inbox, mention, undo

router = SimpleRouter()
router.register("sources", api.SourceViewSet, basename="api-source")
router.register("queries", api.QueryViewSet, basename="api-query")
router.register("mentions", api.MentionViewSet, basename="api-mention")
router.register("rules", api.RuleViewSet, basename="api-rule")
router.register("alerts", api.AlertViewSet, basename="api-alert")
router.register("counts", api.CountViewSet, basename="api-count")

_mention = "mentions/<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("mentions/", inbox.inbox, name="inbox"),
    path("mentions/bulk/", inbox.bulk, name="inbox-bulk"),
    path("mentions/undo/<slug:key>/", undo.undo, name="inbox-undo"),
    path(_mention, mention.mention, name="inbox-mention"),
    path(f"{_mention}card/", mention.mention_card, name="inbox-card"),
    path(f"{_mention}status/", mention.mention_status, name="inbox-status"),
    path(f"{_mention}assign/", mention.mention_assign, name="inbox-assign"),
    path(f"{_mention}sentiment/", mention.mention_sentiment, name="inbox-sentiment"),
    path(f"{_mention}note/", mention.mention_note, name="inbox-note"),
    path("api/v1/", include(router.urls)),
]
