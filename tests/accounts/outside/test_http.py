import base64
import gzip
import io
import socket
import threading
import zlib

import pytest

from accounts.outside.failures import BlockedAddress, Failure, InvalidConfig, Malformed, TooLarge, Transient
from accounts.outside.http import USER_AGENT, GuardedClient, Limits
from accounts.outside.metering import Meter
from tests.loopback import Answer, Server, client, serving

BOUNDED = Limits(raw=200_000, body=1_000_000)
SMALL = Limits(connect=0.5, read=0.5, total=1.0, raw=200_000, body=1_000_000, redirects=3)


def test_an_answer_is_read_with_its_status_headers_and_address(server: Server) -> None:
    server.answers["/a?b=1"] = Answer(status=404, body=b"none", headers={"X-Say": "yes"})
    found = client().get(server.url("/a?b=1#top"))
    assert (found.status, found.body, found.headers["x-say"]) == (404, b"none", "yes")
    assert found.url == server.url("/a?b=1")
    assert server.asked[0].headers["user-agent"] == USER_AGENT
    assert "Firebreak" in USER_AGENT


def test_the_connection_goes_to_the_checked_literal_and_the_name_travels_in_the_host_header(server: Server) -> None:
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    server.answers["/"] = Answer(body=b"ok")
    with GuardedClient(allow_loopback=True, resolver=resolver) as guarded:
        assert guarded.get(server.url("/", "news.example")).body == b"ok"
    assert asked == ["news.example"]
    assert server.asked[0].headers["host"] == f"news.example:{server.port}"


def test_loopback_is_closed_by_default(server: Server) -> None:
    with GuardedClient() as guarded, pytest.raises(BlockedAddress):
        guarded.get(server.url("/"))
    with GuardedClient(resolver=lambda host, port: ["127.0.0.1"]) as guarded, pytest.raises(BlockedAddress):
        guarded.get(server.url("/", "news.example"))
    assert server.asked == []


@pytest.mark.parametrize(
    "addresses",
    [["10.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::ffff:10.0.0.1"], ["64:ff9b::a00:1"], ["2002:a00:1::"]],
)
def test_a_name_with_one_private_address_among_its_addresses_is_refused(addresses: list[str]) -> None:
    with client({"trap.example": addresses}) as guarded, pytest.raises(BlockedAddress):
        guarded.get("http://trap.example/")


def test_a_name_that_changes_its_address_between_two_requests_is_checked_both_times(server: Server) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    server.answers["/"] = Answer(body=b"ok")
    with GuardedClient(allow_loopback=True, resolver=lambda host, port: next(answers)) as guarded:
        assert guarded.get(server.url("/", "rebind.example")).status == 200
        with pytest.raises(BlockedAddress):
            guarded.get(server.url("/", "rebind.example"))


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://[::ffff:10.0.0.1]/",
        "http://2130706433:9/", "http://0x0a000001/", "http://metadata.google.internal/", "//10.0.0.1/x",
        "http://news.example:25/", "ftp://news.example/", "file:///etc/passwd", "gopher://news.example/",
    ],
)  # fmt: skip
def test_a_redirect_to_a_forbidden_place_is_not_followed(server: Server, target: str) -> None:
    server.answers["/"] = Answer(status=302, headers={"Location": target})
    with pytest.raises(BlockedAddress):
        client().get(server.url("/"))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "address", ["", "news", "ftp://news.example/", "javascript:alert(1)", "http://", "http://[::1"]
)
def test_what_is_no_web_address_is_refused_with_its_field(address: str) -> None:
    with pytest.raises(InvalidConfig) as caught:
        client().get(address)
    assert caught.value.field == "url"


def test_a_log_in_inside_the_address_is_refused_with_a_way_out(server: Server) -> None:
    with pytest.raises(InvalidConfig, match="own fields"):
        client().get(server.url("/").replace("http://", "http://joe:secret@"))


def test_unicode_digits_and_dots_are_seen_through() -> None:
    for address in ("http://１２７.０.０.１/", "http://127。0。0。1/", "http://①⑩.0.0.1/"):
        with GuardedClient() as guarded, pytest.raises(Failure) as caught:
            guarded.get(address)
        assert isinstance(caught.value, BlockedAddress | InvalidConfig)


def test_permanent_redirects_are_followed_and_reported_up_to_the_first_temporary_one(server: Server) -> None:
    server.answers["/a"] = Answer(status=301, headers={"Location": "/b"})
    server.answers["/b"] = Answer(status=308, headers={"Location": "/c"})
    server.answers["/c"] = Answer(status=302, headers={"Location": "/d"})
    server.answers["/d"] = Answer(body=b"here")
    found = client().get(server.url("/a"))
    assert found.body == b"here"
    assert found.moved_to == server.url("/c")
    assert client().get(server.url("/c")).moved_to is None


