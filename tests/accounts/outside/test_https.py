"""The guard under TLS: the connection goes to the checked literal, the certificate is checked for the name."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from accounts.outside.failures import Transient
from accounts.outside.http import GuardedClient
from tests.loopback import Answer, Server, serving
from tests.tls import certificate as made_certificate


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_certificate(tmp_path_factory.mktemp("tls"), "news.example")


@pytest.fixture
def secure(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(context) as server:
        server.answers["/f"] = Answer(body=b"secured")
        yield server


def _client(certificate: Path | None) -> GuardedClient:
    tls = ssl.create_default_context(cafile=str(certificate)) if certificate else None
    return GuardedClient(allow_loopback=True, tls=tls, resolver=lambda host, port: ["127.0.0.1"])


def test_the_name_is_checked_though_the_literal_is_connected_to(secure: Server, certificate: Path) -> None:
    with _client(certificate) as guarded:
        assert guarded.get(f"https://news.example:{secure.port}/f").body == b"secured"
        with pytest.raises(Transient, match="secured"):
            guarded.get(f"https://other.example:{secure.port}/f")


def test_a_certificate_nobody_vouches_for_is_refused(secure: Server) -> None:
    with _client(None) as guarded, pytest.raises(Transient, match="secured"):
        guarded.get(f"https://news.example:{secure.port}/f")
    assert secure.asked == []
