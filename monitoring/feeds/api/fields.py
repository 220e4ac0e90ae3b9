"""A platform's fields in a body: whatever its spec asks, and in the API's description what each platform takes."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

from monitoring.feeds.services import sources


class PlatformFields(serializers.Field[Any, Any, Any, Any]):
    """An object of a platform's fields by name. `partial`: those that change, null to empty one."""

    default_error_messages = {"not_an_object": "Send an object: each field of the platform by its name."}

    def __init__(self, *, partial: bool = False, **more: Any) -> None:
        super().__init__(**more)
        self.partial = partial

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """As it came: the service reads it by the platform's spec."""
        if not isinstance(data, dict):
            self.fail("not_an_object")
        return dict(data)

    def to_representation(self, value: Any) -> dict[str, Any]:
        """Of a source; secrets are not among them."""
        return dict(sources.fields_of(value))


class _PlatformFieldsSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """One closed object a platform."""

    target_class = "monitoring.feeds.api.fields.PlatformFields"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        """What is sent may hold secrets, and must hold what is required; what is answered does neither."""
        answered = direction == "response"
        shapes = [_shape(spec, answered=answered, partial=self.target.partial) for spec in sources.platforms()]
        return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}  # `oneOf` refuses a body that fits two


def _shape(spec: sources.Spec, *, answered: bool, partial: bool) -> dict[str, Any]:
    shown = [one for one in spec.fields if not (answered and isinstance(one, sources.Secret | sources.Sample))]
    shape: dict[str, Any] = {
        "type": "object",
        "title": spec.name,
        "description": f"Of platform “{spec.platform}”.",
        "properties": {one.name: _value(one, nullable=partial) for one in shown},
        "additionalProperties": False,
    }
    required = [one.name for one in shown if one.required]
    return shape if answered or partial or not required else {**shape, "required": required}


def _value(one: sources.Field, *, nullable: bool) -> dict[str, Any]:
    shape: dict[str, Any] = {"title": one.label, **({"description": one.help} if one.help else {})}
    match one:
        case sources.Number():
            shape |= {"type": "integer", "minimum": one.least, "maximum": one.most}
        case sources.Switch():
            shape |= {"type": "boolean"}
        case sources.Choice():
            shape |= {"type": "string", "enum": [option.value for option in one.options]}
        case sources.Secret():
            shape |= {"type": "string", "format": "password", "writeOnly": True, "maxLength": one.most}
        case sources.Sample():
            shape |= {"type": "string", "writeOnly": True, "maxLength": one.most}
        case sources.Text() | sources.Url():
            shape |= {"type": "string", "maxLength": one.most}
    return {"anyOf": [shape, {"type": "null"}]} if nullable else shape
