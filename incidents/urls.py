"""Addresses of incidents on an agency's host: pages and /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path
from rest_framework.routers import SimpleRouter

from incidents.api import rooms, words

router = SimpleRouter()
router.register("incidents", rooms.IncidentViewSet, basename="api-incident")
router.register("tasks", rooms.TaskViewSet, basename="api-task")
router.register("entries", rooms.EntryViewSet, basename="api-entry")
router.register("updates", rooms.UpdateViewSet, basename="api-update")
router.register("waiting", rooms.WaitingViewSet, basename="api-waiting")
router.register("alert_plans", rooms.AlertPlansViewSet, basename="api-alert-plan")
router.register("answers", words.AnswerViewSet, basename="api-answer")
router.register("approvals", words.ApprovalViewSet, basename="api-approval")
router.register("debriefs", words.DebriefViewSet, basename="api-debrief")
router.register("lessons", words.LessonViewSet, basename="api-lesson")

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(router.urls)),
]
