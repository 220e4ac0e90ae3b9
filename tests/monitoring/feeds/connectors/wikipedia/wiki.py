"""An edition of Wikipedia on loopback: revisions, two of them side by side, and how often an article is read."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from monitoring.feeds.connectors.wikipedia.connector import WikipediaConnector
from tests.loopback import NOW, Answer, Asked, Server

CONTACT = "https://desk.example"


@dataclass
class Wiki:
    """Revisions by number, of the article `page`; None when it was deleted. `tables`: how an edit looks beside what was before."""

    server: Server
    page: int | None = 77
    title: str = "Acme Corporation"
    redirects: dict[str, str] = field(default_factory=dict)
    revisions: dict[int, dict[str, Any]] = field(default_factory=dict)
    tables: dict[int, str] = field(default_factory=dict)
    views: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server.answers["/en/w/api.php"] = self._answer
        for title in ("Acme_Corporation", "Acme_Group"):
            place = f"/views/en.wikipedia/all-access/user/{title}/daily/20261023/20261121"
            self.server.answers[place] = lambda asked: self._views()

    @property
    def connector(self) -> WikipediaConnector:
        return WikipediaConnector(api=self.server.url("/{edition}/w/api.php"), views=self.server.url("/views"))

    @property
    def compared(self) -> int:
        return sum("action=compare" in one.path for one in self.server.asked)

    def edit(self, number: int, added: str = "Glass was found.", minutes_ago: float = 5, **more: Any) -> dict[str, Any]:
        self.revisions[number] = {
            "revid": number, "parentid": number - 1, "minor": False, "user": "Ina K", "userid": 42, "comment": "/* Recalls */ new source",
            "timestamp": f"{NOW - timedelta(minutes=minutes_ago):%Y-%m-%dT%H:%M:%SZ}", "size": 1_000 + number, "tags": [], "sha1": "00", **more,
        }  # fmt: skip
        self.tables[number] = (
            '<tr><td colspan="2" class="diff-side-deleted"></td><td class="diff-marker" data-marker="+"></td>'
            f'<td class="diff-addedline diff-side-added"><div>{added}</div></td></tr>'
        )
        return self.revisions[number]

    def _answer(self, asked: Asked) -> Answer:
        given = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
        if CONTACT not in asked.headers["user-agent"]:
            return Answer(status=403, body=b"Please set a user-agent")
        if given["action"] == "compare":
            return self._compare(int(given["torev"]))
        if "revids" in given:
            return self._by_number([int(one) for one in given["revids"].split("|")])
        title = self.redirects.get(given.get("titles", ""), given.get("titles", ""))
        is_it = self.page is not None and (given.get("pageids") == str(self.page) or title == self.title)
        if not is_it:
            return said({"batchcomplete": True, "query": {"pages": [{"ns": 0, "title": title, "missing": True}]}})
        rows = [one for one in self.revisions.values() if one["timestamp"] >= given.get("rvstart", "")]
        rows.sort(key=lambda one: (one["timestamp"], str(one["revid"])), reverse=given["rvdir"] == "older")
        most = int(given["rvlimit"])
        page = {"pageid": self.page, "ns": 0, "title": self.title, **({"revisions": rows[:most]} if rows else {})}
        more = {"continue": {"rvcontinue": "x|1", "continue": "||"}} if len(rows) > most else {"batchcomplete": True}
        return said({**more, "query": {"pages": [page]}})

    def _compare(self, number: int) -> Answer:
        if number not in self.revisions or number not in self.tables:
            return said({"error": {"code": "nosuchrevid", "info": f"There is no revision with ID {number}."}})
        return said({"compare": {"fromsize": 900 + number, "tosize": 1_000 + number, "body": self.tables[number]}})

    def _by_number(self, numbers: list[int]) -> Answer:
        there = [self.revisions[one] for one in numbers if one in self.revisions]
        bad = {str(one): {"revid": one, "missing": True} for one in numbers if one not in self.revisions}
        pages = [{"pageid": self.page, "title": self.title, "revisions": there}] if there else []
        return said(
            {
                "batchcomplete": True,
                "query": {**({"badrevids": bad} if bad else {}), **({"pages": pages} if pages else {})},
            }
        )

    def _views(self) -> Answer:
        items = [{"article": self.title, "timestamp": f"{day}00", "views": count} for day, count in self.views]
        return said({"items": items}) if items else said({"title": "Not found."}, 404)


def said(value: Any, status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Answer(status=status, body=json.dumps(value).encode(), headers={"Content-Type": "application/json", **named})
