"""Addresses of incidents on an agency's host: pages and /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path
from rest_framework.routers import SimpleRouter

from incidents.api import rooms, words
from incidents.views import acts, answers, approving, client, debriefs, home, listing, opening, record, room, tasks

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

_room = "incidents/<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("alerts/<uuid:pk>/plans/", opening.alert_plans, name="alert-plans"),
    path("incidents/", listing.incident_list, name="incidents"),
    path("incidents/open/", opening.incident_open, name="incident-open"),
    path("incidents/join/", opening.join, name="incident-join"),
    path("incidents/<uuid:pk>/", listing.incident_by_id, name="incident-by-id"),
    path("incidents/<uuid:incident>/answers/<uuid:pk>/", approving.by_id, name="answer-by-id"),
    path(_room, room.room, name="incident"),
    path(f"{_room}newer/", room.newer, name="incident-newer"),
    path(f"{_room}parts/<slug:name>/", room.part, name="incident-part"),
    path(f"{_room}client/", client.as_client, name="incident-as-client"),
    path(f"{_room}notes/", record.note, name="incident-note"),
    path(f"{_room}entries/<int:seq>/", record.entry, name="entry"),
    path(f"{_room}entries/<int:seq>/correct/", record.correct, name="entry-correct"),
    path(f"{_room}entries/<int:seq>/release/", record.release, name="entry-release"),
    path(f"{_room}status/", acts.status, name="incident-status"),
    path(f"{_room}severity/", acts.severity, name="incident-severity"),
    path(f"{_room}lead/", acts.lead, name="incident-lead"),
    path(f"{_room}duty/", acts.duty, name="incident-duty"),
    path(f"{_room}rename/", acts.rename, name="incident-rename"),
    path(f"{_room}release/", acts.release_incident, name="incident-release"),
    path(f"{_room}plan/", acts.plan, name="incident-plan"),
    path(f"{_room}update/", acts.update, name="incident-update"),
    path(f"{_room}tasks/new/", acts.task_add, name="task-new"),
    path(f"{_room}mentions/<uuid:pk>/link/", room.link, name="incident-link"),
    path(f"{_room}mentions/<uuid:pk>/unlink/", room.unlink, name="incident-unlink"),
    path(f"{_room}answers/new/", answers.draft, name="answer-new"),
    path(f"{_room}debrief/", debriefs.start, name="debrief-start"),
    path("tasks/<uuid:pk>/", tasks.task_page, name="task"),
    path("tasks/<uuid:pk>/skip/", tasks.task_skip, name="task-skip"),
    path("tasks/<uuid:pk>/give/", tasks.task_give, name="task-give"),
    path("tasks/<uuid:pk>/<slug:move>/", tasks.task_move, name="task-move"),
    path("incidents/answers/<uuid:pk>/", answers.answer_page, name="answer"),
    path("incidents/answers/<uuid:pk>/edit/", answers.edit, name="answer-edit"),
    path("incidents/answers/<uuid:pk>/ask/", answers.ask, name="answer-ask"),
    path("incidents/answers/<uuid:pk>/hand-off/", answers.hand_off, name="answer-hand-off"),
    path("incidents/answers/<uuid:pk>/confirm/", answers.confirm, name="answer-confirm"),
    path("incidents/answers/<uuid:pk>/withdraw/", answers.withdraw, name="answer-withdraw"),
    path("incidents/answers/<uuid:pk>/approve/", approving.approve, name="answer-approve"),
    path("links/approvals/<str:token>/", approving.approve_link, name="approval-link"),
    path("links/approve/<str:token>/", approving.approve_link, name="approve-link"),
    path("debriefs/", debriefs.debrief_list, name="debriefs"),
    path("debriefs/<uuid:pk>/", debriefs.debrief_page, name="debrief"),
    path("debriefs/<uuid:pk>/save/", debriefs.debrief_save, name="debrief-save"),
    path("debriefs/<uuid:pk>/lessons/", debriefs.lesson_add, name="lesson-add"),
    path("debriefs/<uuid:pk>/finish/", debriefs.debrief_finish, name="debrief-finish"),
    path("debriefs/<uuid:pk>/reopen/", debriefs.debrief_reopen, name="debrief-reopen"),
    path("lessons/<uuid:pk>/remove/", debriefs.lesson_remove, name="lesson-remove"),
    path("lessons/<uuid:pk>/propose/", debriefs.lesson_propose, name="lesson-propose"),
    path("api/v1/", include(router.urls)),
]
