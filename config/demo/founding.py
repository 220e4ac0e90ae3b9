"""The demo's agency, made as anybody's is: sign-up, mail, log-in, invitations, and the API for all the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from config.demo.people import PASSWORD, HandOverFailed, Host, Mailbox, log_in, until

SLUG, NAME = "northwind", "Northwind Comms"
DOMAIN = "northwind.example"
OWNER = ("Olga Nordin", f"olga@{DOMAIN}")
# name, address, role, the brands they work on
PEOPLE = (
    ("Ines Marten", f"ines@{DOMAIN}", "manager", ("Alder Coffee", "Lumen Air", "Kestrel Bank", "Maren Hotels")),
    ("Sofia Lindqvist", f"sofia@{DOMAIN}", "manager", ("Alder Coffee", "Kestrel Bank")),
    ("Priya Nair", f"priya@{DOMAIN}", "analyst", ("Alder Coffee", "Lumen Air")),
    ("Clara Alder", "clara@alder.example", "client", ("Alder Coffee",)),
)
BRANDS = {
    "Alder Coffee": {
        "handles": ["aldercoffee"],
        "products": ["Oat Cold Brew"],
        "query": '"Alder Coffee" OR @aldercoffee OR "Oat Cold Brew"',
        "starter": "product-harm",
        "plan": "Product harm",
    },
    "Lumen Air": {
        "handles": ["lumenair"],
        "products": [],
        "query": '"Lumen Air" OR @lumenair',
        "starter": "service-outage",
        "plan": "Service outage",
    },
    "Kestrel Bank": {
        "handles": ["kestrelbank"],
        "products": [],
        "query": '"Kestrel Bank" OR @kestrelbank',
        "starter": "data-leak",
        "plan": "Data leak",
    },
    "Maren Hotels": {
        "handles": ["marenhotels"],
        "products": [],
        "query": '"Maren Hotels" OR @marenhotels',
        "starter": "offensive-post",
        "plan": "Offensive post",
    },
}
FEEDS = (("News", "/news/feed.xml"), ("Forum", "/forum/feed.atom"), ("Reviews", "/reviews/feed.json"))
Say = Callable[[str], None]


@dataclass
class Founded:
    """What was made: the agency's host, clients of its people, its brands and plans by name."""

    host: str
    owner: Host
    key: str
    brands: dict[str, dict[str, Any]] = field(default_factory=dict)
    plans: dict[str, dict[str, Any]] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)


def found(port: int, mailbox: Mailbox, world: str, say: Say, *, brands: tuple[str, ...] = tuple(BRANDS)) -> Founded:
    """The whole agency, in some seconds. `world`: the address of the demo's world. Raises HandOverFailed."""
    founded = sign_up(port, mailbox, say)
    invite(port, founded, mailbox, say, brands)
    for name in brands:
        onboard(founded, name, world, say)
    return founded


def sign_up(port: int, mailbox: Mailbox, say: Say) -> Founded:
    """Founds the agency, confirms the address, logs in, makes an API key."""
    platform = Host(port, "localhost")
    name, address = OWNER
    body = {"name": NAME, "slug": SLUG, "person": name, "email": address, "password": PASSWORD}
    agency = platform.api("POST", "agencies/", body)
    until(
        "the agency's creation",
        lambda: platform.api("GET", f"agencies/{agency['id']}/")["status"] == "active" or None,
        seconds=60,
        every=0.2,
    )
    say(f"{NAME} is founded.")
    confirm = mailbox.link(address, r"http://\S+/accounts/confirm-email/\S+/")
    # Opening the link confirms nothing, since scanners of mail open it, too: the page's form does.
    platform.form("/accounts/" + confirm.split("/accounts/", 1)[1], {})
    platform.close()
    host = f"{SLUG}.localhost"
    owner = log_in(port, host, address)
    key = owner.api("POST", "keys/", {"name": "The demo", "scopes": _scopes(), "days": 30})["key"]
    return Founded(host=host, owner=owner, key=key)


def _scopes() -> list[str]:
    return ["incidents", "manage", "monitor", "plans", "read", "triage"]


