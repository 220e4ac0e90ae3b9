"""What a rule's form makes of what was typed."""

from monitoring.alerting.forms.rule_kinds import FORMS


def test_a_rules_form_makes_the_drafts_settings() -> None:
    data = {
        "name": "N",
        "severity": "1",
        "cool_down_minutes": "5",
        "sensitivity": "low",
        "minimum_posts": "3",
        "stream": "both",
    }
    form = FORMS["spike"](data)
    assert form.is_valid()
    draft = form.draft()
    assert draft.settings == {"sensitivity": "low", "minimum_posts": 3, "streams": ["all", "negative"]}
    assert (draft.severity, draft.is_active, draft.query_id) == (1, False, None)
