"""Rules tried on the past by API, why one did not fire, and what its alerts were. `RuleViewSet` takes these actions in."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.fields import FactsField, ZonedDateTimeField
from accounts.api.viewsets import ScopedViewSet
from accounts.brands.services import visible_brand
from accounts.cleaning import whole_number
from accounts.errors import Invalid
from monitoring.alerting.services import RuleDraft, backtesting, feedback
from monitoring.alerting.services.backtesting import BackTest, Wanted
from monitoring.models.alerts import OUTCOMES, RULE_KINDS

CAPABILITIES = {
    "backtest": "rules.see", "why_not": "rules.see", "quality": "rules.see", "adopt": "rules.edit", "try_out": "rules.see",
}  # fmt: skip
DAYS = OpenApiParameter(
    "days", {"type": "integer", "minimum": 14, "maximum": 90, "default": 30}, OpenApiParameter.QUERY
)
HOURS = OpenApiParameter(
    "incident_hours", {"type": "integer", "minimum": 0, "maximum": 168, "default": 4}, OpenApiParameter.QUERY,
    description="how long an incident opened by a firing is taken to last; 0 none",
)  # fmt: skip


class SettingIn(serializers.Serializer[Any]):
    """A setting to try: what of a rule decides when it fires."""

    kind = serializers.ChoiceField(RULE_KINDS)
    settings = FactsField(default=dict, help_text="as for a rule of the kind")
    severity = serializers.IntegerField(min_value=1, max_value=4, default=3)
    cool_down_minutes = serializers.IntegerField(min_value=0, max_value=10_080, default=60)
    persistence_minutes = serializers.IntegerField(min_value=0, max_value=1440, default=0)
    schedule = FactsField(default=dict, help_text="as for a rule")
    filter = serializers.CharField(max_length=5000, allow_blank=True, default="")
    query = serializers.UUIDField(allow_null=True, default=None)


class TryIn(serializers.Serializer[Any]):
    """One setting, or two side by side, over a brand's past. `at`: a moment to explain."""

    brand = serializers.UUIDField()
    rules = serializers.ListField(child=SettingIn(), min_length=1, max_length=2)
    days = serializers.IntegerField(min_value=14, max_value=90, default=30)
    incident_hours = serializers.IntegerField(min_value=0, max_value=168, default=4)
    at = ZonedDateTimeField(required=False, allow_null=True, default=None)


class FiredOut(serializers.Serializer[Any]):
    """A moment it would have fired. `joined`: running (an incident really ran), own (one it had opened), or empty."""

    at = serializers.DateTimeField()
    sentence = serializers.CharField()
    severity = serializers.IntegerField()
    joined = serializers.ChoiceField(["", "running", "own"])
    incident = serializers.CharField(allow_blank=True)
    events = serializers.ListField(child=serializers.CharField())


class MomentOut(serializers.Serializer[Any]):
    """Why it did, or did not, fire at a moment."""

    at = serializers.DateTimeField()
    sentence = serializers.CharField()


class StepsOut(serializers.Serializer[Any]):
    """The highest hour of each step, null where not covered, with what was expected of that hour at the time."""

    seconds = serializers.SerializerMethodField()
    negative = serializers.BooleanField()
    starts = serializers.ListField(child=serializers.DateTimeField())
    seen = serializers.ListField(child=serializers.IntegerField(allow_null=True))
    expected = serializers.ListField(child=serializers.FloatField())
    low = serializers.ListField(child=serializers.FloatField())
    high = serializers.ListField(child=serializers.FloatField())

    def get_seconds(self, steps: Any) -> int:
        """Length of a step."""
        return int(steps.step.total_seconds())


class TriedOut(serializers.Serializer[Any]):
    """What one setting would have done. `held`: minutes held back, by reason. `matched` of `read` mentions met it."""

    label = serializers.CharField()  # type: ignore[assignment]  # a field named like one of its attributes
    sentence = serializers.CharField()
    days = serializers.FloatField()
    fired = FiredOut(many=True)
    joined = serializers.IntegerField()
    held = serializers.DictField(child=serializers.IntegerField())
    moment = MomentOut(allow_null=True)
    matched = serializers.IntegerField(allow_null=True)
    read = serializers.IntegerField(allow_null=True)
    steps = StepsOut(allow_null=True)


class SpanOut(serializers.Serializer[Any]):
    """A span of time; `ends_at` null: it lasts."""

    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(allow_null=True)
    name = serializers.CharField(allow_blank=True)


class TrialOut(serializers.Serializer[Any]):
    """A back-test's answer. `limits` say in words what it can't tell; `alerts` are those really raised."""

    brand = serializers.UUIDField()
    asked_days = serializers.IntegerField()
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    known_since = serializers.DateTimeField(allow_null=True)
    limits = serializers.ListField(child=serializers.CharField())
    tries = TriedOut(many=True)
    gaps = SpanOut(many=True)
    events = SpanOut(many=True)
    incidents = SpanOut(many=True)
    alerts = serializers.ListField(child=serializers.UUIDField())


class WhyNotOut(serializers.Serializer[Any]):
    """Why a rule, as it is now, did or did not fire at a moment, and the alerts it really raised in the hours around it."""

    at = serializers.DateTimeField()
    sentence = serializers.CharField()
    alerts = serializers.ListField(child=serializers.UUIDField())


class SuggestionOut(serializers.Serializer[Any]):
    """A change worth trying. `settings` null: the advice is not about the rule's settings."""

    why = serializers.CharField()
    settings = FactsField(allow_null=True)


