"""A mailbox: by numbers as long as they hold, without a trace in it, and whatever its server does."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.outside.failures import (
    AuthExpired,
    BlockedAddress,
    Forbidden,
    InvalidConfig,
    NotFound,
    TooLarge,
    Transient,
)
from accounts.outside.http import GuardedClient, Limits
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.imap.connector import ImapConnector
from monitoring.feeds.connectors.protocol import Context, Polled
from tests.loopback import NOW
from tests.monitoring.feeds.connectors.imap.mailbox import ADDRESS, HOST, PASSWORD, TOKEN, Mailbox, mail, read


def titles(posts: Any) -> list[str]:
    return [post.title for post in posts]


def test_it_is_one_of_the_connectors_is_polled_and_never_shared(box: Mailbox) -> None:
    connector = registry.get("imap")
    assert isinstance(connector, Polled) and connector.source_key(box.config()) is None
    assert connector.spec().scope == "private"
    assert connector.address(box.config(folder="Pressé")) == (
        f"imap://press%40alder.example@{HOST}:{box.port}/Press%C3%A9"
    )


def test_a_month_is_history_and_then_comes_what_is_new_without_a_trace_in_the_box(box: Mailbox) -> None:
    box.take_in(mail("of old"), minutes_ago=60 * 24 * 40)
    box.take_in(mail(1), minutes_ago=60 * 24 * 3)
    box.take_in(mail(2))
    posts, batches = read(box, {})
    assert titles(posts) == ["Mail 1", "Mail 2"] and batches[-1].complete
    assert read(box, batches[-1].cursor)[0] == []
    box.take_in(mail(3))
    assert titles(read(box, batches[-1].cursor)[0]) == ["Mail 3"]
    assert not any(said.startswith(("SELECT", "UID STORE")) for said in box.says)


def test_an_empty_box_is_read_and_its_first_mail_comes_also_where_the_next_number_is_not_told(box: Mailbox) -> None:
    box.take_in(mail("of old"), minutes_ago=60 * 24 * 40)
    box.following, next_number = 0, box.following
    _, batches = read(box, {})
    box.following = next_number
    box.take_in(mail(1))
    assert titles(read(box, batches[-1].cursor)[0]) == ["Mail 1"]


def test_a_post_is_what_the_mail_says_and_who_says_it(box: Mailbox) -> None:
    box.take_in(mail(1, "See https://alder.example/jar\n#recall", In_Reply_To="<0@x>", References="<root@x> <0@x>"))
    [post], _ = read(box, {})
    assert (post.title, post.author_name, post.author_handle) == ("Mail 1", "Ina K", "ina@example.org")
    assert post.text == "See https://alder.example/jar\n#recall" and post.kind == "message"
    assert post.links == ("https://alder.example/jar",) and post.hashtags == ("recall",)
    assert post.in_reply_to.startswith("mail:") and post.conversation != post.in_reply_to
    assert post.published_at == NOW - timedelta(minutes=30) and not post.can_reply
    assert ADDRESS not in post.source


def test_a_time_ahead_is_not_believed_and_one_that_is_missing_is_the_servers(box: Mailbox) -> None:
    box.take_in(mail(1, Date="Sun, 22 Nov 2026 18:00:00 +0000"))
    box.take_in(mail(2, Date=""))
    box.take_in(mail(3, Date="31 Nonember 99999"))
    posts, _ = read(box, {})
    assert [(post.published_at, post.published_from) for post in posts] == [
        (NOW - timedelta(minutes=5), "clamped"), (NOW - timedelta(minutes=5), "source"), (NOW - timedelta(minutes=5), "source"),
    ]  # fmt: skip


@pytest.mark.parametrize("first", [1, 4, 900])
def test_new_numbers_for_all_messages_bring_only_what_is_new(box: Mailbox, first: int) -> None:
    box.take_in(mail("of old", Date="Tue, 1 Sep 2026 10:00:00 +0000"), minutes_ago=60 * 24 * 70)
    for number in (1, 2, 3):
        box.take_in(mail(number), minutes_ago=60 * 24 * number)
    _, batches = read(box, {})
    box.take_in(mail(4))
    box.renumber(8, first)
    box.messages[first] = (box.messages[first][0], NOW)  # moved to another server, all were taken in now
    posts, batches = read(box, batches[-1].cursor)
    assert titles(posts) == ["Mail 4"]
    box.take_in(mail(5))
    assert titles(read(box, batches[-1].cursor)[0]) == ["Mail 5"]


def test_a_worker_that_dies_between_two_pages_loses_and_doubles_nothing(box: Mailbox) -> None:
    for number in range(1, 8):
        box.take_in(mail(number))
    _, batches = read(box, {}, batch=3)
    left, _ = read(box, batches[0].cursor)
    assert titles(left) == [f"Mail {number}" for number in range(4, 8)]
    box.renumber(8, 20)
    box.take_in(mail(8))
    _, again = read(box, batches[-1].cursor, batch=3)
    assert titles(read(box, again[1].cursor)[0]) == ["Mail 8"]


def test_more_than_a_poll_reads_is_read_by_the_next_at_once(box: Mailbox) -> None:
    box.take_in(mail(0))
    _, batches = read(box, {})
    for number in range(1, 6):
        box.take_in(mail(number))
    posts, batches = read(box, batches[-1].cursor, most=3, batch=2)
    assert titles(posts) == ["Mail 1", "Mail 2", "Mail 3"]
    assert not batches[-1].complete and batches[-1].next_poll == 1.0
    assert titles(read(box, batches[-1].cursor)[0]) == ["Mail 4", "Mail 5"]


def test_the_same_mail_in_another_folder_or_twice_is_one_and_a_stolen_id_takes_nobodys_place(box: Mailbox) -> None:
    box.take_in(mail(1))
    box.take_in(mail(1))
    box.take_in(mail(1, "All is well.", From="eve@example.net"))
    posts, batches = read(box, {})
    assert [post.text for post in posts] == ["It broke.", "All is well."]
    assert len({post.external_id for post in posts}) == 2
    box.renumber(9)
    assert read(box, batches[-1].cursor)[0] == []
    [other, *_] = read(box, {}, config={"folder": "Pressé & Co"})[0]
    assert (other.source, other.external_id) == (posts[0].source, posts[0].external_id)


def test_a_mail_without_an_id_is_known_by_what_it_says(box: Mailbox) -> None:
    box.take_in(mail(1, Message_ID=""))
    box.take_in(mail(2, Message_ID=""))
    posts, batches = read(box, {})
    box.renumber(9)
    assert len(posts) == 2 and read(box, batches[-1].cursor)[0] == []


def test_a_wrong_password_is_said_at_its_field_and_never_repeated(box: Mailbox) -> None:
    for capabilities in ("IMAP4rev1 AUTH=PLAIN", "IMAP4rev1"):
        box.capabilities = capabilities
        with pytest.raises(AuthExpired) as refused:
            list(ImapConnector().poll(box.context(password="wr0ng"), box.config(), {}))
        assert "wr0ng" not in refused.value.sentence and refused.value.__cause__ is None
        with pytest.raises(InvalidConfig) as said:
            ImapConnector().check(box.context(password="wr0ng"), box.config())
        assert said.value.field == "password"
        assert ImapConnector().check(box.context(), box.config()).title == f"{ADDRESS}: INBOX"


def test_a_server_that_is_busy_is_asked_again_and_its_log_in_stays(box: Mailbox) -> None:
    box.refusal = "NO [UNAVAILABLE] later "
    with pytest.raises(Transient, match="busy"):
        list(ImapConnector().poll(box.context(password="any"), box.config(), {}))
    box.greeting = "* BYE too many of you"
    with pytest.raises(Transient, match="takes nobody in"):
        read(box, {})


def test_an_access_token_lets_in_and_a_refused_one_is_said_at_its_field(box: Mailbox) -> None:
    box.take_in(mail(1))
    assert len(ImapConnector().check(box.context(token=TOKEN), box.config()).posts_sample) == 1
    with pytest.raises(InvalidConfig) as said:
        ImapConnector().check(box.context(token="old"), box.config())
    assert said.value.field == "token"


@pytest.mark.parametrize(("secrets", "sentence"), [({}, "Enter"), ({"password": "a", "token": "b"}, "not both")])
def test_one_secret_is_needed_and_one_only(box: Mailbox, secrets: dict[str, str], sentence: str) -> None:
    with pytest.raises(InvalidConfig, match=sentence):
        ImapConnector().check(Context(box.client(), NOW, secrets), box.config())
    assert box.says == []


def test_a_folder_that_is_not_there_is_said_with_those_that_are(box: Mailbox) -> None:
    with pytest.raises(NotFound, match=r"no folder “Press”.* INBOX, Pressé & Co\."):
        read(box, {}, config={"folder": "Press"})
    with pytest.raises(InvalidConfig) as said:
        ImapConnector().check(box.context(), box.config(folder='a" b'))
    assert said.value.field == "folder"


def test_by_starttls_nothing_is_said_before_the_connection_is_secured(plain_box: Mailbox) -> None:
    plain_box.take_in(mail(1))
    assert titles(read(plain_box, {}, config={"security": "starttls"})[0]) == ["Mail 1"]
    for broken in ("capabilities", "greeting", "injects"):
        before = getattr(plain_box, broken)
        faults = {"capabilities": "IMAP4rev1", "greeting": "* PREAUTH come in", "injects": b"* OK trust me\r\n"}
        setattr(plain_box, broken, faults[broken])
        plain_box.says.clear()
        with pytest.raises((Forbidden, Transient)):
            read(plain_box, {}, config={"security": "starttls"})
        assert not any(said.startswith(("LOGIN", "AUTH")) for said in plain_box.says)
        setattr(plain_box, broken, before)


def test_a_certificate_nobody_vouches_for_and_a_server_without_tls_are_refused(
    box: Mailbox, plain_box: Mailbox
) -> None:
    unknown = Context(box.client(trusted=False), NOW, {"password": PASSWORD})
    with pytest.raises(Transient, match="secured"):
        list(ImapConnector().poll(unknown, box.config(), {}))
    with pytest.raises(Transient, match="secured"):
        read(box, {}, config={"host": "other.example"})
    with pytest.raises(Transient):
        read(plain_box, {})
    assert box.says == plain_box.says == []


@pytest.mark.parametrize(
    ("host", "port", "leads_to"),
    [("10.0.0.1", 993, ""), ("mail.example", 993, "192.168.1.9"), ("mail.example", 25, "9.9.9.9"), ("box.internal", 143, "")],
)  # fmt: skip
def test_no_private_address_and_no_other_service_is_reached(host: str, port: int, leads_to: str) -> None:
    guarded = GuardedClient(resolver=lambda name, number: [leads_to])
    context, config = Context(guarded, NOW, {"password": "x"}), {"mailbox": "a", "host": host, "port": port}
    with pytest.raises(BlockedAddress):
        list(ImapConnector().poll(context, config, {}))
    with pytest.raises(InvalidConfig) as said:
        ImapConnector().check(context, config)
    assert said.value.field == "host"


def test_a_server_that_drips_is_given_up(box: Mailbox) -> None:
    box.drips = True
    context = Context(box.client(Limits(total=0.3)), NOW, {"password": PASSWORD})
    with pytest.raises(Transient, match="in time"):
        list(ImapConnector().poll(context, box.config(), {}))


def test_a_connection_that_breaks_off_keeps_what_came_and_the_rest_comes_next(box: Mailbox) -> None:
    for number in range(1, 5):
        box.take_in(mail(number))
    box.cut_at, kept = 3, []
    with pytest.raises(Transient):
        for batch in ImapConnector(batch=1).poll(box.context(), box.config(), {}):
            kept.append(batch)
    assert len(kept) == 2
    box.cut_at = 0
    assert titles(read(box, kept[-1].cursor)[0]) == ["Mail 3", "Mail 4"]


def test_of_a_huge_mail_the_beginning_is_read_and_more_than_was_asked_for_is_not_taken(box: Mailbox) -> None:
    huge = mail(1)
    huge.add_attachment(b"x" * 300_000, maintype="image", subtype="png", filename="jar.png")
    box.take_in(huge)
    [post], batches = read(box, {}, config={"most_kb": 20})
    assert post.text == "It broke."
    assert batches[-1].notes == ("1 email is larger than 20 KB: only the beginning was read.",)
    box.bloats = True
    with pytest.raises(TooLarge):
        read(box, {}, config={"most_kb": 20})


def test_a_mail_that_is_gone_when_it_is_asked_for_is_passed_over(box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    box.take_in(mail(1))
    box.take_in(mail(2))
    context, messages = box.context(), box.messages
    batches = ImapConnector(batch=1).poll(context, box.config(), {})
    next(batches)
    messages.pop(2)
    assert [batch.records for batch in batches] == [(), ()]
