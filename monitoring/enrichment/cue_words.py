"""Words that tell the tone of a complaint where a general lexicon misreads it: data, edited by people.

Change a word and raise VERSION: it is stored with every result.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = "2"

# Words the general lexicon counts as praise, which in public posts ask, name or connect: among 45,684 labelled public posts, those
# with such a word were praise no more often than those without it. "Share this", "please", "customer care", "United".
NOT_PRAISE: Final = frozenset(
    """
    accept accepted agree agreed agreement allow allowed asset assets care cared certain certainly chance chances clear clearly
    create created credit credits dear defense easily energy excuse faith fair fit free freedom fresh friend friends giving
    hand hands help helped helping helps honest honestly hope hoped hopefully hoping humor important innocent interest
    interested interests justice kind legal legally like likes matter matters mercy natural number numbers
    original parties party pay play played playing plays please pls plz positive prepared promise promised
    promises reach ready reassurance reassure responsible responsibility rich safe safely safety save saved secure secured
    security share shared shares sharing sincere sincerely solution solutions solve solved spirit straight strong support
    supported supporting supports supreme sure true trust trusted truth united value values want wants well
    """.split()  # noqa: SIM905  # a list of words is read as words
)

# Harm and grievance in the trade's own words → how far one of them lowers the score (of -1 to 1).
COMPLAINTS: Final[dict[float, tuple[str, ...]]] = {
    0.55: (
        "one star", "1 star", "zero stars", "0 stars", "no stars", "food poisoning", "made me sick", "made us sick", "got sick",
        "sick after", "ill after", "cut my", "burned my", "burnt my", "chipped my tooth", "broke my tooth", "splinter*", "shard*",
        "glass in", "metal in", "plastic in", "mould in", "mold in", "hair in my", "maggot*", "cockroach*", "injur*", "bleeding",
        "hospitalis*", "hospitaliz*", "in hospital", "taken to hospital", "rushed to hospital", "on fire", "caught fire", "engine fire", "exploded", "never flying", "never eating", "never buying", "never again",
        "never using", "never coming back", "last time i", "want my money back", "scam", "scammed", "scammer*", "ripped off", "rip off",
        "charged twice", "charged me twice", "double charged", "overcharged", "stole my", "leaked my", "sold my data", "lied to",
        "avoid at all costs", "do not buy", "don't buy", "stay away from", "worst", "horrible", "disgusting", "unacceptable",
        "shame on", "boycott*", "class action", "lawsuit",
    ),
    0.35: (
        "still waiting", "been waiting", "waiting for over", "waited over", "on hold", "no reply", "no response", "no answer", "nobody answers",
        "no one answers", "nobody replies", "ignored my", "ignoring my", "keeps ignoring", "where is my", "where's my", "where are my",
        "my refund", "a refund", "no refund*", "refund denied", "refund refused", "refund from", "my money back", "never arrived", "hasn't arrived", "has not arrived", "didn't arrive", "not arrived", "never delivered",
        "not delivered", "late again", "delayed again", "cancelled again", "canceled again", "cancelled my", "canceled my", "cancelled flight*",
        "lost my", "lost our", "lost bag*", "lost luggage", "broken again", "broke after", "stopped working", "doesn't work", "does not work",
        "not working", "won't work", "can't log in", "cannot log in", "can't login", "keeps crashing", "is down", "are down", "out of order",
        "hung up on", "gave up", "fix this", "fix your", "sort it out", "sort this out", "thanks for nothing", "no thanks to", "so much for",
        "joke of a", "absolute joke", "are you kidding", "how hard can it be", "stuck in", "stuck at", "stranded", "contaminat*",
        "undercooked", "expired", "poison*",
    ),
}  # fmt: skip
