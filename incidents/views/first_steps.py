"""A newcomer's way from a named agency to a watched brand with a plan, for Home: ticked by the readiness list, gone when done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from accounts.bidi import isolate
from accounts.brands.models import Brand
from accounts.models import Membership
from accounts.notifications.models import PushSubscription
from accounts.permissions import may
from accounts.tenancy import current_agency
from monitoring.insight.services.readiness import Point

# What makes a brand watched: the list stays until one brand has all of it.
CORE = ("Sources live", "Alert rules on", "Team set", "Plan published")


@dataclass(slots=True)
class Step:
    """One line. `wait`: why it can't be done yet; `minutes`: about how long it takes."""

    title: str
    text: str
    done: bool
    url: str
    act: str
    minutes: int = 0
    wait: str = ""
    current: bool = False


class FirstSteps(TypedDict):
    """The way so far: how much is done (`share` in percent), how long the rest takes, and what the brand still needs (`stands`)."""

    steps: list[Step]
    done: int
    of: int
    share: float
    minutes: int
    brand: Brand | None
    stands: list[Point]


def first_steps(
    member: Membership, brands: Sequence[Brand], points: Mapping[UUID, Sequence[Point]]
) -> FirstSteps | None:
    """The steps of the brand that is nearest to ready; None where one is, or where the member can't take them. Two queries
    while it shows, however many brands there are."""
    best = max(brands, key=lambda one: sum(ok for _, ok, *_ in points[one.pk]), default=None)
    have = {label: point for point in (points[best.pk] if best else ()) if (label := point[0])}
    if not may(member, "brands.create") or (best and all(have[label][1] for label in CORE if label in have)):
        return None
    steps = [_founded(), _brand(best), *_of_brand(best, have), *_people(member)]
    first = next((step for step in steps if not step.done and not step.wait), None)
    if first is not None:
        first.current = True
    left = [step for step in steps if not step.done]
    return {
        "steps": steps,
        "done": len(steps) - len(left),
        "of": len(steps),
        "share": 100 * (len(steps) - len(left)) / len(steps),
        "minutes": sum(step.minutes for step in left),
        "brand": best,
        "stands": [words for label in CORE if label in have and not have[label][1] and (words := have[label])],
    }


def _founded() -> Step:
    agency = current_agency()
    return Step("Create the agency", f"{isolate(agency.name)}, {agency.time_zone}", True, "/settings/", "")


def _brand(best: Brand | None) -> Step:
    if best:
        return Step("Add the first brand", best.name, True, f"/brands/{best.slug}/", "")
    text = "Names, spellings, products. You see at once which posts would be found."
    return Step("Add the first brand", text, False, "/brands/new/", "Add a brand", 4)


def _of_brand(best: Brand | None, have: Mapping[str, Point]) -> list[Step]:
    asked = (
        ("Sources live", "Connect its sources", "Paste addresses: news sites, forums, blogs, feeds.", "sources", "Add sources", 3),
        ("Team set", "Choose who is woken", "A first and a second person, so that nights are covered.", "team", "Set the team", 1),
        ("Alert rules on", "Switch the alerts on", "Unusual volume, and a source that falls silent.", "plan", "Set the rules", 1),
        ("Plan published", "Publish a plan", "Start from a ready-made one, change the names, keep the steps.", "plan", "Choose a plan", 6),
    )  # fmt: skip
    made = []
    for label, title, text, step, act, minutes in asked:
        _, ok, mend, words = have.get(label, (label, False, "", ""))
        url = f"/brands/{best.slug}/onboarding/{step}/" if best else ""
        said = words.capitalize() if ok else text
        at = mend if ok or label == "Plan published" else url
        made.append(Step(title, said, ok, at or url, act, minutes, "" if best else "after the first brand"))
    return made


def _people(member: Membership) -> list[Step]:
    others = Membership.objects.filter(agency=current_agency(), status="active").exclude(pk=member.pk).count()
    pushed = PushSubscription.objects.visible_to(member).filter(user_id=member.user_id, gone_at=None).exists()
    more = "Who writes an answer can't approve it: it takes two."
    joined = "1 more person is here" if others == 1 else f"{others} more people are here"
    wakes = (
        "On this account's devices" if pushed else "Email is on. A push notification on your phone is faster at night."
    )
    return [
        Step("Invite people", joined if others else more, bool(others), "/settings/members/invite/", "Invite…", 1),
        Step("Get alerts on your phone", wakes, pushed, "/notifications/choices/", "Set it up", 1),
    ]
