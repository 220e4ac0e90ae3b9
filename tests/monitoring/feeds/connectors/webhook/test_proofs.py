"""Whose a delivery is: every published vector, the reference library as a sender, and each way to be nobody's."""

import base64
import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from accounts.outside.failures import AuthExpired, Forbidden
from monitoring.feeds.connectors.protocol import Delivery
from monitoring.feeds.connectors.webhook.proofs import prove
from tests.monitoring.feeds.connectors.webhook.sender import (
    AT,
    SECRET,
    WHSEC,
    by_discourse,
    by_github,
    by_slack,
    by_standard,
    by_token,
    hexed,
)

BODY = '{"text":"Größe – 👍"}'.encode()
NOW = 1_793_000_000.0
SIGN: dict[str, Callable[[bytes], dict[str, str]]] = {
    "standard": by_standard, "github": by_github, "discourse": by_discourse, "slack": by_slack,
}  # fmt: skip
KEY = {"standard": WHSEC, "github": SECRET, "discourse": SECRET, "slack": SECRET}


def fits(kind: str, headers: dict[str, str], *secrets: str, body: bytes = BODY, now: float = NOW, **more: Any) -> bool:
    try:
        prove(kind, more.get("header", ""), secrets, Delivery(headers, body, packed=more.get("packed", b"")), now)
    except Forbidden:
        return False
    return True


