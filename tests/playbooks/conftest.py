"""A plan of Alder's from a starter, as a draft and as published."""

from datetime import UTC, datetime

import pytest

from playbooks.models import Plan, PlanVersion
from playbooks.services import drafts, plans
from tests.world import World

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def alder_plan(world: World) -> Plan:
    """A draft from the starter "product-harm"."""
    return plans.create_plan(world.admin, world.alder, name="Product harm", starter="product-harm", now=NOW)


@pytest.fixture
def draft(alder_plan: Plan) -> PlanVersion:
    """Its draft."""
    return alder_plan.versions.get(status="draft")


@pytest.fixture
def published(world: World, draft: PlanVersion) -> PlanVersion:
    """Its version 1, published."""
    return plans.publish(world.admin, draft, change_note="First", lock=draft.lock, now=NOW)


@pytest.fixture
def second_draft(world: World, published: PlanVersion) -> PlanVersion:
    """A draft of version 2, still the same as version 1."""
    return drafts.start_draft(world.manager, published.plan, now=NOW)
