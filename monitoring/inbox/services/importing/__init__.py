"""Files of mentions that people bring: exports of other listening tools, and tables of any kind."""

from monitoring.inbox.services.importing.files import MOST_BYTES, Read, too_large
from monitoring.inbox.services.importing.keeping import (
    KEPT,
    UNDO_FOR,
    amiss_lines,
    asks_for_order,
    cancel_import,
    discard_import,
    imports_of,
    map_columns,
    resume_import,
    start_import,
    sweep,
    undo_import,
    upload_file,
)
from monitoring.inbox.services.importing.preview import Preview, preview
from monitoring.inbox.services.importing.running import BATCH, Run
from monitoring.inbox.services.importing.tools import FIELDS, TOOLS
from monitoring.inbox.services.importing.undoing import undo_step

__all__ = [
    "BATCH",
    "FIELDS",
    "KEPT",
    "MOST_BYTES",
    "TOOLS",
    "UNDO_FOR",
    "Preview",
    "Read",
    "Run",
    "amiss_lines",
    "asks_for_order",
    "cancel_import",
    "discard_import",
    "imports_of",
    "map_columns",
    "preview",
    "resume_import",
    "start_import",
    "sweep",
    "too_large",
    "undo_import",
    "undo_step",
    "upload_file",
]
