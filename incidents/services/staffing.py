"""Who has which duty when an incident begins: a lead, and the brand's team by role (`duties` suggests)."""

from datetime import datetime

from accounts.brands.models import BrandTeam
from accounts.models import Membership
from accounts.permissions import may
from incidents.models import Incident, TeamPlace
from incidents.services import duties, people, timeline


def staff_up(incident: Incident, actor: Membership, now: datetime) -> None:
    """Makes whoever acts the lead where they may lead, and suggests the other duties from the brand's team.

    What was given before (in triage, or before it was dismissed) stays: a lead who may still lead it, and every duty held.
    """
    around = people.on_brand(incident.brand_id)
    leaders = {one.user_id: one for one in around if may(one, "incidents.run")}
    # A machine leads nothing: it is not among the people around.
    lead_id = actor.user_id if actor.user_id in leaders else next(iter(leaders), None)
    incident.lead_id = incident.lead_id if incident.lead_id in leaders else lead_id
    Incident.objects.filter(pk=incident.pk).update(lead_id=incident.lead_id)
    on_team = set(BrandTeam.objects.filter(brand_id=incident.brand_id).values_list("user_id", flat=True))
    team = [(one.user_id, one.role) for one in around if one.user_id in on_team and not one.is_client]
    suggested = duties.places(incident.lead_id, team)
    held = dict(TeamPlace.objects.filter(incident=incident).values_list("duty", "user_id"))
    places = suggested | {duty: user_id for duty, user_id in held.items() if duty != "lead"}
    # Before the new place is written: a duty is had once.
    if held.get("lead") != incident.lead_id:
        TeamPlace.objects.filter(incident=incident, duty="lead").delete()
    TeamPlace.objects.bulk_create(
        [
            TeamPlace(incident=incident, user_id=user_id, duty=duty, since=now)
            for duty, user_id in places.items()
            if held.get(duty) != user_id
        ]
    )
    names = {one.user_id: str(one.user) for one in around}
    payload = {"team": {duty: {"user": user_id, "name": names.get(user_id, "")} for duty, user_id in places.items()}}
    timeline.append(incident=incident, actor=actor, fact=timeline.Fact("team_set", payload), now=now)