class QualityOut(serializers.Serializer[Any]):
    """What a rule's alerts were, as it is set now. `precision` 0 to 1, null before any has an outcome."""

    sentence = serializers.CharField()
    closed = serializers.IntegerField()
    worth = serializers.IntegerField()
    precision = serializers.FloatField(allow_null=True)
    open = serializers.IntegerField(help_text="without an outcome yet")
    before = serializers.IntegerField(help_text="of other settings, left out")
    outcomes = serializers.DictField(child=serializers.IntegerField(), help_text=f"by outcome: {', '.join(OUTCOMES)}")
    suggestion = SuggestionOut(allow_null=True)


class RuleTrials(ScopedViewSet):
    """What a rule would have done, and how it did."""

    @extend_schema(request=TryIn, responses=TrialOut)
    @action(detail=False, methods=["post"], url_path="try")
    def try_out(self, request: Request) -> Response:  # “try” is a keyword of Python's
        """Tries one setting, or two side by side, on a brand's past. Nothing is saved, nobody is told."""
        given = self.read(TryIn)
        brand = visible_brand(self.member, given["brand"])
        drafts = tuple((f"rules[{n}]", _draft(one)) for n, one in enumerate(given["rules"]))
        wanted = Wanted(drafts=drafts, days=given["days"], incident_hours=given["incident_hours"], at=given["at"])
        backtest = backtesting.backtest(member=self.member, brand=brand, wanted=wanted, now=timezone.now())
        return Response(_trial(backtest))

    @extend_schema(parameters=[DAYS, HOURS], responses=TrialOut)
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=())
    def backtest(self, request: Request, pk: str) -> Response:
        """The rule as it is saved, and beside it the suggestion where there is one."""
        return Response(
            _trial(self._tried(days=_number(request, "days", 30), hours=_number(request, "incident_hours", 4)))
        )

    @extend_schema(
        parameters=[OpenApiParameter("at", OpenApiTypes.DATETIME, OpenApiParameter.QUERY, required=True)],
        responses=WhyNotOut,
    )
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=())
    def why_not(self, request: Request, pk: str) -> Response:
        """Why the rule, as it is now, did not fire at a moment of the last 90 days: one sentence with its numbers."""
        parsed = _AtIn(data=request.query_params)
        parsed.is_valid(raise_exception=True)
        at: datetime = parsed.validated_data["at"]
        now = timezone.now()
        # Clamped, not refused: of a moment out of reach the answer says so in words.
        days = min(max((now - at).days + 1, backtesting.SHORTEST_DAYS), backtesting.LONGEST_DAYS)
        backtest = self._tried(days=days, hours=0, at=at, alone=True)
        moment = backtest.tries[0].moment
        assert moment is not None  # asked for
        near = [one.pk for one in backtest.alerts if abs((one.raised_at - at).total_seconds()) <= 6 * 3600]
        return Response(WhyNotOut({"at": at, "sentence": moment.sentence, "alerts": near}).data)

    @extend_schema(responses=QualityOut)
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=())
    def quality(self, request: Request, pk: str) -> Response:
        """What its alerts turned out to be, and a change worth trying."""
        rule = self.get_object()
        quality = feedback.quality_of(member=self.member, rules=[rule])[rule.pk]
        suggestion = quality.suggestion and {"why": quality.suggestion.why, "settings": quality.settings}
        names = ("sentence", "closed", "worth", "precision", "open", "before", "outcomes")
        return Response(QualityOut({**{name: getattr(quality, name) for name in names}, "suggestion": suggestion}).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def adopt(self, request: Request, pk: str) -> Response:
        """Takes the suggestion over, as the rule's next version; needs If-Match."""
        rule = self.get_object()
        version = self.if_match(rule.version)
        changed = feedback.adopt(member=self.member, rule=rule, version=version, now=timezone.now())
        return self.answer(changed, version=changed.version)

    def _tried(self, *, days: int, hours: int, at: datetime | None = None, alone: bool = False) -> BackTest:
        rule = self.get_object()
        drafts = [("saved", backtesting.draft_of(rule))]
        if not alone:
            settings = feedback.quality_of(member=self.member, rules=[rule])[rule.pk].settings
            drafts += [("suggested", feedback.suggested(rule, settings))] if settings else []
        wanted = Wanted(drafts=tuple(drafts), days=days, incident_hours=hours, at=at, rule_id=rule.pk)
        return backtesting.backtest(member=self.member, brand=rule.brand_id, wanted=wanted, now=timezone.now())


class _AtIn(serializers.Serializer[Any]):
    at = ZonedDateTimeField()


def _draft(given: dict[str, Any]) -> RuleDraft:
    named = {("query_id" if name == "query" else name): value for name, value in given.items()}
    return RuleDraft(name="", **named)


def _number(request: Request, name: str, default: int) -> int:
    number = whole_number(request.query_params.get(name, str(default)), most=9999)
    if number is None:
        raise Invalid.field(name, "Give a whole number.")
    return number


def _trial(result: BackTest) -> Any:
    """As the serializer takes it."""
    return TrialOut(
        {
            "brand": result.brand.pk, "asked_days": result.asked_days, "start": result.start, "end": result.end,
            "known_since": result.known_since, "limits": result.limits, "tries": result.tries,
            "gaps": [{"starts_at": a, "ends_at": b, "name": ""} for a, b in result.gaps],
            "events": result.events,
            "incidents": [{"starts_at": a, "ends_at": b, "name": words} for a, b, words in result.incidents],
            "alerts": [one.pk for one in result.alerts],
        }
    ).data  # fmt: skip
