"""The catalogue of events in the API's description: a shape for each kind, and what webhooks are sent of each."""

from typing import Any

from accounts.events.catalogue import Action, actions, schema_of

SHAPE = "EventOut"
_REF = "#/components/schemas/"


def shape_name(action: Action) -> str:
    """Of its component: "IncidentOpenedEvent"."""
    return "".join(part.capitalize() for part in action.name.replace(".", "_").split("_")) + "Event"


def add_events(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """An event is one of the catalogue's, told by its action; nothing of it is left untyped. Runs after add_required."""
    schemas = result.get("components", {}).get("schemas", {})
    if SHAPE not in schemas:
        return result
    head = schemas[SHAPE]
    known = actions()
    for one in known:
        schemas[shape_name(one)] = _shape(head, one)
    # With the discriminator a generated client goes by `action`; without, it tries all shapes in turn.
    schemas[SHAPE] = {
        "description": "One thing that happened. `action` says which, and with it what `data` holds.",
        "oneOf": [{"$ref": _REF + shape_name(one)} for one in known],
        "discriminator": {"propertyName": "action", "mapping": {one.name: _REF + shape_name(one) for one in known}},
    }
    # OpenAPI 3.1's own place for what we send to others; 3.0 had none.
    result["webhooks"] = {one.name: {"post": _hook(one)} for one in known}
    return result


def _shape(head: dict[str, Any], action: Action) -> dict[str, Any]:
    data = {name: schema_of(shape) for name, shape in action.data.items()}
    own = {
        "action": {"type": "string", "const": action.name},
        "version": {"type": "integer", "minimum": 1, "description": "Of what `data` says."},
        "data": {"type": "object", "properties": data, "required": sorted(data), "additionalProperties": False},
        "object": {
            "type": ["object", "null"],
            "description": "With `expand=subject`, and in webhooks: the subject as it is now, in the shape of its own address, as far as you may see it.",
        },
    }
    return {
        "type": "object",
        "description": action.says,
        "properties": head["properties"] | own,
        "required": head["required"],
    }


def _hook(action: Action) -> dict[str, Any]:
    body = {
        "type": "object",
        "required": ["data", "timestamp", "type"],
        "properties": {
            "type": {"type": "string", "const": action.name},
            "timestamp": {"type": "string", "format": "date-time", "description": "When it happened."},
            "data": {"$ref": _REF + shape_name(action)},
        },
    }
    names = ("webhook-id", "webhook-timestamp", "webhook-signature")
    return {
        "operationId": f"webhook_{action.name.replace('.', '_')}",
        "summary": action.says,
        "tags": ["webhooks"],
        "security": [],  # the receiver checks the signature; it asks us for nothing
        "parameters": [{"name": one, "in": "header", "required": True, "schema": {"type": "string"}} for one in names],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {"2XX": {"description": "Taken. Any other answer, and none in time, is tried again."}},
    }
