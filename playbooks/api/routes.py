"""The nouns and their addresses."""

from rest_framework.routers import SimpleRouter

from playbooks.api.plans import PlanViewSet, StarterViewSet
from playbooks.api.proposals import ProposalViewSet
from playbooks.api.versions import VersionViewSet

router = SimpleRouter()
router.register("plans", PlanViewSet, basename="api-plans")
router.register("plan-versions", VersionViewSet, basename="api-plan-versions")
router.register("proposals", ProposalViewSet, basename="api-proposals")
router.register("starters", StarterViewSet, basename="api-starters")
