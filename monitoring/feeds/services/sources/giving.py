"""What a person gave of a source, pasted or filled in field by field: read by its platform's spec, refused where they see it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn
from uuid import UUID

from accounts.errors import Invalid
from accounts.outside.failures import AuthExpired, Failure, InvalidConfig
from monitoring.feeds.collection import identity, ways
from monitoring.feeds.collection.client import guarded_client
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.failures import NotAFeed
from monitoring.feeds.connectors.spec import Answers, Spec, Url, Value
from monitoring.models import Source

PASTED = "address"  # where refusals of a pasted text stand
UNKNOWN = "Unknown field."


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A platform and its fields, each right by itself. `pasted`: as one text, so that is where every refusal stands."""

    platform: str
    config: Mapping[str, Value]
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)  # error reports show what a repr shows
    samples: Mapping[str, str] = field(default_factory=dict, repr=False)  # looked at while it is tried, not kept
    pasted: bool = False

    @property
    def spec(self) -> Spec:
        """What its platform asks."""
        return registry.get(self.platform).spec()

    @property
    def address(self) -> str:
        """Where it lies, as people know it."""
        return registry.get(self.platform).address(self.config)

    @property
    def place_field(self) -> str:
        """The field at which what concerns the whole is said."""
        return PASTED if self.pasted else self.spec.first.name

    def refused(self, failure: Failure) -> Invalid:
        """A connector's failure as an error at the field it concerns, keeping its code and sentence, and the feeds it offers."""
        feeds = failure.found if isinstance(failure, NotAFeed) else ()
        data = {"found": [{"url": one.url, "title": one.title, "kind": one.kind} for one in feeds]} if feeds else {}
        return Invalid.field(self._at(failure), failure.sentence, code=failure.code, data=data)

    def tidied(self) -> "Given":
        """In its platform's own spelling, every address one that may be asked. Raises a Failure, or Invalid at a field."""
        spec = self.spec
        answers = spec.read(registry.get(self.platform).tidy(self.config), kept=[one.name for one in spec.secrets])
        for name, sentence in answers.faults.items():
            raise Invalid.field(PASTED if self.pasted else name, sentence)
        for one in spec.fields:
            address = answers.config.get(one.name)
            refusal = guarded_client().refusal(str(address)) if isinstance(one, Url) and address else None
            if refusal is not None:
                raise Invalid.field(PASTED if self.pasted else one.name, refusal.sentence, code=refusal.code)
        return replace(self, config=answers.config)

    def settled(self) -> "Given":
        """As `tidied`, every refusal Invalid at its field."""
        try:
            return self.tidied()
        except Failure as failure:
            raise self.refused(failure) from failure

    def place(self, agency_id: UUID, brand_id: UUID, *, keeps: bool = False) -> identity.Place:
        """Where its feed lies; `keeps`: secrets that are stored go on with it. Raises Invalid at a field."""
        try:
            # The address that something is sent to is a secret as well.
            secrets_of = brand_id if self.secrets or keeps or ways.only_sent(self.platform) else None
            return identity.place_of(self.platform, self.config, agency_id, secrets_of=secrets_of)
        except Failure as failure:
            raise self.refused(failure) from failure

    def _at(self, failure: Failure) -> str:
        names = {one.name for one in self.spec.fields}
        if self.pasted:
            return PASTED
        if isinstance(failure, InvalidConfig) and failure.field in names:
            return failure.field
        if isinstance(failure, AuthExpired) and self.secrets:
            return next(iter(self.secrets))
        return self.spec.first.name


def platforms() -> tuple[Spec, ...]:
    """What sources can be added, the one that takes any address first."""
    specs = [connector.spec() for connector in registry.PLATFORMS.values()]
    return tuple(sorted(specs, key=lambda spec: (spec.platform != registry.ANY_ADDRESS, spec.name)))


def usual_platform() -> str:
    """Whose a source is where nothing else is said."""
    return registry.ANY_ADDRESS


def spec_of(platform: str) -> Spec:
    """What a platform asks. Raises Invalid at `platform`."""
    if platform not in registry.PLATFORMS:
        known = ", ".join(sorted(registry.PLATFORMS))
        raise Invalid.field("platform", f"Unknown platform. Known are: {known}.", code="unknown_platform")
    return registry.get(platform).spec()


def recognised(text: str) -> tuple[str, dict[str, Value]]:
    """The platform of a pasted text, and what of its fields the text tells."""
    platform, config = registry.recognised(text.strip())
    return platform, dict(config)


def pasted(text: str) -> Given:
    """One text that says it all: an address, a handle. Raises Invalid at `address`."""
    platform, config = recognised(text)
    answers = registry.get(platform).spec().read(config)
    for sentence in answers.faults.values():
        raise Invalid.field(PASTED, sentence, data={"platform": platform})
    return Given(platform=platform, config=answers.config, pasted=True)


def filled_in(platform: str, values: Mapping[str, object], *, kept: Collection[str] = ()) -> Given:
    """The fields of a platform. `kept`: secrets that are stored already. Raises Invalid at each field that is amiss, and at
    those the platform doesn't have."""
    answers = spec_of(platform).read(values, kept=kept)
    if answers.faults or answers.unknown:
        _refuse(answers)
    return Given(platform=platform, config=answers.config, secrets=answers.secrets, samples=answers.samples)


def fields_of(source: Source) -> dict[str, Value]:
    """What was answered for a source, without secrets."""
    # A source of a release before has its address and no fields.
    if source.fields or source.platform not in registry.PLATFORMS:
        return dict(source.fields)
    return dict(registry.get(source.platform).recognise(source.address) or {})


def _refuse(answers: Answers) -> NoReturn:
    amiss = {name: [UNKNOWN] for name in answers.unknown} | {name: [said] for name, said in answers.faults.items()}
    sentences = [said for one in amiss.values() for said in one]
    message = sentences[0] if len(sentences) == 1 else "Some fields are invalid."
    raise Invalid(message, code="unknown_field" if answers.unknown else "invalid", fields=amiss)