@pytest.mark.parametrize("target", ["http://[::1", "http://a:99999/", "/" + "x" * 5_000, "http://exa\u00admple..com/"])
def test_a_redirect_to_nonsense_is_not_the_configurations_fault(server: Server, target: str) -> None:
    server.answers["/a"] = Answer(status=302, headers={"Location": target.encode().decode("latin-1")})
    with pytest.raises(Failure) as caught:
        client().get(server.url("/a"))
    assert not isinstance(caught.value, InvalidConfig)


def test_endless_redirects_end(server: Server) -> None:
    server.answers["/a"] = Answer(status=302, headers={"Location": "/a"})
    with pytest.raises(Malformed, match="too many"):
        client(limits=SMALL).get(server.url("/a"))
    assert len(server.asked) == SMALL.redirects + 1


def test_credentials_stay_with_their_own_origin(server: Server) -> None:
    server.answers["/a"] = Answer(status=302, headers={"Location": server.url("/b", "other.example")})
    server.answers["/b"] = Answer(status=302, headers={"Location": server.url("/c")})
    server.answers["/c"] = Answer(body=b"ok")
    headers = {"X-Api-Key": "k", "Cookie": "c=1", "If-None-Match": '"e"', "Accept": "text/xml"}
    client().get(server.url("/a"), headers=headers, auth=("joe", "secret"))
    first, second, third = server.asked
    assert first.headers["authorization"] == "Basic " + base64.b64encode(b"joe:secret").decode()
    assert first.headers["x-api-key"] == "k"
    for later in (second, third):
        assert not {"authorization", "x-api-key", "cookie"} & set(later.headers)
        assert later.headers["if-none-match"] == '"e"'


def test_a_log_in_inside_a_redirect_is_dropped(server: Server) -> None:
    server.answers["/a"] = Answer(status=302, headers={"Location": server.url("/b").replace("//", "//joe:pw@")})
    server.answers["/b"] = Answer(body=b"ok")
    found = client().get(server.url("/a"))
    assert (found.url, found.body) == (server.url("/b"), b"ok")
    assert "authorization" not in server.asked[1].headers


def test_cookies_are_not_kept(server: Server) -> None:
    server.answers["/"] = Answer(body=b"ok", headers={"Set-Cookie": "session=1"})
    guarded = client()
    guarded.get(server.url("/"))
    guarded.get(server.url("/"))
    assert "cookie" not in server.asked[1].headers


