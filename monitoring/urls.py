"""Addresses of monitoring on an agency's host: pages and /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path
from rest_framework.routers import SimpleRouter

from monitoring.api import events as api_events
from monitoring.api import queries as api_queries
from monitoring.api import readiness as api_readiness
from monitoring.api import rules as api_rules
from monitoring.api import saved_views as api_saved_views
from monitoring.api import views as api
from monitoring.views import (
    alert_list,
    alerts,
    backfills,
    backtest,
    brand,
    events,
    exporting,
    inbox,
    mention,
    onboarding,
    queries,
    rules,
    saved_views,
    sources,
    stars,
    undo,
)

router = SimpleRouter()
router.register("sources", api.SourceViewSet, basename="api-source")
router.register("queries", api_queries.QueryViewSet, basename="api-query")
router.register("views", api_saved_views.SavedViewViewSet, basename="api-view")
router.register("backfills", api_queries.BackfillViewSet, basename="api-backfill")
router.register("mentions", api.MentionViewSet, basename="api-mention")
router.register("rules", api_rules.RuleViewSet, basename="api-rule")
router.register("alerts", api.AlertViewSet, basename="api-alert")
router.register("events", api_events.EventViewSet, basename="api-event")
router.register("counts", api.CountViewSet, basename="api-count")
router.register("readiness", api_readiness.ReadinessViewSet, basename="api-readiness")

_mention = "mentions/<uuid:pk>/"
_brand = "brands/<slug:slug>/"
_source = f"{_brand}sources/<uuid:pk>/"
_query = f"{_brand}queries/<uuid:pk>/"
_rule = f"{_brand}rules/<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("mentions/", inbox.inbox, name="inbox"),
    path("mentions/export/", exporting.inbox_file, name="inbox-file"),
    path("mentions/bulk/", inbox.bulk, name="inbox-bulk"),
    path("mentions/undo/<slug:key>/", undo.undo, name="inbox-undo"),
    path("mentions/stars/", stars.many_stars, name="inbox-many-stars"),
    path("mentions/views/", saved_views.view_list, name="inbox-views"),
    path("mentions/views/<uuid:pk>/", saved_views.view_edit, name="inbox-view"),
    path("mentions/views/<uuid:pk>/remove/", saved_views.view_remove, name="inbox-view-remove"),
    path("mentions/views/<uuid:pk>/default/", saved_views.view_default, name="inbox-view-default"),
    path(_mention, mention.mention, name="inbox-mention"),
    path(f"{_mention}card/", mention.mention_card, name="inbox-card"),
    path(f"{_mention}status/", mention.mention_status, name="inbox-status"),
    path(f"{_mention}assign/", mention.mention_assign, name="inbox-assign"),
    path(f"{_mention}sentiment/", mention.mention_sentiment, name="inbox-sentiment"),
    path(f"{_mention}stars/", stars.mention_stars, name="inbox-stars"),
    path(f"{_mention}note/", mention.mention_note, name="inbox-note"),
    path("alerts/", alert_list.alert_list, name="alerts"),
    path("alerts/<uuid:pk>/", alerts.alert, name="alert"),
    path("alerts/<uuid:pk>/acknowledge/", alerts.alert_take, name="alert-take"),
    path("alerts/<uuid:pk>/dismiss/", alerts.alert_put_aside, name="alert-put-aside"),
    path("alerts/<uuid:pk>/outcome/", alerts.alert_outcome, name="alert-outcome"),
    path("alerts/<uuid:pk>/examples/", alert_list.alert_examples, name="alert-examples"),
    path(_brand, brand.brand, name="brand"),
    path(f"{_brand}sources/", sources.source_list, name="brand-sources"),
    path(f"{_brand}sources/add/", sources.source_add, name="brand-source-add"),
    path(_source, sources.source_edit, name="brand-source"),
    path(f"{_source}pause/", sources.source_switch, {"action": "pause"}, name="brand-source-pause"),
    path(f"{_source}resume/", sources.source_switch, {"action": "resume"}, name="brand-source-resume"),
    path(f"{_source}retry/", sources.source_switch, {"action": "retry"}, name="brand-source-retry"),
    path(f"{_source}remove/", sources.source_switch, {"action": "remove"}, name="brand-source-remove"),
    path(f"{_brand}queries/", queries.query_list, name="brand-queries"),
    path(f"{_brand}queries/new/", queries.query_new, name="brand-query-new"),
    path(f"{_brand}queries/try/", queries.query_try, name="brand-query-try"),
    path(_query, queries.query_edit, name="brand-query"),
    path(f"{_query}stop/", queries.query_remove, name="brand-query-stop"),
    path(f"{_query}star/", stars.query_star, name="brand-query-star"),
    path(f"{_query}versions/", queries.query_versions, name="brand-query-versions"),
    path(f"{_query}versions/<int:number>/restore/", queries.query_restore, name="brand-query-restore"),
    path(f"{_query}backfills/", backfills.backfill_start, name="brand-query-backfills"),
    path(f"{_query}backfills/<uuid:run>/", backfills.backfill, name="brand-query-backfill"),
    path(f"{_query}backfills/<uuid:run>/stop/", backfills.backfill_stop, name="brand-query-backfill-stop"),
    path(f"{_query}backfills/<uuid:run>/resume/", backfills.backfill_resume, name="brand-query-backfill-resume"),
    path(f"{_brand}rules/", rules.rule_list, name="brand-rules"),
    path(f"{_brand}rules/new/<slug:kind>/", rules.rule_new, name="brand-rule-new"),
    path(f"{_brand}rules/new/<slug:kind>/try/", backtest.rule_new_try, name="brand-rule-new-try"),
    path(f"{_rule}try/", backtest.rule_try, name="brand-rule-try"),
    path(f"{_rule}adopt/", backtest.rule_adopt, name="brand-rule-adopt"),
    path(_rule, rules.rule_edit, name="brand-rule"),
    path(f"{_rule}on/", rules.rule_switch, {"state": "on"}, name="brand-rule-on"),
    path(f"{_rule}off/", rules.rule_switch, {"state": "off"}, name="brand-rule-off"),
    path(f"{_rule}mute/", rules.rule_mute, name="brand-rule-mute"),
    path(f"{_rule}unmute/", rules.rule_unmute, name="brand-rule-unmute"),
    path(f"{_brand}events/", events.event_list, name="brand-events"),
    path(f"{_brand}events/add/", events.event_add, name="brand-event-add"),
    path(f"{_brand}events/<uuid:pk>/", events.event_edit, name="brand-event"),
    path(f"{_brand}events/<uuid:pk>/remove/", events.event_remove, name="brand-event-remove"),
    path(f"{_brand}onboarding/", onboarding.onboarding, name="onboarding"),
    path(f"{_brand}onboarding/<slug:step>/", onboarding.onboarding_step, name="onboarding-step"),
    path("api/v1/", include(router.urls)),
]
