"""Addresses of debriefs and lessons on an agency's host."""

from django.urls import URLPattern, path
from rest_framework.routers import BaseRouter

from incidents.learning.api.debriefs import DebriefViewSet, LessonViewSet
from incidents.learning.views import debriefs

urlpatterns: list[URLPattern] = [
    path("incidents/<int:number>/debrief/", debriefs.start, name="debrief-start"),
    path("debriefs/", debriefs.debrief_list, name="debriefs"),
    path("debriefs/<uuid:pk>/", debriefs.debrief_page, name="debrief"),
    path("debriefs/<uuid:pk>/save/", debriefs.debrief_save, name="debrief-save"),
    path("debriefs/<uuid:pk>/lessons/", debriefs.lesson_add, name="lesson-add"),
    path("debriefs/<uuid:pk>/finish/", debriefs.debrief_finish, name="debrief-finish"),
    path("debriefs/<uuid:pk>/reopen/", debriefs.debrief_reopen, name="debrief-reopen"),
    path("lessons/<uuid:pk>/remove/", debriefs.lesson_remove, name="lesson-remove"),
    path("lessons/<uuid:pk>/propose/", debriefs.lesson_propose, name="lesson-propose"),
]


def register(router: BaseRouter) -> None:
    """Puts the endpoints into the API's router."""
    router.register("debriefs", DebriefViewSet, basename="api-debrief")
    router.register("lessons", LessonViewSet, basename="api-lesson")
