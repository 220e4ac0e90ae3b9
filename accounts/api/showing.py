"""What the API shows of rows that something else names, such as the subject of an event, in a feed or a webhook."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from accounts.models import Membership
from accounts.permissions import may

if TYPE_CHECKING:
    from accounts.api.viewsets import ScopedViewSet

Nouns = Mapping[str, type["ScopedViewSet"]]
_offered: list[Callable[[], Nouns]] = []
_nouns: dict[str, type["ScopedViewSet"]] = {}


def shows(nouns: Callable[[], Nouns]) -> None:
    """An app's nouns, each by the view that shows it. Called at the first use: views are not loaded before they are needed."""
    _offered.append(nouns)


def kinds() -> Nouns:
    """All nouns that are shown. Raises ValueError where two apps offer one."""
    while _offered:
        nouns = _offered.pop()()
        twice = _nouns.keys() & nouns.keys()
        if twice:
            raise ValueError(f"shown twice: {', '.join(sorted(twice))}")
        _nouns.update(nouns)
    return _nouns


class Shapes:
    """Answers accounts.hooks.shapes."""

    def shown(self, kind: str, ids: Collection[str], member: Membership) -> dict[str, dict[str, Any]]:
        """Each row by its id, as the API's list shows it to this member."""
        view = kinds().get(kind)
        if view is None or not ids:
            return {}
        capability = view.capabilities.get("retrieve") or view.capabilities.get("list")
        # `expand=subject` must not show a key what its scopes don't open at the row's own address.
        if capability is None or not may(member, capability):
            return {}
        viewset = _view(view, member)
        rows = list(viewset.get_queryset().filter(pk__in=_keys(view, ids)))
        # As it goes out: the data still has UUIDs and times, which a webhook's json.dumps can't write.
        shapes = json.loads(JSONRenderer().render(viewset.shapes(rows)))
        return {str(row.pk): shape for row, shape in zip(rows, shapes, strict=True)}


def _view(view: "type[ScopedViewSet]", member: Membership) -> "ScopedViewSet":
    """The view as a list of it stands when this member asks."""
    # Who reads a feed or gets a webhook sent has made no request to this view; its serializers ask for one.
    asked = HttpRequest()
    asked.method = "GET"
    asked.member, asked.tenant, asked.user = member, member.agency, member.user  # type: ignore[attr-defined]
    return view(request=Request(asked), action="list", format_kwarg=None, kwargs={}, args=())


def _keys(view: "type[ScopedViewSet]", ids: Collection[str]) -> list[Any]:
    """Those that can be a row's; what is no id at all is nobody's."""
    field, keys = view.model._meta.pk, []
    for one in ids:
        try:
            keys.append(field.to_python(one))
        except ValidationError:
            continue
    return keys
