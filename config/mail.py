"""Mail written to files, where no mail server is set."""

import os
from pathlib import Path
from typing import Any

from django.core.mail.backends import filebased


class PrivateFiles(filebased.EmailBackend):
    """As Django's; folder and files are their owner's only, for the letters hold links that open something."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        Path(self.file_path).chmod(0o700)  # Django made it by the umask: for everybody to read

    def open(self) -> bool:
        """Begins a file of a mailing."""
        if self.stream is not None:
            return False
        self.stream = os.fdopen(os.open(self._get_filename(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")
        return True
