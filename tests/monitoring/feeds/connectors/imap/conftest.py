"""One certificate for the room, a fresh mailbox for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.monitoring.feeds.connectors.imap.mailbox import HOST, Mailbox, serving
from tests.tls import certificate


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"), HOST)


@pytest.fixture
def box(trust: Path) -> Iterator[Mailbox]:
    with serving(trust) as running:
        yield running


@pytest.fixture
def plain_box(trust: Path) -> Iterator[Mailbox]:
    """Secured by STARTTLS."""
    with serving(trust, implicit=False) as running:
        running.capabilities = "IMAP4rev1 STARTTLS LOGINDISABLED"
        yield running
