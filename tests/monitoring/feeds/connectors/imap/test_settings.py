"""What is pasted and typed of a mailbox."""

from typing import Any

import pytest

from accounts.outside.failures import InvalidConfig
from accounts.outside.utf7 import from_utf7, to_utf7
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.imap.settings import recognise, tidy


@pytest.mark.parametrize(
    ("text", "config"),
    [
        ("press@alder.example", {"mailbox": "press@alder.example"}),
        ("mailto:press@alder.example", {"mailbox": "press@alder.example"}),
        ("imaps://press%40alder.example@mail.alder.example/Alerts", {
            "mailbox": "press@alder.example", "host": "mail.alder.example", "folder": "Alerts"}),
        ("imap://mail.alder.example:143/", {"host": "mail.alder.example", "security": "starttls"}),
        ("imap://mail.alder.example:9930/", {"host": "mail.alder.example", "port": 9930}),
    ],
)  # fmt: skip
def test_a_pasted_mailbox_is_recognised(text: str, config: dict[str, Any]) -> None:
    assert registry.recognised(text) == ("imap", config)


@pytest.mark.parametrize(
    "text", ["@ina@social.example", "https://ina@alder.example/feed", "ina@localhost", "a b@c.example", "imap://[", "x"]
)
def test_what_is_no_mailbox_is_left_to_others(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize(
    ("mailbox", "host"),
    [("a@gmail.com", "imap.gmail.com"), ("a@Outlook.com", "outlook.office365.com"), ("a@alder.example", "imap.alder.example")],
)  # fmt: skip
def test_the_server_is_found_by_the_address(mailbox: str, host: str) -> None:
    assert tidy({"mailbox": mailbox, "folder": "inbox"}) == {
        "mailbox": mailbox, "host": host, "folder": "", "alerts_from": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("config", "field"),
    [
        ({"mailbox": "press"}, "host"),
        ({"mailbox": "a@b.example", "host": "https://b.example"}, "host"),
        ({"mailbox": "a@b.example", "host": "b.example:993"}, "host"),
        ({"mailbox": "a@b.example", "alerts_from": "c@d.example, e"}, "alerts_from"),
    ],
)
def test_what_is_amiss_is_said_at_its_field(config: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidConfig) as refused:
        tidy(config)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("name", "spelled"), [("INBOX", "INBOX"), ("Pressé & Co", "Press&AOk- &- Co"), ("台北/日本語", "&U,BTFw-/&ZeVnLIqe-"), ("🔥", "&2D3dJQ-")]
)  # fmt: skip
def test_names_of_folders_are_spelled_as_servers_take_them(name: str, spelled: str) -> None:
    assert (to_utf7(name), from_utf7(spelled)) == (spelled, name)
    assert from_utf7("&@@-&AAA") == "&@@-&AAA"
