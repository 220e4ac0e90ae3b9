"""Alert rules by API: what they say, their versions, on and off, muted."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.fields import FactsField, ZonedDateTimeField
from accounts.api.viewsets import ReadViewSet
from accounts.brands.services import visible_brand
from monitoring.alerting import services as alerting
from monitoring.alerting.api.trials import CAPABILITIES as TRIALS
from monitoring.alerting.api.trials import RuleTrials
from monitoring.alerting.kinds import KINDS
from monitoring.alerting.services.policies import MOST_PEOPLE
from monitoring.models import AlertRule, AlertRuleVersion
from monitoring.models.alerts import RULE_KINDS


def _shapes(*, of_posts: bool) -> str:
    return "; ".join(f"{kind.key} {kind.api}" for kind in KINDS.values() if kind.of_posts == of_posts)


SETTINGS = f"By kind. Over counts: {_shapes(of_posts=False)}. Over single posts: {_shapes(of_posts=True)}."


class HoursIn(serializers.Serializer[Any]):
    """When a rule may tell, in the brand's zone. Equal times are the whole day; an end before the start passes midnight."""

    days = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=6), min_length=1, max_length=7, required=False,
        help_text="0 is Monday, 6 is Sunday; all where left out",
    )  # fmt: skip
    # No TimeField, which takes seconds: they would be dropped without a word.
    start = serializers.RegexField(r"^([01]\d|2[0-3]):[0-5]\d$", required=False)
    end = serializers.RegexField(r"^([01]\d|2[0-3]):[0-5]\d$", required=False)


class RuleOut(serializers.ModelSerializer[AlertRule]):
    """When people are woken."""

    settings = FactsField(help_text=SETTINGS)
    schedule = HoursIn(help_text="an empty object: always")
    tell = serializers.ListField(
        child=serializers.IntegerField(), help_text="user ids; none: the brand's first person, then the next"
    )

    class Meta:
        model = AlertRule
        fields = (
            "id", "brand", "kind", "name", "query", "settings", "severity", "cool_down_minutes", "persistence_minutes",
            "schedule", "filter", "tell", "digest", "muted_until", "may_open_incident", "is_active", "version", "created_at", "updated_at",
        )  # fmt: skip


class RuleFields(serializers.Serializer[Any]):
    """What a rule says."""

    name = serializers.CharField(max_length=100)
    settings = FactsField(default=dict, help_text=SETTINGS)
    severity = serializers.IntegerField(min_value=1, max_value=4, default=3)
    cool_down_minutes = serializers.IntegerField(min_value=0, max_value=10_080, default=60)
    persistence_minutes = serializers.IntegerField(
        min_value=0, max_value=1440, default=0, help_text="so long it must hold before anybody is told"
    )
    schedule = HoursIn(default=dict, help_text="an empty object: always")
    filter = serializers.CharField(
        max_length=5000, allow_blank=True, default="",
        help_text="in the query language: only mentions that match count; not for kinds that learn what is usual",
    )  # fmt: skip
    tell = serializers.ListField(child=serializers.IntegerField(), max_length=MOST_PEOPLE, default=list)
    digest = serializers.BooleanField(default=False, help_text="gathered in each person's next digest, waking nobody")
    may_open_incident = serializers.BooleanField(default=False)
    is_active = serializers.BooleanField(default=True)
    query = serializers.UUIDField(allow_null=True, default=None)


class RuleIn(RuleFields):
    """A rule to make."""

    brand = serializers.UUIDField()
    kind = serializers.ChoiceField(RULE_KINDS)


class OfBrandIn(serializers.Serializer[Any]):
    """Of which brand."""

    brand = serializers.UUIDField()


