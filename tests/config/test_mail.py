"""Letters in files are their owner's only."""

import stat
from pathlib import Path

from django.core.mail import EmailMessage

from config.mail import PrivateFiles


def test_letters_and_their_folder_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir(mode=0o755)
    backend = PrivateFiles(file_path=str(folder))
    backend.send_messages([EmailMessage("Reset", "A link", "a@b.example", ["c@d.example"])])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    letters = list(folder.iterdir())
    assert [stat.S_IMODE(one.stat().st_mode) for one in letters] == [0o600]
    assert "A link" in letters[0].read_text()