def invite(port: int, founded: Founded, mailbox: Mailbox, say: Say, brands: tuple[str, ...]) -> None:
    """Makes the brands, invites the people onto them, and has each accept by the link in their mail."""
    for name in brands:
        founded.brands[name] = founded.owner.api("POST", "brands/", {"name": name, "time_zone": "Europe/Berlin"})
    for name, address, role, on in PEOPLE:
        ids = [founded.brands[brand]["id"] for brand in on if brand in founded.brands]
        founded.owner.api("POST", "invitations/", {"email": address, "role": role, "brands": ids})
        link = mailbox.link(address, r"http://\S+/invitations/\S+/")
        platform = Host(port, "localhost")
        done = platform.form("/invitations/" + link.split("/invitations/", 1)[1], {"name": name, "password": PASSWORD})
        platform.close()
        # A refusal is a page with status 422, which no exception tells.
        if done.status_code != 302:
            raise HandOverFailed(f"the invitation of {address} was not accepted: {done.status_code}")
    members = founded.owner.api("GET", "members/")["results"]
    founded.users = {member["email"]: member["user_id"] for member in members}
    say(f"{len(PEOPLE)} people joined by mail.")


def onboard(founded: Founded, name: str, world: str, say: Say) -> None:
    """Names, query, sources, team, contact, rules and a published plan for one brand."""
    owner, given, brand = founded.owner, BRANDS[name], founded.brands[name]
    pk = brand["id"]
    names = {"handles": given["handles"], "products": given["products"], "languages": ["en", "de", "es", "fr"]}
    founded.brands[name] = owner.api("PATCH", f"brands/{pk}/", names, If_Match=f'"{brand["version"]}"')
    owner.api("POST", "queries/", {"brand": pk, "name": "Everything about us", "text": given["query"]})
    owner.api("POST", "rules/defaults/", {"brand": pk})
    _read_feeds(owner, pk, world)
    _staff(founded, name)
    client = {"brand": pk, "name": "Clara Alder", "function": "Client's spokesperson", "email": "clara@alder.example"}
    owner.api("POST", "contacts/", client)
    plan = owner.api("POST", "plans/", {"brand": pk, "name": given["plan"], "starter": given["starter"]})
    founded.plans[name] = publish(owner, plan["id"], "From the starter")
    owner.api("POST", f"brands/{pk}/set_step/", {"step": "done"})
    say(f"{name} is watched, staffed and has a published plan.")


def _read_feeds(owner: Host, brand: str, world: str) -> None:
    """All at once, as a feed reader's list."""
    outlines = "".join(
        f'<outline type="rss" text="{escape(title)}" xmlUrl="{escape(world + path)}"/>' for title, path in FEEDS
    )
    listed = {"brand": brand, "text": f'<opml version="2.0"><body>{outlines}</body></opml>', "everything": False}
    batch = f"source_batches/{owner.api('POST', 'source_batches/', listed)['id']}/"
    done = until(
        "the end of a list of sources",
        lambda: next((one for one in [owner.api("GET", batch)] if one["status"] == "done"), None),
        seconds=60,
    )
    if done["added"] != len(FEEDS):
        raise HandOverFailed(f"of {len(FEEDS)} feeds {done['added']} were added: {owner.api('GET', f'{batch}lines/')}")


def _staff(founded: Founded, name: str) -> None:
    on = [(address, role) for _, address, role, brands in PEOPLE if name in brands]
    woken = [address for address, role in on if role != "client"]
    team = [{"user_id": founded.users[OWNER[1]], "page_order": None}]
    for address, _ in on:
        order = woken.index(address) + 1 if address in woken else None
        team.append({"user_id": founded.users[address], "page_order": order})
    founded.owner.api("POST", f"brands/{founded.brands[name]['id']}/set_team/", {"team": team})


def publish(owner: Host, plan_id: str, note: str) -> dict[str, Any]:
    """Publishes the plan's draft; the published version as the API shows it."""
    versions = owner.api("GET", f"plan-versions/?plan={plan_id}")["results"]
    draft = next((version for version in versions if version["status"] == "draft"), None)
    if draft is None:
        raise HandOverFailed("the plan has no draft to publish")
    body = {"change_note": note}
    return owner.api("POST", f"plan-versions/{draft['id']}/publish/", body, If_Match=f'"{draft["lock"]}"')  # type: ignore[no-any-return]
