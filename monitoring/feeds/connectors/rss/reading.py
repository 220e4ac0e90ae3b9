"""From the bytes of an answer to a document, within bounds of memory and time.

feedparser takes quadratic time on some inputs (100,000 attributes on one element: minutes), and a megabyte of "{},"
becomes a gigabyte of dictionaries. Small bodies can't cost much; a large one, of either language, is read in a child
process that the system stops when it has used up its time or memory.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from accounts.outside.failures import Malformed, TooLarge
from monitoring.feeds.connectors.failures import NotAFeed
from monitoring.feeds.connectors.rss.document import Document
from monitoring.feeds.connectors.rss.json_feed import read_json
from monitoring.feeds.connectors.rss.xml_feed import read_xml

MOST_BYTES: Final = 16_000_000
MOST_IN_PROCESS: Final = 200_000
CHILD_SECONDS: Final = 20
_CHILD_MEMORY: Final = 1_000_000_000
_MOST_TOLD: Final = 4 * MOST_BYTES
_ROOT: Final = Path(__file__).resolve().parents[4]  # from where the child, which has no PYTHONPATH, finds this package


def read_document(body: bytes, *, content_type: str, url: str) -> Document:
    """Raises NotAFeed for something else, Malformed when nothing can be saved, TooLarge."""
    body = _ungzipped(body)
    if len(body) > MOST_BYTES:
        raise TooLarge(f"The feed is larger than {MOST_BYTES // 1_000_000} MB.")
    if len(body) > MOST_IN_PROCESS:
        return _read_in_child(body, content_type, url)
    return read_here(body, content_type, url)


def read_here(body: bytes, content_type: str, url: str) -> Document:
    """As `read_document`, in this process, however long it takes."""
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    return read_json(body, url) if start[:1] == b"{" else read_xml(body, content_type, url)


def _ungzipped(body: bytes) -> bytes:
    # Some servers hand out feed.xml.gz as it lies on their disk, without saying that it is packed.
    if body[:2] != b"\x1f\x8b":
        return body
    machine = zlib.decompressobj(31)  # 15 + 16: with gzip's header (zlib's inflateInit2)
    try:
        plain = machine.decompress(body, MOST_BYTES + 1)
    except zlib.error as error:
        raise Malformed("The feed's compression is broken.") from error
    if len(plain) > MOST_BYTES:
        raise TooLarge(f"The feed unpacks to more than {MOST_BYTES // 1_000_000} MB.")
    return plain


def _read_in_child(body: bytes, content_type: str, url: str) -> Document:
    job = json.dumps({"content_type": content_type, "url": url}).encode() + b"\n" + body
    # No environment: what reads a stranger's document has no business knowing the settings' secrets.
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        # It sets its own limits: Python's `preexec_fn` is not safe beside threads, and a heartbeat runs.
        done = subprocess.run(  # noqa: S603  (our own module; the stranger's bytes go in by stdin)
            [sys.executable, "-m", __name__],
            input=job,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=environment,
            timeout=CHILD_SECONDS * 3,  # by the clock: on a busy machine a third of it is the child's
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Malformed("The feed takes too long to read.") from error
    if done.returncode != 0 or not done.stdout:
        raise Malformed("The feed takes too long or too much memory to read.")
    told = json.loads(done.stdout)
    if "not_a_feed" in told:
        raise NotAFeed(told["not_a_feed"])
    if "malformed" in told:
        raise Malformed(told["malformed"])
    lists = {name: tuple(told[name]) for name in ("entries", "notes", "deleted")}
    return Document(**{**told, **lists})


def _child() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_SECONDS, CHILD_SECONDS + 1))  # SIGXCPU, then SIGKILL
    resource.setrlimit(resource.RLIMIT_AS, (_CHILD_MEMORY, _CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no gigabyte on disk for it
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    head, _, body = sys.stdin.buffer.read().partition(b"\n")
    job = json.loads(head)
    told: dict[str, Any]
    try:
        told = asdict(read_here(body, job["content_type"], job["url"]))
    except NotAFeed as failure:
        told = {"not_a_feed": failure.sentence}
    except Malformed as failure:
        told = {"malformed": failure.sentence}
    text = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if len(text) <= _MOST_TOLD:
        sys.stdout.buffer.write(text)


if __name__ == "__main__":
    _child()