def test_proxies_of_the_environment_are_ignored(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.answers["/"] = Answer(body=b"direct")
    assert client().get(server.url("/")).body == b"direct"


def test_an_answer_that_announces_too_much_is_not_read(server: Server) -> None:
    server.answers["/"] = Answer(body=b"x", length=10_000_000)
    with pytest.raises(TooLarge):
        client(limits=BOUNDED).get(server.url("/"))


def test_an_answer_that_does_not_announce_its_size_is_cut_off_at_the_limit(server: Server) -> None:
    server.answers["/"] = Answer(body=b"x" * 300_000, length=None)
    with pytest.raises(TooLarge):
        client(limits=BOUNDED).get(server.url("/"))


@pytest.mark.parametrize("layers", [1, 2])
def test_a_compressed_bomb_is_stopped_while_it_unpacks(server: Server, layers: int) -> None:
    bomb = _zeros(60_000_000)
    for _ in range(layers - 1):
        bomb = gzip.compress(bomb)
    server.answers["/"] = Answer(body=bomb, headers={"Content-Encoding": ", ".join(["gzip"] * layers)})
    with pytest.raises(TooLarge, match="unpacks"):
        client(limits=BOUNDED).get(server.url("/"))


def _zeros(size: int) -> bytes:
    machine, out = zlib.compressobj(9, zlib.DEFLATED, 31), io.BytesIO()
    for _ in range(size // 1_000_000):
        out.write(machine.compress(bytes(1_000_000)))
    out.write(machine.flush())
    return out.getvalue()


@pytest.mark.parametrize(
    "head", [b"Content-Length: 1000\r\n\r\n", b"\r\n", b"X-Long: "], ids=["body", "endless", "headers"]
)
@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_server_that_drips_runs_out_of_time(server: Server, verb: str, head: bytes) -> None:
    def drip(out: io.BytesIO) -> None:
        out.write(b"HTTP/1.1 200 OK\r\n" + head)
        _drip(out)

    server.answers["/"] = Answer(raw=drip)
    asked = client(limits=SMALL)
    with pytest.raises(Transient, match="in time"):
        asked.get(server.url("/")) if verb == "get" else asked.post(server.url("/"), content=b"{}")


def _drip(out: io.BytesIO) -> None:
    stop = threading.Event()
    for _ in range(400):
        out.write(b"x")
        out.flush()
        stop.wait(0.05)  # the pace of the server, not a synchronisation


def test_a_silent_server_runs_out_of_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(Transient, match="in time"):
            client(limits=SMALL).get(f"http://127.0.0.1:{port}/")


def test_a_name_look_up_that_hangs_does_not_hang_the_request() -> None:
    release = threading.Event()

    def stuck(host: str, port: int) -> list[str]:
        release.wait(5)
        return ["127.0.0.1"]

    with GuardedClient(allow_loopback=True, resolver=stuck, limits=SMALL) as guarded, pytest.raises(Transient):
        guarded.get("http://slow.example/")
    release.set()


def test_an_unknown_name_and_a_closed_port_are_transient() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with GuardedClient(resolver=unknown) as guarded, pytest.raises(Transient, match="no such host"):
        guarded.get("http://gone.example/")
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    with pytest.raises(Transient, match="Could not connect"):
        client().get(f"http://127.0.0.1:{port}/")


def test_a_body_shorter_than_announced_is_kept_and_called_truncated(server: Server) -> None:
    server.answers["/"] = Answer(body=b"half", length=100)
    found = client().get(server.url("/"))
    assert (found.body, found.truncated) == (b"half", True)


def test_a_gzip_stream_that_breaks_off_is_called_truncated(server: Server) -> None:
    packed = gzip.compress(bytes(range(256)) * 100)
    server.answers["/"] = Answer(body=packed[:-20], headers={"Content-Encoding": "gzip"})
    found = client().get(server.url("/"))
    assert found.truncated
    assert found.body.startswith(bytes(range(200)))


def test_bytes_beyond_the_announced_length_never_become_the_next_answer(server: Server) -> None:
    server.answers["/"] = Answer(body=b"tiny and HTTP/1.1 200 OK\r\n\r\n", length=4)
    guarded = client()
    assert guarded.get(server.url("/")).body == b"tiny"
    assert guarded.get(server.url("/")).body == b"tiny"


def test_what_does_not_speak_http_is_transient(server: Server) -> None:
    server.answers["/"] = Answer(raw=lambda out: out.write(b"SSH-2.0-OpenSSH_9\r\n"))
    with pytest.raises(Transient, match="does not speak HTTP"):
        client().get(server.url("/"))


def test_plain_http_behind_an_https_address_is_named_as_such(server: Server) -> None:
    with pytest.raises(Transient, match="secured"):
        client().get(server.url("/").replace("http://", "https://"))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip, gzip", "compress"])
def test_an_encoding_that_was_not_asked_for_is_named(server: Server, encoding: str) -> None:
    server.answers["/"] = Answer(body=b"x", headers={"Content-Encoding": encoding})
    with pytest.raises(Malformed, match="compressed"):
        client().get(server.url("/"))


def test_header_injection_is_refused(server: Server) -> None:
    with pytest.raises(InvalidConfig):
        client().get(server.url("/"), headers={"X": "a\r\nEvil: 1"})
    assert server.asked == []


def test_post_sends_the_bytes_once_and_follows_no_redirect(server: Server) -> None:
    server.answers["/hook"] = Answer(status=307, headers={"Location": "/other"})
    found = client().post(server.url("/hook"), content=b'{"a":1}', headers={"Content-Type": "application/json"})
    assert found.status == 307
    assert [(one.method, one.path, one.body) for one in server.asked] == [("POST", "/hook", b'{"a":1}')]
    assert server.asked[0].headers["content-type"] == "application/json"


def test_post_is_guarded_like_get() -> None:
    with GuardedClient() as guarded:
        with pytest.raises(BlockedAddress):
            guarded.post("http://169.254.169.254/", content=b"")
        assert isinstance(guarded.refusal("http://localhost/"), BlockedAddress)
        assert guarded.refusal("https://hooks.example/x") is None


def test_many_threads_can_share_one_client(server: Server) -> None:
    server.answers["/"] = Answer(body=b"ok")
    guarded = client()
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(guarded.get(server.url("/")).status)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert found == [200] * 8


def test_what_a_client_does_is_counted_for_whoever_asks_and_for_nobody_else(server: Server) -> None:
    server.answers["/a"] = Answer(body=b"x" * 1_000)
    server.answers["/b"] = Answer(status=404, body=b"none")
    mine, theirs, guarded = Meter(), Meter(), client()
    counted = guarded.metered(mine)
    counted.get(server.url("/a"))
    assert (mine.requests, mine.bytes, mine.status) == (1, 1_000, 200)
    counted.get(server.url("/b"))
    guarded.get(server.url("/a"))
    assert (mine.requests, mine.bytes, mine.status) == (2, 1_004, 404)
    guarded.metered(theirs)
    assert theirs == Meter()


def test_a_server_that_does_not_answer_leaves_no_status() -> None:
    meter = Meter(status=200)
    with serving() as server:
        address = server.url("/")
    with pytest.raises(Transient):
        client().metered(meter).get(address)
    assert (meter.requests, meter.status) == (1, None)
