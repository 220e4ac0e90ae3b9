"""From a mailbox to mentions: against a real server (pymap), and each agency for itself."""

import asyncio
import ssl
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from proxyprotocol.noop import ProxyProtocolNoop
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer

from accounts.errors import Invalid
from accounts.outside.failures import AuthExpired, NotFound
from accounts.outside.http import GuardedClient
from monitoring.feeds.collection import client
from monitoring.feeds.connectors.imap.connector import ImapConnector
from monitoring.feeds.connectors.protocol import Context
from monitoring.feeds.models import Feed
from monitoring.feeds.services import sources
from monitoring.models import Mention
from tests.loopback import NOW
from tests.markup import flat
from tests.monitoring.feeds.connectors.imap.mailbox import ADDRESS, HOST, PASSWORD, Mailbox, mail
from tests.monitoring.fixtures import loopback_is_allowed
from tests.monitoring.ground import flow
from tests.world import World

__all__ = ["loopback_is_allowed"]


@contextmanager
def pymap(trust: Path) -> Iterator[int]:
    """The server in a loop of its own, with the mails of its demonstration; gives its port."""
    loop, started, ports = asyncio.new_event_loop(), threading.Event(), list[int]()

    async def run() -> None:
        named = {"demo_data": True, "demo_user": "demouser", "demo_password": "demopass", "debug": False, "tls": False}
        args = Namespace(**named, host=None, port=0, cert=None, key=None, passlib_cfg=None, proxy_protocol=None)
        backend, config = await DictBackend.init(args)
        config.apply_context()
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(trust)
        taken = ProxyProtocolReader(ProxyProtocolNoop()).get_callback(IMAPServer(backend.login, config))
        server = await asyncio.start_server(taken, "127.0.0.1", 0, ssl=tls)
        ports.append(server.sockets[0].getsockname()[1])
        started.set()
        await ended.wait()
        server.close()

    ended = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=[run()], daemon=True)
    thread.start()
    assert started.wait(20)
    try:
        yield ports[0]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(20)


def test_a_real_server_is_read_and_its_new_numbers_after_a_restart_double_nothing(trust: Path) -> None:
    tls = ssl.create_default_context(cafile=str(trust))
    guarded = GuardedClient(allow_loopback=True, tls=tls, resolver=lambda host, port: ["127.0.0.1"])
    connector = ImapConnector()

    def read(port: int, cursor: Any, password: str = "demopass", **more: Any) -> list[Any]:
        config = connector.tidy({"mailbox": "demouser", "host": HOST, "port": port, **more})
        return list(connector.poll(Context(guarded, long_ago, {"password": password}), config, cursor))

    with pymap(trust) as port:
        long_ago = NOW - timedelta(days=365 * 20)  # its mails are of 2010 and before
        first = read(port, {})
        names = {record["id"] for batch in first for record in batch.records}
        assert names and all(connector.normalise(record).title for batch in first for record in batch.records)
        assert not any(batch.records for batch in read(port, first[-1].cursor))
        with pytest.raises(AuthExpired):
            read(port, {}, password="wrong")
        with pytest.raises(NotFound, match="Sent"):
            read(port, {}, folder="None such")
    with pymap(trust) as port:
        again = read(port, first[-1].cursor)
        assert again[-1].cursor["validity"] != first[-1].cursor["validity"]
        assert not any(batch.records for batch in again)


@pytest.fixture
def trusted(box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    """Feeds are fetched by a client that knows the mailbox's certificate."""
    monkeypatch.setattr(client, "_client", lambda loopback, patience: box.client())
    return box


def add(world: World, box: Mailbox, member: Any = None, brand: Any = None, password: str = PASSWORD) -> Any:
    values = {"mailbox": ADDRESS, "host": HOST, "port": box.port, "password": password}
    given = sources.filled_in("imap", values)
    who = {"member": member or world.manager, "brand": brand or world.alder}
    return sources.add_source(**who, given=given, name="Press", everything=True, now=NOW)


def test_mails_become_mentions_and_the_password_is_nowhere_but_sealed(
    world: World, trusted: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    trusted.take_in(mail(1))
    given = sources.filled_in("imap", {"mailbox": ADDRESS, "host": HOST, "port": trusted.port, "password": PASSWORD})
    checked = sources.check_source(member=world.manager, given=given, now=NOW)
    assert (checked.title, len(checked.samples)) == (f"{ADDRESS}: INBOX", 1)
    made = add(world, trusted)
    flow(world, NOW)
    trusted.take_in(mail(2), minutes_ago=-5)
    Feed.objects.update(next_fetch_at=NOW + timedelta(minutes=10))
    flow(world, NOW + timedelta(minutes=10))
    rows = Mention.objects.order_by("post__title").values_list("post__title", "quiet")
    assert list(rows) == [("Mail 1", True), ("Mail 2", False)]
    feed = Feed.objects.get()
    kept = f"{feed.config} {feed.cursor} {feed.error} {made.fields} {made.address} {caplog.text}"
    assert 'pa"ss' not in kept and "ss w" not in kept
    assert feed.failures == 0 and feed.private_to_id == world.north.pk


def test_an_address_that_is_pasted_leads_to_the_form_of_a_mailbox_and_on_to_a_source(
    world: World, trusted: Mailbox
) -> None:
    trusted.take_in(mail(1))
    page, browser = "/brands/alder-coffee/sources/add/", world.browser(world.manager)
    form = flat(browser.post(page, {"address": ADDRESS}).text)
    assert f'name="field-mailbox" value="{ADDRESS}"' in form and 'type="password" name="field-password"' in form
    filled = {"platform": "imap", "field-mailbox": ADDRESS, "field-host": HOST, "field-port": str(trusted.port)}
    refused = browser.post(page, {**filled, "field-password": "wr0ng"})
    assert refused.status_code == 422 and "refused to let us in" in refused.text and "wr0ng" not in refused.text
    tried = flat(browser.post(page, {**filled, "field-password": PASSWORD}).text)
    assert f"{ADDRESS}: INBOX" in tried and "Mail 1" in tried
    saved = {**filled, "field-password": PASSWORD, "name": "Press", "everything": "1", "step": "save"}
    assert browser.post(page, saved).status_code in (302, 303)
    assert Feed.objects.get().platform == "imap"


def test_two_brands_that_read_the_same_mailbox_have_each_a_feed_of_their_own(world: World, trusted: Mailbox) -> None:
    one = add(world, trusted)
    other = add(world, trusted, brand=world.lumen, member=world.owner)
    assert one.feed_id != other.feed_id


def test_a_wrong_password_stands_at_its_field_and_in_the_feeds_health(world: World, trusted: Mailbox) -> None:
    given = sources.filled_in("imap", {"mailbox": ADDRESS, "host": HOST, "port": trusted.port, "password": "wr0ng"})
    with pytest.raises(Invalid) as refused:
        sources.check_source(member=world.manager, given=given, now=NOW)
    assert list(refused.value.fields) == ["password"]
    add(world, trusted, password="wr0ng")
    flow(world, NOW)
    feed = Feed.objects.get()
    assert feed.error_code == "auth_expired" and "wr0ng" not in feed.error
