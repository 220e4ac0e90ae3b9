"""Rows inside an answer's rows: each passes `visible_to` for whoever reads, as the answer's own rows do."""

from typing import Any

from django.db import models
from rest_framework import serializers

from accounts.scoping import visible_related


class Nested(serializers.ListSerializer[Any]):
    """The related rows of a row (`approvals = Nested(child=ApprovalOut())`): of them the reader's only.

    The view's query set fetches them at once with `prefetch_visible`; where it did not, they are asked for row by row. Needs the
    request in its context: without a reader there is no saying what may be shown.
    """

    def to_representation(self, data: Any) -> Any:
        """Raises KeyError without the request."""
        # DRF's own would call `.all()`: every row of the relation, whoever reads.
        if isinstance(data, models.Manager):
            data = visible_related(data, self.context["request"].member)
        return super().to_representation(data)
