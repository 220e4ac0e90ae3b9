"""Words that are worth a look in every single post."""

from typing import ClassVar

from django import forms

from accounts.errors import Invalid
from monitoring import detection
from monitoring.alerting.kinds import values
from monitoring.alerting.kinds.declaring import Given, Kind
from monitoring.inbox.services.queries import check_text


class Words(Kind[detection.WordsRule]):
    """Every mention that a query of the rule's own matches."""

    key = "words"
    rule = detection.WordsRule
    name = "Words"
    about = "Every mention that holds certain words, with the severity you give them."
    alert_name = "Words"
    icon = "quote"
    api = "{text: a query}"
    settings: ClassVar = {"text": "Words"}
    fields: ClassVar = {
        "text": forms.CharField(
            label="Words", max_length=5000,
            widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "class": "input query-text"}),
            help_text='In the query language, such as: splinters OR "food poisoning" OR lawsuit',
        ),
    }  # fmt: skip

    def make(self, given: Given) -> detection.WordsRule:
        """Raises Invalid naming the field."""
        text = given.get("text", "")
        if not isinstance(text, str):
            raise Invalid.field("text", "Write what to look for.", code="query_empty")
        check_text(text)
        return detection.WordsRule(text.strip())

    def says(self, own: Given, of: str) -> str:
        """With the words."""
        return f"Every mention{of} that matches “{values.cut(own.get('text', ''))}”."

    def reads(self, rule: detection.WordsRule) -> str:
        """Its words."""
        return rule.text
