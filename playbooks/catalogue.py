"""What can happen to plans, for the record of events."""

from uuid import UUID

from accounts.events.catalogue import Removal, declare, removes

# Kinds of parts of a draft, as the API names them, and what is done to them.
PARTS = ("summary", "section", "step", "statement", "contact", "trigger")
WAYS = ("added", "changed", "removed", "put_back", "reordered")

PLAN_CREATED = declare("plan.created", "A plan was made, with its first draft.", version=UUID, kind=str)
PLAN_ARCHIVED = declare("plan.archived", "A plan was archived.")
PLAN_RESTORED = declare("plan.restored", "An archived plan was shown again.")
DRAFT_STARTED = declare("plan.draft_started", "A draft of a plan was begun.", version=UUID, based_on=UUID | None)
DRAFT_RESTORED = declare(
    "plan.draft_restored", "An earlier version of a plan was made its draft.", version=UUID, based_on=UUID
)
DRAFT_CHANGED = declare(
    "plan.draft_changed",
    "Somebody edited a plan's draft. “key” is the part's; of an order or the summary it is null.",
    version=UUID,
    what=WAYS,
    part=PARTS,
    key=UUID | None,
)
DRAFT_DISCARDED = declare(
    "plan.draft_discarded",
    "A plan's draft was thrown away; accepted proposals that were in it are open again.",
    version=UUID,
    reopened=list[UUID],
)
removes(DRAFT_DISCARDED, Removal("plan_version", "version"))
VERSION_PUBLISHED = declare(
    "plan.version_published", "A plan's draft was published; the version before is retired.", version=UUID, number=int
)
VERSION_RETIRED = declare("plan.version_retired", "A plan's published version was retired.", version=UUID, number=int)

PROPOSAL_OPENED = declare("proposal.opened", "A change of a plan was proposed.", plan=UUID, lesson_id=UUID | None)
PROPOSAL_ACCEPTED = declare(
    "proposal.accepted", "A proposed change was put into the plan's draft.", plan=UUID, version=UUID
)
PROPOSAL_REJECTED = declare("proposal.rejected", "A proposed change was rejected.", plan=UUID)
