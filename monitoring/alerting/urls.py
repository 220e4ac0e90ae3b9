"""Addresses of rules, alerts and planned events: pages and /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path
from rest_framework.routers import SimpleRouter

from monitoring.alerting.api import alerts as api_alerts
from monitoring.alerting.api import events as api_events
from monitoring.alerting.api import rules as api_rules
from monitoring.alerting.views import alert_list, alerts, backtest, events, rules

router = SimpleRouter()
router.register("rules", api_rules.RuleViewSet, basename="api-rule")
router.register("alerts", api_alerts.AlertViewSet, basename="api-alert")
router.register("planned_events", api_events.PlannedEventViewSet, basename="api-planned-event")

_brand = "brands/<slug:slug>/"
_rule = f"{_brand}rules/<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("alerts/", alert_list.alert_list, name="alerts"),
    path("alerts/<uuid:pk>/", alerts.alert, name="alert"),
    path("alerts/<uuid:pk>/acknowledge/", alerts.alert_take, name="alert-take"),
    path("alerts/<uuid:pk>/dismiss/", alerts.alert_put_aside, name="alert-put-aside"),
    path("alerts/<uuid:pk>/outcome/", alerts.alert_outcome, name="alert-outcome"),
    path("alerts/<uuid:pk>/examples/", alert_list.alert_examples, name="alert-examples"),
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
    path("api/v1/", include(router.urls)),
]
