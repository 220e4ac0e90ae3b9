"""The API's own description, held against what it answers."""

import json
import re
from functools import cache
from typing import Any

from django.test import Client
from jsonschema import Draft202012Validator

_WRITES = {"POST", "PATCH", "DELETE"}


def closed(shape: Any) -> Any:
    """The description with every object it lists the properties of refusing others."""
    if isinstance(shape, dict):
        found = {name: closed(inner) for name, inner in shape.items()}
        return found | {"additionalProperties": False} if "properties" in found else found
    return [closed(inner) for inner in shape] if isinstance(shape, list) else shape


@cache
def document() -> dict[str, Any]:
    """The description, its shapes closed; made once a process."""
    from accounts.api import description  # the models it needs aren't there yet when this module is imported

    made: dict[str, Any] = json.loads(json.dumps(description.described(), default=str))
    return made | {"components": made["components"] | {"schemas": closed(made["components"]["schemas"])}}


def path_of(route: str) -> str:
    """A Django route as the description names its path; a router's are regular expressions."""
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<x:\1>", route).strip("^$/")
    return "/" + re.sub(r"<\w+:(\w+)>", lambda name: "{id}" if name[1] == "pk" else f"{{{name[1]}}}", plain) + "/"


def amiss(operation: dict[str, Any], answer: Any) -> list[str]:
    """Where an answer is not what its operation says of it."""
    said = operation["responses"].get(str(answer.status_code))
    if said is None or "$ref" in said:
        return [f"{answer.status_code}: {answer.content[:300]!r}"]
    if "content" not in said:
        return [] if not answer.content else ["a body that is not described"]
    shape = said["content"]["application/json"]["schema"] | {"components": document()["components"]}
    checker = Draft202012Validator(shape, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{list(one.absolute_path)}: {one.message[:300]}" for one in checker.iter_errors(answer.json())]


class Described(Client):
    """A test browser that holds every write of the API that went through against its description, whatever the test is about."""

    def request(self, **asked: Any) -> Any:
        """As Django's. AssertionError names what is amiss."""
        answer = super().request(**asked)
        path, method = str(asked.get("PATH_INFO", "")), str(asked.get("REQUEST_METHOD", "GET"))
        if method in _WRITES and 200 <= answer.status_code < 300 and path.startswith("/api/v1/"):
            operation = document()["paths"].get(path_of(answer.resolver_match.route), {}).get(method.lower())
            assert operation is not None, f"{method} {path} is described nowhere"
            wrong = amiss(operation, answer)
            assert not wrong, f"{method} {path} answers other than described: {'; '.join(wrong)}"
        return answer
