"""How a tool is declared: its name, what it takes and gives, and whether it only reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from mcp import types
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from accounts.mcp.operations import Caller, Refused


class Taken(BaseModel):
    """What a tool takes; a field it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class OfBrand(Taken):
    """A brand."""

    brand: UUID = Field(description="The brand's id, as list_brands gives it")


class ById(Taken):
    """A row."""

    id: UUID


class Paged(Taken):
    """Which page, and how long."""

    limit: int = Field(default=20, ge=1, le=100, description="At most so many rows")
    cursor: str | None = Field(default=None, max_length=2000, description="`next_cursor` of the page before")


class Act(Taken):
    """What a careful act takes besides its words."""

    idempotency_key: str | None = Field(
        default=None,
        min_length=8,
        max_length=200,
        description="Any text of your own. Repeat it when you try the same act again: it is then done once",
    )


T = TypeVar("T", bound=Taken)
G = TypeVar("G", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. `run` takes what was given, as a client sent it."""

    name: str
    title: str
    about: str
    takes: type[Taken]
    gives: type[BaseModel]
    reads: bool
    run: Callable[[Caller, dict[str, Any]], BaseModel]

    def described(self) -> types.Tool:
        """As the protocol lists it. What an act does is added to a record or a list: it overwrites and removes nothing."""
        hints = types.ToolAnnotations(
            title=self.title,
            read_only_hint=self.reads,
            destructive_hint=False,
            idempotent_hint=self.reads,
            open_world_hint=False,  # nothing beyond Firebreak is reached
        )
        return types.Tool(
            name=self.name,
            title=self.title,
            description=self.about,
            input_schema=self.takes.model_json_schema(),
            output_schema=self.gives.model_json_schema(mode="serialization"),
            annotations=hints,
        )


def tool(
    made: list[Tool], *, title: str, takes: type[T], gives: type[G], reads: bool
) -> Callable[[Callable[[Caller, T], G]], Callable[[Caller, T], G]]:
    """Adds a function to the tools under its own name; its docstring is what an assistant reads about it."""

    def declare(function: Callable[[Caller, T], G]) -> Callable[[Caller, T], G]:
        def run(caller: Caller, given: dict[str, Any]) -> BaseModel:
            return function(caller, _read(takes, given))

        about = " ".join((function.__doc__ or "").split())
        made.append(Tool(function.__name__, title, about, takes, gives, reads, run))
        return function

    return declare


def _read(takes: type[T], given: dict[str, Any]) -> T:
    try:
        return takes.model_validate(given)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, one['loc'])) or 'arguments'}: {one['msg']}" for one in error.errors()]
        raise Refused(f"These arguments are invalid. {'; '.join(faults)}.") from None
