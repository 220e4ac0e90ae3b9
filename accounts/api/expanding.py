"""`?expand=brand,incident`: with the rows of an answer also the rows they name, as their own addresses show them.

What can be asked for follows from names alone: a field that is called as a noun is (`brand`, `incident`, `rule`…) and holds an id.
"""

from collections.abc import Mapping
from typing import Any, Final

from rest_framework import serializers
from rest_framework.request import Request

from accounts import hooks
from accounts.api.showing import kinds
from accounts.errors import Invalid
from accounts.models import Membership

NAME: Final = "expand"
ADDED: Final = "expanded"
_REF: Final = "#/components/schemas/"
_SHOWING: Final = ("list", "retrieve")
_IDS: Final = (serializers.UUIDField, serializers.PrimaryKeyRelatedField)


def expandable(view: Any) -> tuple[str, ...]:
    """The fields of a view's rows that can be shown whole, in the order of the shape; none for an address that shows no rows."""
    shape = getattr(view, "serializer_class", None)
    if getattr(view, "action", None) not in _SHOWING or not getattr(view, "expands", False) or shape is None:
        return ()
    if shape not in {one.serializer_class for one in kinds().values()}:
        return ()
    fields: Mapping[str, Any] = shape().fields
    return tuple(name for name, field in fields.items() if name in kinds() and isinstance(field, _IDS))


def wanted(request: Request, view: Any) -> tuple[str, ...]:
    """The fields a request asks to see whole. Raises Invalid at the parameter for what is none."""
    text = request.query_params.get(NAME)
    if text is None:  # most requests: what could be asked for is not worked out for them
        return ()
    known = expandable(view)
    if not known:
        return ()
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Invalid.field(NAME, f"“{unknown[0][:50]}” can't be expanded here. Known are: {', '.join(known)}.")
    return names


def add_to(answer: Any, names: tuple[str, ...], member: Membership) -> None:
    """Adds them to an answer of one row or of a list, one look-up a field; null where the member may not see what is named."""
    rows = answer["results"] if isinstance(answer, dict) and "results" in answer else [answer]
    for name in names:
        ids = {str(row[name]) for row in rows if row[name] is not None}
        shown = hooks.shapes.answer.shown(name, sorted(ids), member)
        for row in rows:
            row.setdefault(ADDED, {})[name] = shown.get(str(row[name]))


def parameter(view: Any) -> list[dict[str, Any]]:
    """Its description, where a view takes it."""
    known = expandable(view)
    if not known:
        return []
    return [
        {
            "name": NAME,
            "in": "query",
            "required": False,
            "explode": False,
            "style": "form",
            "schema": {"type": "array", "items": {"type": "string", "enum": list(known)}, "minItems": 1, "uniqueItems": True},
            "description": f"Adds `{ADDED}`: what these fields name, as its own address shows it; null where you may not see it.",
        }
    ]  # fmt: skip


def add_expanded(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Describes `expanded` in each shape that can have it. Runs after add_required: it is there only where it is asked for."""
    schemas = result.get("components", {}).get("schemas", {})
    for operation in (
        one for path in result.get("paths", {}).values() for one in path.values() if isinstance(one, dict)
    ):
        asked = [one for one in operation.get("parameters", ()) if one["name"] == NAME and "items" in one["schema"]]
        if asked:
            name = _shape_of(operation["responses"]["200"], schemas)
            fields = asked[0]["schema"]["items"]["enum"]
            schemas[name]["properties"][ADDED] = _described(fields, schemas)
    return result


def _shape_of(answer: dict[str, Any], schemas: dict[str, Any]) -> str:
    shape = answer["content"]["application/json"]["schema"]
    name = str(shape["$ref"]).removeprefix(_REF)
    listed = schemas[name]["properties"].get("results")
    return str(listed["items"]["$ref"]).removeprefix(_REF) if listed else name


def _described(fields: list[str], schemas: dict[str, Any]) -> dict[str, Any]:
    shapes = {name: _component(kinds()[name].serializer_class) for name in fields}
    return {
        "type": "object",
        "description": f"With `{NAME}`: what was asked for.",
        "properties": {name: {"oneOf": [{"$ref": _REF + shape}, {"type": "null"}]} for name, shape in shapes.items() if shape in schemas},
        "additionalProperties": False,
    }  # fmt: skip


def _component(shape: Any) -> str:
    return str(shape.__name__).removesuffix("Serializer")
