"""How the API describes itself."""

from inspect import getdoc
from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework.viewsets import GenericViewSet

from accounts.api import expanding
from accounts.api.deprecation import deprecated_by
from accounts.api.filters import SINCE_PARAMETER

_ONE = {"type": ["string", "number", "boolean", "null"]}
# What a fact can be whose names depend on another field: text, a number, true or false, nothing, or a list or object of such.
FACT = {
    "description": "Text, a number, true or false, nothing, or a list or object of facts.",
    "anyOf": [
        _ONE,
        {"type": "array", "items": {"$ref": "#/components/schemas/Fact"}},
        {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Fact"}},
    ],
}
MESSAGES = {
    "description": "Messages about a field, or about the fields or rows inside it.",
    "anyOf": [
        {"type": "array", "items": {"type": "string"}},
        {"type": "array", "items": {"$ref": "#/components/schemas/Messages"}},
        {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Messages"}},
    ],
}
PROBLEM = {
    "type": "object",
    "required": ["type", "status", "code", "title", "detail"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable: match on this, not on the text."},
        "title": {"type": "string"},
        "detail": {"type": "string", "description": "For a person."},
        "request_id": {"type": "string", "description": "Of this request: name it when you ask us about it."},
        "errors": {
            "type": "object",
            "description": "Messages by field.",
            "additionalProperties": {"$ref": "#/components/schemas/Messages"},
        },
        "data": {
            "type": "object",
            "description": "Facts: a current status, a column.",
            "additionalProperties": {"$ref": "#/components/schemas/Fact"},
        },
    },
}

_OF_CONDITIONS = {"412", "428"}
_MEANING = {
    "400": "Invalid input",
    "401": "Not logged in",
    "403": "Not allowed",
    "404": "Not found, or not accessible to you",
    "409": "Conflicts with the current state",
    "410": "No longer kept",
    "412": "Changed since you read it",
    "413": "Too large",
    "415": "Not JSON",
    "428": "If-Match is missing",
    "429": "Too many requests",
    "503": "A service we depend on isn't responding",
}


_NUMBER = {"type": "integer", "minimum": 0}
HEADERS = {
    "Request-Id": {
        "description": "Of this request: yours, where you sent one of 8 to 64 letters, digits, dots, dashes or underscores.",
        "schema": {"type": "string"},
    },
    "RateLimit-Limit": {"description": "Requests in a minute.", "schema": _NUMBER},
    "RateLimit-Remaining": {"description": "Of these, how many are left.", "schema": _NUMBER},
    "RateLimit-Reset": {"description": "Seconds until the oldest no longer counts.", "schema": _NUMBER},
    "Retry-After": {"description": "Seconds to wait before the next try.", "schema": _NUMBER},
    "ETag": {
        "description": "Of what is shown: send it as If-None-Match to ask again, as If-Match with a change where that is asked for.",
        "schema": {"type": "string"},
    },
    "Location": {"description": "Where what was made can be read.", "schema": {"type": "string", "format": "uri"}},
    "Idempotent-Replayed": {
        "description": "“true” where this is the answer of an earlier request with the same Idempotency-Key.",
        "schema": {"type": "string", "enum": ["true"]},
    },
}
# Of deprecated operations; described only where there is one.
DEPRECATION_HEADERS = {
    "Deprecation": {
        "description": "Since when this operation is deprecated: @ and seconds since 1970 (RFC 9745).",
        "schema": {"type": "string"},
    },
    "Sunset": {"description": "From when on it may be gone (RFC 8594).", "schema": {"type": "string"}},
    "Link": {"description": "Where both are explained.", "schema": {"type": "string"}},
}


# Each noun that was met, by what its view says of itself.
_NOUNS: dict[str, str] = {}
_SUMMARIES = {
    "list": "List {noun}",
    "retrieve": "Show one of the {noun}",
    "create": "Create one of the {noun}",
    "partial_update": "Change one of the {noun}",
    "destroy": "Remove one of the {noun}",
    "get": "Show {noun}",
    "post": "Create {noun}",
    "patch": "Change {noun}",
}


class Schema(AutoSchema):
    """Tags by noun, plain operation names."""

    def get_tags(self) -> list[str]:
        """The noun after /api/v1/."""
        parts = [part for part in self.path.split("/") if part and "{" not in part]
        noun = parts[2] if len(parts) > 2 else "api"
        # drf-spectacular describes no tags: kept here until add_problems, which runs after all operations.
        _NOUNS.setdefault(noun, (getdoc(type(self.view)) or noun).partition("\n")[0])
        return [noun]

    def get_summary(self) -> str | None:
        """What a menu calls it: "List alerts", "Set status". The view's own words are its description."""
        given: str | None = super().get_summary()
        action = getattr(self.view, "action", None) or str(self.method).lower()
        noun = self.get_tags()[0].replace("_", " ").replace("-", " ")
        return given or _SUMMARIES.get(action, action.replace("_", " ").capitalize()).format(noun=noun)

    def is_deprecated(self) -> bool:
        """Whether its view says that it is to go."""
        return deprecated_by(self.view, self.method) is not None

    def get_description(self) -> str:  # type: ignore[override]  # as the base, not as DRF's
        """The view's own words; of a deprecated one, first since when it is and what to use."""
        words: str = super().get_description()
        ending = deprecated_by(self.view, self.method)
        return f"{ending.says}\n\n{words}" if ending is not None else words

    def _get_filter_parameters(self) -> list[dict[str, Any]]:
        """Of lists only, where they act (`ScopedViewSet.filter_queryset`)."""
        if getattr(self.view, "action", "list") != "list":
            return []
        parameters: list[dict[str, Any]] = super()._get_filter_parameters()  # type: ignore[no-untyped-call]
        tells = getattr(self.view, "tells_updates", None)
        return [*parameters, SINCE_PARAMETER] if tells is not None and tells() else parameters

    def _get_parameters(self) -> list[dict[str, Any]]:
        """As the base, and the headers that the request may or must have."""
        parameters: list[dict[str, Any]] = super()._get_parameters()
        if self.method == "POST" and isinstance(self.view, GenericViewSet):
            parameters.append(
                _header("Idempotency-Key", "Makes a repeat within a day harmless: it gets the first answer.")
            )
        if getattr(self.view, "action", "") in getattr(self.view, "if_match_on", ()):
            # Headers it does not know of either: a generated client could not send what a 428 asks for.
            parameters.append(_header("If-Match", "The ETag as last read: whose state is changed.", required=True))
        parameters += expanding.parameter(self.view)
        if self.method == "GET":
            parameters.append(_header("If-None-Match", "An ETag: 304 without a body where nothing is new."))
        return parameters


def _header(name: str, words: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": required, "schema": {"type": "string"}, "description": words}


def _response_headers(method: str, status: str, *, deprecated: bool = False) -> dict[str, Any]:
    """What an answer says beside its body."""
    refs = ["Request-Id", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"]
    if deprecated:
        refs += DEPRECATION_HEADERS
    if status in {"429", "503"}:
        refs.append("Retry-After")
    if status.startswith("2") and status != "204":
        refs.append("ETag")
    if status == "201":
        refs.append("Location")
    if status.startswith("2") and method == "post":
        refs.append("Idempotent-Replayed")
    return {name: {"$ref": f"#/components/headers/{name}"} for name in refs}


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Every operation may answer with a problem; the headers every answer carries are named once."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {}).update({"Problem": PROBLEM, "Fact": FACT, "Messages": MESSAGES})
    operations = [one for path in result.get("paths", {}).values() for one in path.values() if isinstance(one, dict)]
    ending = any(one.get("deprecated") for one in operations)
    components["headers"] = HEADERS | (DEPRECATION_HEADERS if ending else {})
    result["tags"] = [{"name": name, "description": words} for name, words in sorted(_NOUNS.items())]
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    components["responses"] = {
        f"Problem{status}": {"description": words, "content": content, "headers": _response_headers("", status)}
        for status, words in _MEANING.items()
    }
    for path in result.get("paths", {}).values():
        for method, operation in path.items():
            if not isinstance(operation, dict) or "responses" not in operation:
                continue
            if any(one["name"] == "If-None-Match" for one in operation.get("parameters", ())):
                operation["responses"].setdefault("304", {"description": "Nothing new since that ETag"})
            named = {one["name"] for one in operation.get("parameters", ())}
            left_out = (set() if "If-Match" in named else _OF_CONDITIONS) | (set() if "after" in named else {"410"})
            for status in (one for one in _MEANING if one not in left_out):
                # A view's own words on a status are better than these.
                operation["responses"].setdefault(status, {"$ref": f"#/components/responses/Problem{status}"})
            for status, answer in operation["responses"].items():
                if "$ref" not in answer:
                    answer.setdefault("headers", {}).update(
                        _response_headers(method, status, deprecated=operation.get("deprecated", False))
                    )
    return result


def add_required(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """What an answer always has is required in its shape: whoever generates a client is not told to expect it missing.

    Serializers of answers write every field they have; what a request may leave out has a shape of its own (`…Request`, and
    `…In` where an answer repeats what was sent).
    """
    schemas = result.get("components", {}).get("schemas", {})
    for name, shape in schemas.items():
        for field in shape.get("properties", {}).values():
            either = field.get("oneOf", ())
            if (
                either and "default" in either[0]
            ):  # an address or nothing: the default is of the whole, not of the first kind
                field["default"] = either[0].pop("default")
        if not name.endswith(("Request", "In")) and name != "Problem" and shape.get("properties"):
            shape["required"] = sorted(shape["properties"])
    return result
