"""Times and facts as the API takes and gives them."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class ZonedDateTimeField(serializers.DateTimeField):
    """A time with its zone. One without is refused at its field: whose ten o'clock it is can't be guessed."""

    default_error_messages = {"no_zone": "Include the time zone, like 2026-03-01T14:30+01:00."}

    def enforce_timezone(self, value: datetime) -> Any:
        """Raises ValidationError (`no_zone`) for a bare time; else as the base."""
        # DRF would read it in the server's zone and say nothing: hours off for whoever meant their own.
        if value.tzinfo is None:
            self.fail("no_zone")
        return super().enforce_timezone(value)


# By itself drf-spectacular says `{}` of a fact, which a generated client has as untyped.
@extend_schema_field({"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Fact"}})
class FactsField(serializers.DictField):
    """Facts by name, where which there are depends on another field (a rule's kind, an entry's kind). Of a fact only its form is
    described (`schema.FACT`); what each may be is checked by the service that takes it."""
