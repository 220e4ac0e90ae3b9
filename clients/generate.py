"""Makes the client of clients/python anew from the API's own description. See clients/README.md for the command."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CLIENT = HERE / "python"
NOTE = CLIENT / "generated.json"


def document() -> dict[str, Any]:
    """Today's description, without what an installation says of itself. Wants Django to be set up."""
    from accounts.api.description import described

    return {name: part for name, part in described().items() if name != "servers"} | {
        "info": {name: part for name, part in described()["info"].items() if name != "contact"}
    }


def _open(found: dict[str, Any]) -> dict[str, Any]:
    """The same for the generator, which leaves out whatever holds a shape that holds itself: those are left open."""
    opened: dict[str, Any] = json.loads(json.dumps(found))
    opened["components"]["schemas"] |= {"Fact": {}, "Messages": {}}
    return opened


def digest_of(found: dict[str, Any]) -> str:
    """Of a description, whatever the order of its names."""
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def digest_of_files() -> str:
    """Of all that was generated, by path and content."""
    digest = hashlib.sha256()
    for path in sorted(CLIENT.rglob("*")):
        if path.is_file() and path != NOTE and not {"__pycache__", ".ruff_cache"} & set(path.parts):
            digest.update(f"{path.relative_to(CLIENT).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def main() -> None:
    """Generates, and notes of what."""
    sys.path.insert(0, str(HERE.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
    import django

    django.setup()
    found = document()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "openapi.json"
        path.write_text(json.dumps(_open(found)), encoding="utf-8")
        command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(path), "--meta", "setup"]
        command += ["--output-path", str(CLIENT), "--overwrite", "--config", str(HERE / "config.yaml")]
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        subprocess.run(command, check=True, env=environment)
    NOTE.write_text(json.dumps({"document": digest_of(found), "files": digest_of_files()}, indent=2) + "\n")


if __name__ == "__main__":
    main()
