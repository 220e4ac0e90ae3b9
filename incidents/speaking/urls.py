"""Addresses of answers, approvals and updates on an agency's host."""

from django.urls import URLPattern, path
from rest_framework.routers import BaseRouter

from incidents.speaking.api.answers import AnswerViewSet
from incidents.speaking.api.approvals import ApprovalViewSet
from incidents.speaking.api.updates import UpdateViewSet
from incidents.speaking.views import answers, approving, copies, questions, updates

_room = "incidents/<int:number>/"

urlpatterns: list[URLPattern] = [
    path("incidents/<uuid:incident>/answers/<uuid:pk>/", approving.by_id, name="answer-by-id"),
    path(f"{_room}update/", updates.update, name="incident-update"),
    path(f"{_room}answers/new/", answers.draft, name="answer-new"),
    path("incidents/answers/<uuid:pk>/", answers.answer_page, name="answer"),
    path("incidents/answers/<uuid:pk>/edit/", answers.edit, name="answer-edit"),
    path("incidents/answers/<uuid:pk>/ask/", answers.ask, name="answer-ask"),
    path("incidents/answers/<uuid:pk>/hand-off/", answers.hand_off, name="answer-hand-off"),
    path("incidents/answers/<uuid:pk>/confirm/", answers.confirm, name="answer-confirm"),
    path("incidents/answers/<uuid:pk>/also/", answers.stands_also, name="answer-also"),
    path("incidents/answers/<uuid:pk>/withdraw/", answers.withdraw, name="answer-withdraw"),
    path("incidents/answers/<uuid:pk>/copy/", copies.copy_answer, name="answer-copy"),
    path("incidents/answers/<uuid:pk>/approve/", approving.approve, name="answer-approve"),
    path("incidents/approvals/<uuid:pk>/again/", questions.again, name="question-again"),
    path("incidents/approvals/<uuid:pk>/instead/", questions.instead, name="question-instead"),
    path("incidents/approvals/<uuid:pk>/withdraw/", questions.withdraw, name="question-withdraw"),
    path("links/approvals/<str:token>/", approving.approve_link, name="approval-link"),
    path("links/approve/<str:token>/", approving.approve_link, name="approve-link"),
]


def register(router: BaseRouter) -> None:
    """Puts the endpoints into the API's router."""
    router.register("updates", UpdateViewSet, basename="api-update")
    router.register("answers", AnswerViewSet, basename="api-answer")
    router.register("approvals", ApprovalViewSet, basename="api-approval")
