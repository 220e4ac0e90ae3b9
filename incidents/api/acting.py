"""Acts on one row: each endpoint is one service, which takes the row by its noun."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.utils import timezone

from accounts.api.viewsets import ReadViewSet

T = TypeVar("T")


class ActingViewSet(ReadViewSet):
    """Rows that are read, and moved by services alone."""

    noun: ClassVar[str]  # what the services call the row: "incident", "answer"

    def act(self, service: Callable[..., T], row: Any = None, **given: Any) -> T:
        """What the service answers, done by the member now to the row (else the one the address names).

        A row that was read before what is given is passed on: an address that leads nowhere is a 404 whatever its body says.
        """
        return service(**{"member": self.member, self.noun: row or self.get_object(), **given, "now": timezone.now()})
