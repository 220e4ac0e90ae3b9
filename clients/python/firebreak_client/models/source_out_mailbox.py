from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.source_out_mailbox_how_it_is_reached import (
    SourceOutMailboxHowItIsReached,
    check_source_out_mailbox_how_it_is_reached,
)
from ..models.source_out_mailbox_what_its_emails_are import (
    SourceOutMailboxWhatItsEmailsAre,
    check_source_out_mailbox_what_its_emails_are,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceOutMailbox")


@_attrs_define
class SourceOutMailbox:
    """Of platform “imap”.

    Attributes:
        mailbox (str | Unset): The name it is opened with, mostly its address.
        host (str | Unset): Left empty: the one its provider is known to have.
        security (SourceOutMailboxHowItIsReached | Unset):
        port (int | Unset): Only where it is another.
        folder (str | Unset): Left empty: INBOX.
        kind (SourceOutMailboxWhatItsEmailsAre | Unset):
        alerts_from (str | Unset): Of tools beside Google Alerts, Talkwalker and Brand24, parted by commas: each link in
            their emails becomes a post.
        signed_as (str | Unset): By it is seen whether an alert is its sender's. Known for Gmail.
        most_kb (int | Unset): Texts come before what is attached.
    """

    mailbox: str | Unset = UNSET
    host: str | Unset = UNSET
    security: SourceOutMailboxHowItIsReached | Unset = UNSET
    port: int | Unset = UNSET
    folder: str | Unset = UNSET
    kind: SourceOutMailboxWhatItsEmailsAre | Unset = UNSET
    alerts_from: str | Unset = UNSET
    signed_as: str | Unset = UNSET
    most_kb: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        mailbox = self.mailbox

        host = self.host

        security: str | Unset = UNSET
        if not isinstance(self.security, Unset):
            security = self.security

        port = self.port

        folder = self.folder

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind

        alerts_from = self.alerts_from

        signed_as = self.signed_as

        most_kb = self.most_kb

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if mailbox is not UNSET:
            field_dict["mailbox"] = mailbox
        if host is not UNSET:
            field_dict["host"] = host
        if security is not UNSET:
            field_dict["security"] = security
        if port is not UNSET:
            field_dict["port"] = port
        if folder is not UNSET:
            field_dict["folder"] = folder
        if kind is not UNSET:
            field_dict["kind"] = kind
        if alerts_from is not UNSET:
            field_dict["alerts_from"] = alerts_from
        if signed_as is not UNSET:
            field_dict["signed_as"] = signed_as
        if most_kb is not UNSET:
            field_dict["most_kb"] = most_kb

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        mailbox = d.pop("mailbox", UNSET)

        host = d.pop("host", UNSET)

        _security = d.pop("security", UNSET)
        security: SourceOutMailboxHowItIsReached | Unset
        if isinstance(_security, Unset):
            security = UNSET
        else:
            security = check_source_out_mailbox_how_it_is_reached(_security)

        port = d.pop("port", UNSET)

        folder = d.pop("folder", UNSET)

        _kind = d.pop("kind", UNSET)
        kind: SourceOutMailboxWhatItsEmailsAre | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = check_source_out_mailbox_what_its_emails_are(_kind)

        alerts_from = d.pop("alerts_from", UNSET)

        signed_as = d.pop("signed_as", UNSET)

        most_kb = d.pop("most_kb", UNSET)

        source_out_mailbox = cls(
            mailbox=mailbox,
            host=host,
            security=security,
            port=port,
            folder=folder,
            kind=kind,
            alerts_from=alerts_from,
            signed_as=signed_as,
            most_kb=most_kb,
        )

        return source_out_mailbox
