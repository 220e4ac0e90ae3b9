"""Addresses of incidents on an agency's host: pages and /api/v1/. The room's own, then each subject's."""

from typing import ClassVar

from django.urls import URLPattern, URLResolver, include, path
from rest_framework.routers import SimpleRouter

from incidents.api.alert_plans import AlertPlansViewSet
from incidents.api.entries import EntryViewSet
from incidents.api.incidents import IncidentViewSet
from incidents.api.relations import RelationActions
from incidents.api.searching import SearchView
from incidents.api.tasks import TaskViewSet
from incidents.api.waiting import WaitingViewSet
from incidents.evidence import urls as evidence
from incidents.evidence.api.filing import FileActions
from incidents.learning import urls as learning
from incidents.learning.api.stages import StageActions
from incidents.speaking import urls as speaking
from incidents.speaking.api.updates import UpdateActions
from incidents.views import acts, client, home, listing, merging, moving, opening, record, room, tasks


class WholeIncidentViewSet(FileActions, UpdateActions, StageActions, RelationActions, IncidentViewSet):
    """Situations being handled, newest first."""

    # One class of all: a router has one view set under a prefix, and the room can't know what stands on it.
    capabilities: ClassVar[dict[str, str]] = {
        **IncidentViewSet.capabilities,
        **UpdateActions.capabilities,
        **StageActions.capabilities,
        **RelationActions.capabilities,
        **FileActions.capabilities,
    }


router = SimpleRouter()
router.register("incidents", WholeIncidentViewSet, basename="api-incident")
router.register("tasks", TaskViewSet, basename="api-task")
router.register("entries", EntryViewSet, basename="api-entry")
router.register("waiting", WaitingViewSet, basename="api-waiting")
router.register("alert_plans", AlertPlansViewSet, basename="api-alert-plan")
speaking.register(router)
learning.register(router)

_room = "incidents/<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("alerts/<uuid:pk>/plans/", opening.alert_plans, name="alert-plans"),
    path("search/", listing.search, name="search"),
    path("alerts/<uuid:pk>/out/", moving.alert_out, name="alert-out"),
    path("alerts/<uuid:pk>/move/", moving.alert_move, name="alert-move"),
    path("incidents/", listing.incident_list, name="incidents"),
    path("incidents/open/", opening.incident_open, name="incident-open"),
    path("incidents/join/", opening.join, name="incident-join"),
    path("incidents/reopen/", opening.reopen_with, name="incident-reopen-with"),
    path("incidents/<uuid:pk>/", listing.incident_by_id, name="incident-by-id"),
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
    path(f"{_room}merge/", merging.merge, name="incident-merge"),
    path(f"{_room}plan/", acts.plan, name="incident-plan"),
    path(f"{_room}tasks/new/", acts.task_add, name="task-new"),
    path(f"{_room}mentions/<uuid:pk>/link/", room.link, name="incident-link"),
    path(f"{_room}mentions/<uuid:pk>/unlink/", room.unlink, name="incident-unlink"),
    path("tasks/<uuid:pk>/", tasks.task_page, name="task"),
    path("tasks/<uuid:pk>/change/", tasks.task_change, name="task-change"),
    path("tasks/<uuid:pk>/skip/", tasks.task_skip, name="task-skip"),
    path("tasks/<uuid:pk>/give/", tasks.task_give, name="task-give"),
    # Last of a task's: it would take the addresses above for moves.
    path("tasks/<uuid:pk>/<slug:move>/", tasks.task_move, name="task-move"),
    path("", include(speaking.urlpatterns)),
    path("", include(learning.urlpatterns)),
    path("", include(evidence.urlpatterns)),
    path("api/v1/search/", SearchView.as_view(), name="api-search"),
    path("api/v1/", include(router.urls)),
]
