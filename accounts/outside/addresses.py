"""Which hosts, addresses and ports this service never connects to. Pure: resolving is the caller's.

A source or webhook address is typed by a customer and fetched by our machine, so it must not reach what only our
machine can see. Names are refused before they are resolved, addresses after.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LOCAL_NAMES: Final = frozenset({"localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback"})
_LOCAL_ENDINGS: Final = (
    ".localhost",
    ".local",
    ".localdomain",
    ".internal",
    ".intranet",
    ".lan",
    ".corp",
    ".private",
    ".home.arpa",
)
# Beyond what `is_global` refuses: relays and translators that lead back to private IPv4, ranges that newer registries
# reserve, and public-looking addresses that clouds answer themselves.
_REFUSED: Final = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "168.63.129.16/32",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",
        "::ffff:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)
_NUMBER: Final = re.compile(r"\A(?:[0-9]+|0[xX][0-9a-fA-F]*)\Z")
_WELL_KNOWN_WEB_PORTS: Final = frozenset({80, 443})
_FIRST_FREE_PORT: Final = 1024
# The Fetch standard's "bad ports" above 1023: services that can be made to act on an HTTP request's text.
_BAD_PORTS: Final = frozenset(
    {
        1719,
        1720,
        1723,
        2049,
        3659,
        4045,
        4190,
        5060,
        5061,
        6000,
        6566,
        6665,
        6666,
        6667,
        6668,
        6669,
        6679,
        6697,
        10080,
    }
)


def host_refusal(host: str, *, allow_loopback: bool = False) -> str | None:
    """Why this host (a name or a literal, without brackets) is not resolved at all; None when it may be."""
    name = host.lower().rstrip(".")
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
    found = ipaddress.ip_address(address.partition("%")[0]) if isinstance(address, str) else address
    if found.is_loopback:
        return None if allow_loopback else "The address leads to this machine itself."
    if any(found in network for network in _REFUSED if network.version == found.version):
        return "The address leads to a private or reserved network."
    if not found.is_global or found.is_multicast or found.is_reserved or found.is_unspecified:
        return "The address leads to a private or reserved network."
    return None


def port_refusal(port: int) -> str | None:
    """Why this port is not connected to. Allowed are 80, 443 and the free ports from 1024 on, where people do run web
    servers, except those of known other services; everything lower speaks mail, files or shells."""
    if port in _WELL_KNOWN_WEB_PORTS or (_FIRST_FREE_PORT <= port <= 65535 and port not in _BAD_PORTS):
        return None
    return f"Port {port} is not one that web servers use."


def _literal(name: str) -> Address | None:
    try:
        return ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return None