@pytest.mark.parametrize(
    ("kind", "secret", "headers", "body", "now"),
    [
        # https://github.com/standard-webhooks/standard-webhooks, the example of the specification.
        ("standard", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
         {"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
          "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}, b'{"test": 2432232314}', 1_614_265_330),
        ("standard", WHSEC, {"webhook-id": "msg_1", "webhook-timestamp": "1793000000",
                             "webhook-signature": "v1,jRFnldLvOoZ92XykFACO9NkR3MjSjsgNXjXCk7zqKCI="}, BODY, NOW),
        # docs.github.com, validating webhook deliveries.
        ("github", "It's a Secret to Everybody",
         {"x-hub-signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}, b"Hello, World!", NOW),
        ("github", SECRET, {"x-hub-signature-256": "sha256=3c19ad484c741c7453e45879e16ffb468b3419fd4c55e2531df58d93fdeb0d90"}, BODY, NOW),
        ("discourse", SECRET,
         {"x-discourse-event-signature": "sha256=3c19ad484c741c7453e45879e16ffb468b3419fd4c55e2531df58d93fdeb0d90"}, BODY, NOW),
        ("slack", SECRET, {"x-slack-signature": "v0=2d0f29d2d98003b0d5601efce0bad974388092859db901cc7666c09037f525df",
                           "x-slack-request-timestamp": "1793000000"}, BODY, NOW),
        # docs.slack.dev, verifying requests from Slack.
        ("slack", "8f742231b10e8888abcd99yyyzzz85a5",
         {"x-slack-signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
          "x-slack-request-timestamp": "1531420618"},
         b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
         b"&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
         b"%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
         1_531_420_618),
    ],
)  # fmt: skip
def test_the_published_vectors_fit(kind: str, secret: str, headers: dict[str, str], body: bytes, now: float) -> None:
    assert fits(kind, headers, secret, body=body, now=now)
    assert not fits(kind, headers, secret + "x", body=body, now=now)


@pytest.mark.parametrize("kind", SIGN)
def test_what_was_changed_on_the_way_or_signed_with_another_secret_does_not_fit(kind: str) -> None:
    headers = SIGN[kind](BODY)
    assert fits(kind, headers, KEY[kind])
    escaped = b'{"text":"Gr\\u00f6\\u00dfe \\u2013 \\ud83d\\udc4d"}'
    for body in (escaped, BODY[:-1] + b" ", BODY + b"\n", b""):
        assert not fits(kind, headers, KEY[kind], body=body)
    assert not fits(kind, headers, "whsec_b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXI=")
    for name in (one for one in headers if "signature" in one or "timestamp" in one):
        assert not fits(kind, {key: value for key, value in headers.items() if key != name}, KEY[kind]), name
        assert not fits(kind, {**headers, name: ""}, KEY[kind]), name
        assert not fits(kind, {**headers, name: "größe"}, KEY[kind]), name


@pytest.mark.parametrize("kind", ["standard", "slack"])
@pytest.mark.parametrize(("off", "fresh"), [(0, True), (300, True), (-300, True), (301, False), (-301, False)])
def test_a_signature_is_good_for_five_minutes_either_way(kind: str, off: int, fresh: bool) -> None:
    headers = SIGN[kind](BODY)
    assert fits(kind, headers, KEY[kind], now=NOW + off) is fresh


@pytest.mark.parametrize("stamp", ["1_793_000_000", "1793000000.0", "٣", "+1793000000", "0x6ad", "9" * 30])
def test_a_time_that_is_no_whole_seconds_does_not_fit_though_it_is_signed(stamp: str) -> None:
    headers = by_slack(BODY)
    signature = "v0=" + hexed(SECRET, f"v0:{stamp}:".encode() + BODY)
    assert not fits("slack", {**headers, "x-slack-signature": signature, "x-slack-request-timestamp": stamp}, SECRET)


def test_of_several_secrets_any_will_do_and_of_several_signatures_too() -> None:
    old, new = "whsec_b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXI=", WHSEC
    headers = by_standard(BODY, secret=old)
    assert fits("standard", headers, new, old) and not fits("standard", headers, new)
    both = f"v1,AAAA {headers['webhook-signature']} v2,BBBB v1"
    assert fits("standard", {**headers, "webhook-signature": both}, old)
    bare = headers["webhook-signature"].removeprefix("v1,")
    for malformed in (bare, f"v1 {bare}", f"v2,{bare}", f"v1;{bare}", f",{bare}", "v1,", "v1,*"):
        assert not fits("standard", {**headers, "webhook-signature": malformed}, old), malformed


def test_a_secret_of_standard_webhooks_may_lack_its_padding_and_its_prefix() -> None:
    padded = "whsec_" + base64.b64encode(b"k" * 32).decode()
    headers = by_standard(BODY, secret=padded)
    for secret in (padded, padded.rstrip("="), padded.removeprefix("whsec_")):
        assert fits("standard", headers, secret)
    assert not fits("standard", headers, "whsec_no base64 at all!")


def test_svix_sends_the_same_under_names_of_its_own() -> None:
    headers = {name.replace("webhook-", "svix-"): value for name, value in by_standard(BODY).items()}
    assert fits("standard", headers, WHSEC)


def test_a_public_key_proves_what_its_private_one_signed() -> None:
    private = Ed25519PrivateKey.generate()
    public = "whpk_" + base64.b64encode(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
    signature = "v1a," + base64.b64encode(private.sign(b"msg_1.1793000000." + BODY)).decode()
    headers = {"webhook-id": "msg_1", "webhook-timestamp": "1793000000", "webhook-signature": signature}
    assert fits("standard", headers, public)
    assert not fits("standard", headers, public, body=BODY + b" ")
    assert not fits("standard", {**headers, "webhook-signature": signature.replace("v1a", "v1")}, public)
    assert not fits("standard", headers, "whpk_c2hvcnQ=")


@pytest.mark.parametrize(
    ("given", "header", "secret", "fit"),
    [
        ({"authorization": "Bearer s3cret"}, "", SECRET, True),
        ({"authorization": "bearer  s3cret "}, "", SECRET, True),
        ({"authorization": "Bearer guess"}, "", SECRET, False),
        ({"authorization": "s3cret"}, "", SECRET, False),
        ({}, "", SECRET, False),
        ({"authorization": "Basic " + base64.b64encode(b"zap:s3cret").decode()}, "", "zap:s3cret", True),
        ({"authorization": "Basic " + base64.b64encode(b"zap:guess").decode()}, "", "zap:s3cret", False),
        ({"authorization": "Basic ***"}, "", "zap:s3cret", False),
        ({"x-token": "s3cret"}, "X-Token", SECRET, True),
        ({"x-token": "Größe"}, "X-Token", SECRET, False),
        ({"authorization": "Bearer s3cret"}, "X-Token", SECRET, False),
    ],
)
def test_a_token_is_looked_for_in_its_header(given: dict[str, str], header: str, secret: str, fit: bool) -> None:
    assert fits("bearer", given, secret, header=header) is fit


@pytest.mark.parametrize("kind", [*SIGN, "bearer"])
def test_without_a_secret_nothing_is_let_in(kind: str) -> None:
    with pytest.raises(AuthExpired, match="No secret is set"):
        prove(kind, "", ["", ""], Delivery(by_token(), BODY), NOW)


def test_of_a_compressed_body_either_form_may_have_been_signed() -> None:
    packed = gzip.compress(BODY)
    assert fits("github", by_github(BODY), SECRET, packed=packed)
    assert fits("github", by_github(packed), SECRET, packed=packed)


def test_whoever_keeps_the_source_is_told_what_was_wrong() -> None:
    headers = by_slack(BODY, at=AT - timedelta(minutes=6))
    with pytest.raises(Forbidden, match="more than 5 minutes ago"):
        prove("slack", "", [SECRET], Delivery(headers, BODY), NOW)
    with pytest.raises(Forbidden, match="signature is wrong"):
        prove("slack", "", ["other"], Delivery(headers, BODY), NOW)
    assert datetime.fromtimestamp(NOW, tz=UTC) == AT
