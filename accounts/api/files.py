"""A file as the body of a request: kept on disk, not in memory, with its digest."""

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from rest_framework.parsers import BaseParser

from accounts.errors import Invalid

_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SentFile:
    """What came. Its name is its digest: two bodies of the same bytes are one request."""

    file: IO[bytes]
    size: int
    sha256: str

    def __str__(self) -> str:
        return f"sha256:{self.sha256}"


class FileParser(BaseParser):
    """Takes any type of body; what it is, its bytes tell better than whoever sent it. The view says how many there may be (`most_bytes`)."""

    media_type = "*/*"

    def parse(  # type: ignore[override]  # DRF hands on whatever a parser makes of a body
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> SentFile:
        """Raises Invalid at `file` where it is too large."""
        most: int = (parser_context or {})["view"].most_bytes
        file = tempfile.TemporaryFile()  # noqa: SIM115  # the view reads it after we are gone
        digest, size = hashlib.sha256(), 0
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > most:
                file.close()
                message = f"This file is larger than {most // _PIECE:,} MB, which is the most. Split it."
                raise Invalid.field("file", message, code="too_large", data={"most": most})
            digest.update(piece)
            file.write(piece)
        file.seek(0)
        return SentFile(file, size, digest.hexdigest())
