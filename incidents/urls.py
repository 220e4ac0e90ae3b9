"""Addresses of incidents on an agency's host: pages and /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path
from rest_framework.routers import SimpleRouter

from incidents.api import rooms, words

router = SimpleRouter()
router.register("incidents", rooms.IncidentViewSet, basename="incident")
router.register("tasks", rooms.TaskViewSet, basename="task")
router.register("entries", rooms.EntryViewSet, basename="entry")
router.register("updates", rooms.UpdateViewSet, basename="update")
router.register("waiting", rooms.WaitingViewSet, basename="waiting")
router.register("alert_plans", rooms.AlertPlansViewSet, basename="alert-plan")
router.register("answers", words.AnswerViewSet, basename="answer")
router.register("approvals", words.ApprovalViewSet, basename="approval")
router.register("debriefs", words.DebriefViewSet, basename="debrief")
router.register("lessons", words.LessonViewSet, basename="lesson")

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(router.urls)),
]
