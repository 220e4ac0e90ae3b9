"""One form per kind of alert rule, made of what its kind declares."""

from typing import Any, ClassVar

from monitoring.alerting.forms.rules import RuleForm
from monitoring.alerting.kinds import KINDS, Kind
from monitoring.models import AlertRule


class KindForm(RuleForm):
    """What every rule has, and the fields of one kind."""

    declared: ClassVar[Kind[Any]]

    def clean(self) -> dict[str, Any]:
        """The kind's word on fields that are right one by one."""
        given = super().clean()
        wrong = self.declared.problem(given)
        if wrong and wrong[0] not in self.errors:
            self.add_error(*wrong)
        return given

    def settings(self) -> dict[str, object]:
        """The kind's own settings, of those of its fields that were given."""
        given = {name: self.cleaned_data[name] for name in self.declared.fields}
        return self.declared.stored({name: value for name, value in given.items() if value is not None})

    @classmethod
    def shown(cls, settings: dict[str, object]) -> dict[str, object]:
        """Stored settings as the kind's own fields show them."""
        return cls.declared.shown(settings)


def _form_of(kind: Kind[Any]) -> type[KindForm]:
    """A kind that learns what is usual takes no filter; one may take no query."""
    own = [name for name in kind.fields if name not in kind.behind]
    without = (["filter"] if kind.learned else []) + (["query"] if kind.no_query else [])
    # A form copies its fields for itself (Django's BaseForm): the kind's own serve every request unchanged.
    return type(
        f"{type(kind).__name__}Form",
        (KindForm,),
        {
            "__doc__": type(kind).__doc__, "__module__": __name__, "kind": kind.key, "declared": kind,
            "own": own if kind.no_query else [*own, "query"], "without": without, **kind.fields,
        },
    )  # fmt: skip


FORMS: dict[str, type[KindForm]] = {kind.key: _form_of(kind) for kind in KINDS.values()}


def initial_of(rule: AlertRule) -> dict[str, object]:
    """A stored rule as its form shows it."""
    schedule = rule.schedule
    return {
        "name": rule.name, "severity": str(rule.severity), "cool_down_minutes": rule.cool_down_minutes,
        "persistence_minutes": rule.persistence_minutes, "query": str(rule.query_id or ""), "filter": rule.filter,
        "tell": [str(user) for user in rule.tell], "digest": rule.digest, "on_days": [str(day) for day in schedule.get("days", ())],
        "starts": schedule.get("start"), "ends": schedule.get("end"), "may_open_incident": rule.may_open_incident,
        "is_active": rule.is_active, "version": rule.version, **FORMS[rule.kind].shown(rule.settings),
    }  # fmt: skip
