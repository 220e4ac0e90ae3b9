"""How the API describes itself."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

PROBLEM = {
    "type": "object",
    "required": ["type", "status", "code", "title", "detail"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable; decide by it."},
        "title": {"type": "string"},
        "detail": {"type": "string", "description": "For a person."},
        "errors": {"type": "object", "description": "Messages by field.", "additionalProperties": True},
        "data": {"type": "object", "description": "Facts: a current status, a column.", "additionalProperties": True},
    },
}
_STATUSES = ("400", "401", "403", "404", "409", "412", "413", "415", "428", "429", "503")
_MEANING = {
    "400": "The input can't be taken as it is",
    "401": "Not logged in",
    "403": "Not allowed",
    "404": "Nothing here that you may see",
    "409": "The thing is in another state",
    "412": "Changed since you read it",
    "413": "Larger than is taken",
    "415": "Not JSON",
    "428": "If-Match is missing",
    "429": "Too many requests",
    "503": "Something we need does not answer",
}


class Schema(AutoSchema):
    """Tags by noun, plain operation names."""

    def get_tags(self) -> list[str]:
        """The noun after /api/v1/."""
        parts = [part for part in self.path.split("/") if part and "{" not in part]
        return [parts[2] if len(parts) > 2 else "api"]


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Every operation may answer with a problem; the headers every answer carries are named once."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in result.get("paths", {}).values():
        for operation in path.values():
            if not isinstance(operation, dict) or "responses" not in operation:
                continue
            for status in _STATUSES:
                operation["responses"].setdefault(status, {"description": _MEANING[status], "content": content})
    return result