class MuteIn(serializers.Serializer[Any]):
    """Until when: a moment, or so many minutes from now."""

    until = ZonedDateTimeField(required=False)
    minutes = serializers.IntegerField(min_value=1, max_value=90 * 1440, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """One of the two."""
        if ("until" in attrs) == ("minutes" in attrs):
            raise serializers.ValidationError({"until": "Give until, or minutes."})
        return attrs


class RuleVersionOut(serializers.ModelSerializer[AlertRuleVersion]):
    """A rule as it was: its own settings beside all else that was set."""

    settings = FactsField()

    class Meta:
        model = AlertRuleVersion
        fields = ("number", "settings", "severity", "by", "at")


class RuleViewSet(RuleTrials, ReadViewSet):
    """When people are woken."""

    model = AlertRule
    queryset = AlertRule.objects.none()  # names the model for the description; rows come scoped from the base
    serializer_class = RuleOut
    filterset_fields = ("brand", "kind", "is_active", "digest")
    capabilities = {
        "list": "rules.see", "retrieve": "rules.see", "create": "rules.edit", "partial_update": "rules.edit",
        "defaults": "rules.edit", "versions": "rules.see", "switch_on": "rules.edit", "switch_off": "rules.edit",
        "mute": "rules.edit", "unmute": "rules.edit", **TRIALS,
    }  # fmt: skip
    if_match_on = ("partial_update", "adopt")

    @extend_schema(request=RuleIn, responses={201: RuleOut})
    def create(self, request: Request) -> Response:
        """Makes a rule."""
        given = self.read(RuleIn)
        brand = visible_brand(self.member, given.pop("brand"))
        draft = alerting.RuleDraft(**_of_draft(given))
        made = alerting.save_rule(member=self.member, brand=brand, draft=draft, now=timezone.now())
        return self.answer(made, status=201, version=made.version)

    @extend_schema(request=OfBrandIn, responses=RuleOut(many=True))
    @action(detail=False, methods=["post"], pagination_class=None)
    def defaults(self, request: Request) -> Response:
        """The rules a new brand begins with; those it has stay as they are."""
        brand = visible_brand(self.member, self.read(OfBrandIn)["brand"])
        made = alerting.create_default_rules(member=self.member, brand=brand, now=timezone.now())
        return Response(RuleOut(made, many=True).data)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its ETag."""
        rule = self.get_object()
        return self.answer(rule, version=rule.version)

    @extend_schema(request=RuleFields, responses=RuleOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Each change is a version; needs If-Match."""
        rule = self.get_object()
        version = self.if_match(rule.version)
        # DRF fills in no defaults where it is partial: what is not named stays as it is.
        given = self.read(RuleFields, partial=True)
        draft = alerting.RuleDraft(**(alerting.draft_of(rule) | _of_draft(given)))
        changed = alerting.change_rule(member=self.member, rule=rule, draft=draft, version=version, now=timezone.now())
        return self.answer(changed, version=changed.version)

    @extend_schema(responses=RuleVersionOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def versions(self, request: Request, pk: str) -> Response:
        """All it ever was, newest first, with who and when."""
        rows = AlertRuleVersion.objects.visible_to(self.member).filter(rule=self.get_object()).order_by("-number")
        return Response(RuleVersionOut(rows, many=True).data)

    @extend_schema(request=None, responses=RuleOut)
    @action(detail=True, methods=["post"])
    def switch_on(self, request: Request, pk: str) -> Response:
        """Judged again every minute."""
        return self._switched(on=True)

    @extend_schema(request=None, responses=RuleOut)
    @action(detail=True, methods=["post"])
    def switch_off(self, request: Request, pk: str) -> Response:
        """Wakes nobody."""
        return self._switched(on=False)

    def _switched(self, *, on: bool) -> Response:
        rule = alerting.switch_rule(member=self.member, rule=self.get_object(), on=on, now=timezone.now())
        return self.answer(rule, version=rule.version)

    @extend_schema(request=MuteIn, responses=RuleOut)
    @action(detail=True, methods=["post"])
    def mute(self, request: Request, pk: str) -> Response:
        """Tells nobody until then; what still holds when the mute ends is told."""
        given, now = self.read(MuteIn), timezone.now()
        until: datetime = given.get("until") or now + timedelta(minutes=given["minutes"])
        rule = alerting.mute_rule(member=self.member, rule=self.get_object(), until=until, now=now)
        return self.answer(rule, version=rule.version)

    @extend_schema(request=None, responses=RuleOut)
    @action(detail=True, methods=["post"])
    def unmute(self, request: Request, pk: str) -> Response:
        """Tells again."""
        rule = alerting.unmute_rule(member=self.member, rule=self.get_object(), now=timezone.now())
        return self.answer(rule, version=rule.version)


def _of_draft(given: dict[str, Any]) -> dict[str, Any]:
    """As the service calls it."""
    named = {("query_id" if name == "query" else name): value for name, value in given.items()}
    if "tell" in named:
        named["tell"] = tuple(named["tell"])
    return named
