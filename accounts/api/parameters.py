"""What an address takes beside its path: the query parameters its own description names, a body where it describes one, and nothing else."""

import re
from dataclasses import dataclass
from typing import Any

from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.plumbing import ComponentRegistry
from drf_spectacular.settings import spectacular_settings
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from accounts.api.strict import UNKNOWN
from accounts.errors import Invalid


@dataclass(frozen=True, slots=True)
class Taken:
    """The names of its query parameters, and whether it reads a body."""

    parameters: frozenset[str] = frozenset()
    body: bool = True


_DESCRIBED: dict[tuple[type[Any], str, str], Taken] = {}


def refuse_unknown(request: Request, view: Any) -> None:
    """Raises Invalid at each query parameter that is not described here, comes twice, or has no value; and for a body that
    nobody would read.

    A filter that is misspelt or left empty by a client's bug would otherwise answer with everything there is
    (https://github.com/glpi-project/glpi/pull/18512 is such a report).
    """
    taken = _described(request, view)
    known = taken.parameters
    fields: dict[str, list[str]] = {}
    for name in request.query_params:
        values = request.query_params.getlist(name)
        if name not in known:
            fields[name] = ["Unknown parameter."]
        elif len(values) > 1:
            fields[name] = ["Give this parameter once."]
        elif not values[0].strip() and name != "cursor":  # an empty cursor is the first page
            fields[name] = ["Give a value, or leave this parameter out."]
    if fields:
        unknown = any(name not in known for name in fields)
        raise Invalid("Some parameters are invalid.", code="unknown_parameter" if unknown else "invalid", fields=fields)
    if not taken.body and request.method not in SAFE_METHODS and request.data:
        fields = {name: [UNKNOWN] for name in request.data}
        raise Invalid("This address takes no fields.", code="unknown_field", fields=fields)


def _described(request: Request, view: Any) -> Taken:
    """Asked of the description once in the life of a process for each address and method."""
    match = request._request.resolver_match
    # HEAD is described nowhere: it answers what GET would (RFC 9110, 9.3.2).
    method = "GET" if request.method == "HEAD" else str(request.method)
    # With the route: one class answers at several addresses (its @actions), each with parameters of its own.
    key = (type(view), match.route if match else "", method)
    if match is not None and key not in _DESCRIBED:
        generator = SchemaGenerator(patterns=[])  # type: ignore[no-untyped-call]
        shown = generator.create_view(match.func, method)  # type: ignore[no-untyped-call]
        # Not the real request: what is found is kept for everybody, and must not depend on who came first.
        shown.request = spectacular_settings.GET_MOCK_REQUEST(method, request.path, shown, None)
        # DRF's routers make regular expressions of routes; the generator wants `{pk}`.
        path = "/" + re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", match.route).strip("^$/") + "/"
        with GENERATOR_STATS.silence():  # what it guesses about the path is no matter here
            operation = shown.schema.get_operation(path, path, "^/api/v1", method, ComponentRegistry()) or {}
        names = frozenset(one["name"] for one in operation.get("parameters", ()) if one["in"] == "query")
        _DESCRIBED[key] = Taken(names, body="requestBody" in operation)
    return _DESCRIBED.get(key, Taken())
