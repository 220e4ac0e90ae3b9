"""A version's whole content, in a few queries."""

from dataclasses import dataclass

from playbooks.diff import PartDiff, compare
from playbooks.models import PHASES, HoldingStatement, PlanContact, PlanVersion, Section, Step, Trigger
from playbooks.parts import KINDS


@dataclass(frozen=True, slots=True)
class Document:
    """A version's parts as rows, in order; `phases` has every phase with its steps, empty ones too."""

    version: PlanVersion
    sections: list[Section]
    phases: list[tuple[str, list[Step]]]
    statements: list[HoldingStatement]
    contacts: list[PlanContact]
    triggers: list[Trigger]

    @property
    def step_count(self) -> int:
        """All steps of all phases."""
        return sum(len(steps) for _, steps in self.phases)


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two versions: the parts, the phase of each step (by key), and how many parts are the same."""

    parts: list[PartDiff]
    phase_of: dict[str, str]
    unchanged: int


def document_of(version: PlanVersion) -> Document:
    """The version's parts. One query a kind."""
    steps = list(version.steps.order_by("order"))
    return Document(
        version=version,
        sections=list(version.sections.order_by("order")),
        phases=[(phase, [step for step in steps if step.phase == phase]) for phase in PHASES],
        statements=list(version.statements.order_by("order")),
        contacts=list(version.contacts.order_by("order")),
        triggers=list(version.triggers.order_by("order")),
    )


def content_of(version: PlanVersion) -> dict[str, list[tuple[str, dict[str, object]]]]:
    """{kind: [(key, fields)]}, parts in order, as `diff.compare` takes it. One query a kind."""
    content: dict[str, list[tuple[str, dict[str, object]]]] = {
        # As if it were a part: so its changes show in every comparison.
        "summary": [("summary", {"title": "What this plan is for", "text": version.summary})]
    }
    for kind in KINDS.values():
        rows = kind.rows_of(version).all().order_by("order")
        content[kind.name] = [(str(row.key), {name: getattr(row, name) for name in kind.readers}) for row in rows]
    return content


def differences(before: PlanVersion, after: PlanVersion) -> list[PartDiff]:
    """What changed between two versions of a plan."""
    return compare(content_of(before), content_of(after))


def changes_between(before: PlanVersion, after: PlanVersion) -> Changes:
    """As differences, with what a page needs to group them."""
    old, new = content_of(before), content_of(after)
    parts = compare(old, new)
    phase_of = {key: str(fields["phase"]) for side in (old, new) for key, fields in side["step"]}
    kept = sum(len(rows) for kind, rows in new.items() if kind != "summary")
    # What was removed is not among the later one's parts, which are counted here.
    touched = sum(1 for part in parts if part.change != "removed" and part.kind != "summary")
    return Changes(parts, phase_of, kept - touched)
