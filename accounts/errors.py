"""What can go wrong, in the domain's words. Each error has a stable code; HTTP is attached once, in api/problems and middleware."""

from collections.abc import Mapping
from typing import ClassVar


class DomainError(Exception):
    """A refusal a person can act on.

    `message` is a whole sentence in the person's words; `code` is stable; `fields` maps a field's name to its own
    messages; `data` holds facts a client may show (a current state, a column and a length).
    """

    status: ClassVar[int] = 400
    default_code: ClassVar[str] = "error"

    def __init__(
        self,
        message: str,
        *,
        code: str = "",
        fields: Mapping[str, list[str]] | None = None,
        data: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.fields = dict(fields or {})
        self.data = dict(data or {})


class Invalid(DomainError):
    """Invalid input."""

    status = 400
    default_code = "invalid"

    @classmethod
    def field(cls, name: str, message: str, *, code: str = "", data: Mapping[str, object] | None = None) -> "Invalid":
        """An error that belongs to one field."""
        return cls(message, code=code, fields={name: [message]}, data=data)


class Forbidden(DomainError):
    """This person may not do this."""

    status = 403
    default_code = "forbidden"


class NotFound(DomainError):
    """There is nothing here that this person may see."""

    status = 404
    default_code = "not_found"


class Conflict(DomainError):
    """The current state is another than the request takes for granted. `data["current"]` names it where known."""

    status = 409
    default_code = "conflict"


class Gone(DomainError):
    """It was there once, and is no longer kept."""

    status = 410
    default_code = "gone"


class TooMany(DomainError):
    """More at once, or in a short time, than one may ask for. `data["retry_after"]` is in seconds where known."""

    status = 429
    default_code = "too_many_requests"


class Unavailable(DomainError):
    """A service we depend on isn't responding now; a later try may go through."""

    status = 503
    default_code = "unavailable"
