"""The one table role × capability. Everything that asks `may(member, …)` is answered from it; the tests read the same text.

A letter in a role's column grants. The scope is what an API key needs for it, besides its member's role; what has none takes a
person. `read` goes with what reads and nothing else: a key that reads can't write its owner's name, nor wake a browser of its own.
"""

TABLE = """
capability         | scope     | owner | admin | manager | analyst | client | what it allows
agency.close       | -         | x     |       |         |         |        | close the agency
agency.settings    | manage    | x     | x     |         |         |        | change the agency's name, zone and rules
members.see        | read      | x     | x     | x       | x       |        | see who works here
members.manage     | manage    | x     | x     |         |         |        | invite, change roles, deactivate
keys.manage        | -         | x     | x     | x       |         |        | make and revoke API keys and machine members
applications.manage | -        | x     | x     |         |         |        | say which applications people may connect, and end them
applications.connect | -       | x     | x     | x       | x       |        | let an application act for oneself
webhooks.manage    | manage    | x     | x     |         |         |        | make and remove outgoing webhooks
accesslog.see      | manage    | x     | x     |         |         |        | read the access log
admin.enter        | -         | x     | x     |         |         |        | use the agency's admin
brands.see         | read      | x     | x     | x       | x       | x      | see a brand
brands.create      | manage    | x     | x     |         |         |        | add a client brand
brands.edit        | manage    | x     | x     | x       |         |        | change a brand's names, targets and contacts
teams.manage       | manage    | x     | x     | x       |         |        | say who works on a brand
sources.see        | read      | x     | x     | x       | x       |        | see where posts come from, and how healthy that is
sources.edit       | monitor   | x     | x     | x       | x       |        | add, pause and remove sources
queries.see        | read      | x     | x     | x       | x       |        | see saved queries
queries.edit       | monitor   | x     | x     | x       | x       |        | change saved queries
rules.see          | read      | x     | x     | x       | x       |        | see alert rules
rules.edit         | monitor   | x     | x     | x       | x       |        | change alert rules
mentions.see       | read      | x     | x     | x       | x       |        | read mentions
mentions.triage    | triage    | x     | x     | x       | x       |        | assign, mark, note and correct mentions
views.save         | triage    | x     | x     | x       | x       |        | save searches of mentions
alerts.see         | read      | x     | x     | x       | x       |        | see alerts
alerts.decide      | triage    | x     | x     | x       | x       |        | acknowledge, join and dismiss alerts
incidents.see      | read      | x     | x     | x       | x       | x      | see incidents
incidents.open     | incidents | x     | x     | x       |         |        | open an incident
incidents.run      | incidents | x     | x     | x       |         |        | change status, severity, lead and team
tasks.do           | incidents | x     | x     | x       | x       |        | take, do and add tasks
timeline.note      | incidents | x     | x     | x       | x       |        | write to the timeline
timeline.release   | incidents | x     | x     | x       |         |        | release an entry to the client
updates.send       | incidents | x     | x     | x       |         |        | send status updates
answers.see        | read      | x     | x     | x       | x       | x      | see public answers
answers.draft      | incidents | x     | x     | x       | x       |        | write public answers
answers.approve    | -         | x     | x     | x       |         | x      | approve or reject a public answer one did not write
answers.publish    | incidents | x     | x     | x       |         |        | publish an approved answer
debriefs.see       | read      | x     | x     | x       | x       |        | read debriefs
debriefs.write     | incidents | x     | x     | x       | x       |        | write debriefs and lessons
plans.see          | read      | x     | x     | x       | x       |        | read plans
plans.edit         | plans     | x     | x     | x       |         |        | write drafts, propose changes
plans.publish      | plans     | x     | x     |         |         |        | publish and retire plans, decide proposals
events.see         | read      | x     | x     | x       | x       | x      | read the record of what happened, and wait for more
notifications.own  | read      | x     | x     | x       | x       | x      | read one's own notifications and choices
notifications.set  | -         | x     | x     | x       | x       | x      | change one's own name, choices and browsers
"""

OWNER, ADMIN, MANAGER, ANALYST, CLIENT = ROLES = ("owner", "admin", "manager", "analyst", "client")
# On every brand by their role; everybody else by the brand's team.
EVERY_BRAND = frozenset({OWNER, ADMIN})
# Of the agency as a whole: a key that is narrowed to brands has none of it.
OF_THE_AGENCY = frozenset(
    {
        "agency.close",
        "agency.settings",
        "members.manage",
        "keys.manage",
        "applications.manage",
        "webhooks.manage",
        "accesslog.see",
        "admin.enter",
        "brands.create",
    }
)

# For oneself alone, and never more than one may: giving a role with it gives nobody power over others.
OF_ONESELF = frozenset({"applications.connect", "notifications.own", "notifications.set"})
# What decides, publishes or releases: no application does it for anybody, whatever they agreed to.
NEVER_BY_APPLICATION = frozenset(
    {"alerts.decide", "answers.approve", "answers.publish", "plans.publish", "timeline.release", "updates.send"}
)


def _read(table: str) -> tuple[dict[str, frozenset[str]], dict[str, str], dict[str, str]]:
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    columns = {role: head.index(role) for role in ROLES}
    grants, scopes, meanings = {}, {}, {}
    for row in rows:
        # At import: a cell too few would move the marks to another role, and grant without a word.
        if len(row) != len(head):
            raise ValueError(f"roles: {row[0]} has {len(row)} cells, not {len(head)}")
        bad = {row[at] for at in columns.values()} - {"x", ""}
        if bad:
            raise ValueError(f"roles: {row[0]} has marks {bad}; only x or nothing counts")
        grants[row[0]] = frozenset(role for role, at in columns.items() if row[at] == "x")
        scopes[row[0]] = "" if row[1] == "-" else row[1]
        meanings[row[0]] = row[-1]
    return grants, scopes, meanings


GRANTS, SCOPES, MEANINGS = _read(TABLE)
# The other way round: what each role may.
GRANTED = {role: frozenset(name for name, roles in GRANTS.items() if role in roles) for role in ROLES}
# Which roles each role may offer and give.
GIVES = {
    role: frozenset(ROLES if role == OWNER else set(ROLES) - {OWNER})
    if "members.manage" in GRANTED[role]
    else frozenset[str]()
    for role in ROLES
}
KEY_SCOPES = tuple(sorted({scope for scope in SCOPES.values() if scope}))
