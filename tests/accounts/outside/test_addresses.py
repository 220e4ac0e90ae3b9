import pytest

from accounts.outside.addresses import address_refusal, host_refusal, port_refusal

PRIVATE = [
    "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "0.0.0.0",
    "224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "192.0.0.192", "192.0.2.7", "198.18.0.1",
    "198.51.100.1", "203.0.113.9", "192.88.99.1", "168.63.129.16", "::", "fe80::1", "fe80::1%eth0", "fd00:ec2::254",
    "fec0::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::10.0.0.1", "64:ff9b::a00:1",
    "64:ff9b::808:808", "64:ff9b:1::1", "2002:a00:1::", "2001:0:4136:e378::1", "2001:db8::1", "3fff::1", "100::1",
]  # fmt: skip
LOOPBACK = ["127.0.0.1", "127.8.9.10", "::1"]
PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "1.1.1.1", "172.32.0.1", "100.128.0.1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_and_reserved_addresses_are_refused_even_where_loopback_is_open(address: str) -> None:
    assert address_refusal(address)
    assert address_refusal(address, allow_loopback=True)
    assert host_refusal(address, allow_loopback=True)


@pytest.mark.parametrize("address", LOOPBACK)
def test_loopback_is_refused_until_the_operator_opens_it(address: str) -> None:
    assert address_refusal(address)
    assert address_refusal(address, allow_loopback=True) is None


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_let_through(address: str) -> None:
    assert address_refusal(address) is None
    assert host_refusal(address) is None


@pytest.mark.parametrize(
    "host",
    [
        "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.1", "127.0.1", "8.8", "08.8.8.8", "134744072",
        "0x", "1.2.3.4.5", "example.0x7f", "127.0.0.1.", "256.256.256.256",
    ],
)  # fmt: skip
def test_odd_spellings_of_ipv4_are_refused(host: str) -> None:
    assert host_refusal(host)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "localhost.", "a.localhost", "ip6-loopback"])
def test_names_of_this_machine_are_refused_until_the_operator_opens_them(host: str) -> None:
    assert host_refusal(host)
    assert host_refusal(host, allow_loopback=True) is None


@pytest.mark.parametrize("host", ["printer", "db", "nas.local", "metadata.google.internal", "x.lan", "a.home.arpa", ""])
def test_names_of_private_networks_are_refused_always(host: str) -> None:
    assert host_refusal(host, allow_loopback=True)


@pytest.mark.parametrize(
    "host", ["news.example", "xn--mnchen-3ya.example", "a.b.c.example", "1.example", "0x7f.example"]
)
def test_ordinary_names_are_let_through_to_the_resolver(host: str) -> None:
    assert host_refusal(host) is None


@pytest.mark.parametrize(("port", "allowed"), [(80, True), (443, True), (8080, True), (8443, True), (3000, True)])
def test_ports_of_web_servers_are_allowed(port: int, allowed: bool) -> None:
    assert (port_refusal(port) is None) is allowed


@pytest.mark.parametrize("port", [0, 22, 25, 53, 110, 445, 993, 2049, 5060, 6000, 6667, 10080, 65536])
def test_ports_of_other_services_are_refused(port: int) -> None:
    assert port_refusal(port)
