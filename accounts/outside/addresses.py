"""Which hosts, addresses and ports this service never connects to. Pure: resolving is the caller's.

A source or webhook address is typed by a customer and fetched by our machine, so it must not reach what only our
machine can see. Names are refused before they are resolved, addresses after.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from typing import Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LOCAL_NAMES: Final = frozenset({"localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback"})
_LOCAL_ENDINGS: Final = (
    ".localhost",
    ".local",  # multicast DNS, RFC 6762 3
    ".localdomain",
    ".internal",  # kept for private use by ICANN; clouds answer metadata under it
    ".intranet",
    ".lan",
    ".corp",  # never delegated: too many private networks use it
    ".private",
    ".home.arpa",  # RFC 8375
)
# Beyond what `is_global` refuses: relays and translators that lead back to private IPv4, ranges that newer registries
# reserve, and public-looking addresses that clouds answer themselves.
_REFUSED: Final = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",  # RFC 1122 3.2.1.3; Linux connects 0.0.0.0 to itself
        "100.64.0.0/10",  # carriers' NAT, RFC 6598; one cloud's metadata lies in it
        "168.63.129.16/32",  # Azure's host, behind an address that looks public
        "192.0.0.0/24",  # IETF protocols, RFC 6890; another cloud's metadata
        "192.88.99.0/24",  # relays of 6to4, RFC 7526
        "198.18.0.0/15",  # measuring in laboratories, RFC 2544
        "224.0.0.0/4",  # multicast, RFC 5771
        "240.0.0.0/4",  # reserved, RFC 1112 4, and broadcast
        "::/96",  # IPv4-compatible, RFC 4291 2.5.5.1
        "::ffff:0:0/96",  # IPv4-mapped, RFC 4291 2.5.5.2: ::ffff:10.0.0.1 is 10.0.0.1
        "64:ff9b::/96",  # NAT64 leads to any IPv4, RFC 6052
        "64:ff9b:1::/48",  # NAT64 of a network's own, RFC 8215
        "100::/64",  # discarded, RFC 6666
        "2001::/23",  # IETF protocols, RFC 2928; Teredo among them carries an IPv4, RFC 4380
        "2001:db8::/32",  # documentation, RFC 3849
        "2002::/16",  # 6to4 carries an IPv4, RFC 3056
        "3fff::/20",  # documentation, RFC 9637
        "5f00::/16",  # segment routing inside one network, RFC 9602
        "fc00::/7",  # private, RFC 4193
        "fe80::/10",  # link-local, RFC 4291 2.5.6
        "fec0::/10",  # site-local, RFC 3879
        "ff00::/8",  # multicast, RFC 4291 2.7
    )
)
_NUMBER: Final = re.compile(r"\A(?:[0-9]+|0[xX][0-9a-fA-F]*)\Z")
_WELL_KNOWN_WEB_PORTS: Final = frozenset({80, 443})
# Where mailboxes are read, by STARTTLS and by TLS: for those alone, never for a web address.
MAILBOX_PORTS: Final = frozenset({143, 993})
_FIRST_FREE_PORT: Final = 1024
# The Fetch standard's "bad ports" above 1023: services that can be made to act on an HTTP request's text.
_BAD_PORTS: Final = frozenset(
    {
        1719,
        1720,
        1723,
        2049,  # NFS
        3659,
        4045,
        4190,  # Sieve, which rewrites mail
        5060,  # SIP, and 5061 with TLS
        5061,
        6000,  # X11
        6566,  # scanners
        6665,  # IRC, with all below up to 6697
        6666,
        6667,
        6668,
        6669,
        6679,
        6697,
        10080,  # Amanda's backups
    }
)


def host_refusal(host: str, *, allow_loopback: bool = False) -> str | None:
    """Why this host (a name or a literal, without brackets) is not resolved at all; None when it may be."""
    name = host.lower().rstrip(".")  # with the root's dot it is the same name
    if not name:
        return "The address has no host."
    literal = _literal(name)
    if literal is not None:
        return address_refusal(literal, allow_loopback=allow_loopback)
    labels = name.split(".")
    if _NUMBER.match(labels[-1]):
        # 2130706433, 0x7f.1 and 0177.0.0.1 are all 127.0.0.1 to the C library; nobody needs the spelling.
        return "Write the address in plain dotted form or use its name."
    if name in _LOCAL_NAMES or name.endswith(".localhost"):
        return None if allow_loopback else "This name belongs to this machine itself, not to the internet."
    if len(labels) == 1 or name.endswith(_LOCAL_ENDINGS):
        return "This name belongs to a private network, not to the internet."
    return None


def address_refusal(address: Address | str, *, allow_loopback: bool = False) -> str | None:
    """Why this resolved address is not connected to; None when it may be. ValueError when it is no address."""
    # Without its zone (fe80::1%eth0, RFC 4007 11), which no network of the list has.
    parsed = ipaddress.ip_address(address.partition("%")[0]) if isinstance(address, str) else address
    if parsed.is_loopback:
        return None if allow_loopback else "The address leads to this machine itself."
    if any(parsed in network for network in _REFUSED if network.version == parsed.version):
        return "The address leads to a private or reserved network."
    if not parsed.is_global or parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified:
        return "The address leads to a private or reserved network."
    return None


def port_refusal(port: int, also: Collection[int] = ()) -> str | None:
    """Why this port is not connected to. Allowed are 80, 443 and the free ports from 1024 on, where people do run web
    servers, except those of known other services; everything lower speaks mail, files or shells. `also`: those of what is
    not the web."""
    known = port in _WELL_KNOWN_WEB_PORTS or port in also
    if known or (_FIRST_FREE_PORT <= port <= 65535 and port not in _BAD_PORTS):
        return None
    return f"Port {port} is not one that web servers use."


def _literal(name: str) -> Address | None:
    try:
        return ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return None
