from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.patched_source_change_request_mailbox_how_it_is_reached import (
    PatchedSourceChangeRequestMailboxHowItIsReached,
    check_patched_source_change_request_mailbox_how_it_is_reached,
)
from ..models.patched_source_change_request_mailbox_what_its_emails_are import (
    PatchedSourceChangeRequestMailboxWhatItsEmailsAre,
    check_patched_source_change_request_mailbox_what_its_emails_are,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedSourceChangeRequestMailbox")


@_attrs_define
class PatchedSourceChangeRequestMailbox:
    """Of platform “imap”.

    Attributes:
        mailbox (None | str | Unset):
        password (None | str | Unset):
        token (None | str | Unset):
        host (None | str | Unset):
        security (None | PatchedSourceChangeRequestMailboxHowItIsReached | Unset):
        port (int | None | Unset):
        folder (None | str | Unset):
        kind (None | PatchedSourceChangeRequestMailboxWhatItsEmailsAre | Unset):
        alerts_from (None | str | Unset):
        signed_as (None | str | Unset):
        most_kb (int | None | Unset):
    """

    mailbox: None | str | Unset = UNSET
    password: None | str | Unset = UNSET
    token: None | str | Unset = UNSET
    host: None | str | Unset = UNSET
    security: None | PatchedSourceChangeRequestMailboxHowItIsReached | Unset = UNSET
    port: int | None | Unset = UNSET
    folder: None | str | Unset = UNSET
    kind: None | PatchedSourceChangeRequestMailboxWhatItsEmailsAre | Unset = UNSET
    alerts_from: None | str | Unset = UNSET
    signed_as: None | str | Unset = UNSET
    most_kb: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        mailbox: None | str | Unset
        if isinstance(self.mailbox, Unset):
            mailbox = UNSET
        else:
            mailbox = self.mailbox

        password: None | str | Unset
        if isinstance(self.password, Unset):
            password = UNSET
        else:
            password = self.password

        token: None | str | Unset
        if isinstance(self.token, Unset):
            token = UNSET
        else:
            token = self.token

        host: None | str | Unset
        if isinstance(self.host, Unset):
            host = UNSET
        else:
            host = self.host

        security: None | str | Unset
        if isinstance(self.security, Unset):
            security = UNSET
        elif isinstance(self.security, str):
            security = self.security
        else:
            security = self.security

        port: int | None | Unset
        if isinstance(self.port, Unset):
            port = UNSET
        else:
            port = self.port

        folder: None | str | Unset
        if isinstance(self.folder, Unset):
            folder = UNSET
        else:
            folder = self.folder

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        elif isinstance(self.kind, str):
            kind = self.kind
        else:
            kind = self.kind

        alerts_from: None | str | Unset
        if isinstance(self.alerts_from, Unset):
            alerts_from = UNSET
        else:
            alerts_from = self.alerts_from

        signed_as: None | str | Unset
        if isinstance(self.signed_as, Unset):
            signed_as = UNSET
        else:
            signed_as = self.signed_as

        most_kb: int | None | Unset
        if isinstance(self.most_kb, Unset):
            most_kb = UNSET
        else:
            most_kb = self.most_kb

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if mailbox is not UNSET:
            field_dict["mailbox"] = mailbox
        if password is not UNSET:
            field_dict["password"] = password
        if token is not UNSET:
            field_dict["token"] = token
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

        def _parse_mailbox(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        mailbox = _parse_mailbox(d.pop("mailbox", UNSET))

        def _parse_password(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        password = _parse_password(d.pop("password", UNSET))

        def _parse_token(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        token = _parse_token(d.pop("token", UNSET))

        def _parse_host(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        host = _parse_host(d.pop("host", UNSET))

        def _parse_security(data: object) -> None | PatchedSourceChangeRequestMailboxHowItIsReached | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                security_how_it_is_reached = check_patched_source_change_request_mailbox_how_it_is_reached(data)

                return security_how_it_is_reached
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PatchedSourceChangeRequestMailboxHowItIsReached | Unset, data)

        security = _parse_security(d.pop("security", UNSET))

        def _parse_port(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        port = _parse_port(d.pop("port", UNSET))

        def _parse_folder(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        folder = _parse_folder(d.pop("folder", UNSET))

        def _parse_kind(data: object) -> None | PatchedSourceChangeRequestMailboxWhatItsEmailsAre | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_what_its_emails_are = check_patched_source_change_request_mailbox_what_its_emails_are(data)

                return kind_what_its_emails_are
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PatchedSourceChangeRequestMailboxWhatItsEmailsAre | Unset, data)

        kind = _parse_kind(d.pop("kind", UNSET))

        def _parse_alerts_from(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        alerts_from = _parse_alerts_from(d.pop("alerts_from", UNSET))

        def _parse_signed_as(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        signed_as = _parse_signed_as(d.pop("signed_as", UNSET))

        def _parse_most_kb(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        most_kb = _parse_most_kb(d.pop("most_kb", UNSET))

        patched_source_change_request_mailbox = cls(
            mailbox=mailbox,
            password=password,
            token=token,
            host=host,
            security=security,
            port=port,
            folder=folder,
            kind=kind,
            alerts_from=alerts_from,
            signed_as=signed_as,
            most_kb=most_kb,
        )

        return patched_source_change_request_mailbox
