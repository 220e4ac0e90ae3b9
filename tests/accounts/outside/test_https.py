"""The guard under TLS: the connection goes to the checked literal, the certificate is checked for the name."""

import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from accounts.outside.failures import Transient
from accounts.outside.http import GuardedClient
from tests.loopback import NOW, Answer, Server, serving


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=3650))
        .not_valid_after(NOW + timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "news.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


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
