"""Made-up articles for measurements, rich in figures and in what only looks like one.

In: a size and a seed. Out: text; the same size and seed give the same text. Articles of one story
tell the same facts, as newsrooms do that report one event.
"""

from __future__ import annotations

from random import Random

_PLACES = ("Telmar", "Orlaven", "Berrow", "Istermouth", "Callow", "Dunmere", "Quarry Hill")
_SENTENCES = (
    "The council of {place} voted {a} to {b} on Tuesday to spend ${m}.{d} million on the sea wall.",
    "Some {n:,} people live within {a} kilometres ({miles} miles) of the plant, the ministry said.",
    "Unemployment in {place} fell to {b}.{d}% in the third quarter, from {b2}.{d}% a year earlier.",
    "“We waited until 3 a.m.,” said the ferryman, who is {age}, “and then we left.”",
    "At least {a} were injured when the No. {b} tram left its rails, according to the police.",
    "Nobody in the old quarter remembers a winter with so little snow and so many visitors.",
    "The survey, begun in {year}, covers {n:,} households in the valley and the hills above it.",
    "Prices rose by between {b} and {b2} per cent, and rents by nearly twice as much.",
    "It was the linchpin of a plan that has outlived three governments and most of its authors.",
    "The {b}th Brigade moved {a} lorries across the bridge near {place} before dawn.",
    "Her company sold {n:,} tonnes of barley last year, up {b}% on the year before.",
    "The road to {place} is closed for {b} days, and the railway until further notice.",
    "Critics call the figure misleading; the office that published it has not replied.",
    "More than {a} of the {a2} schools in the district have no heating, teachers say.",
)


def sentence(random: Random, story: int | None = None) -> str:
    """One sentence of the kind that newspapers print; what it tells is the same in all articles of
    a ``story``."""
    chosen = random.choice(_SENTENCES)
    if story is not None:
        # Seeded by text, for the same facts in every process.
        random = Random(f"{story} {chosen}")  # noqa: S311 - for variety, not for secrets
    a, b = random.randint(12, 90), random.randint(2, 11)
    return chosen.format(
        place=random.choice(_PLACES),
        a=a,
        a2=a * 3,
        miles=round(a * 0.621),
        b=b,
        b2=b + 2,
        d=random.randint(1, 9),
        m=random.randint(1, 40),
        n=random.randint(1_200, 98_000),
        age=random.randint(18, 88),
        year=random.randint(1980, 2024),
    )


_PLAIN = tuple(each for each in _SENTENCES if "{" not in each and "3 a.m." not in each)


def article(size: int, seed: int = 1, filler: int = 0, story: int | None = None) -> str:
    """A headline and paragraphs, of no fewer than ``size`` code points and hardly more, with
    ``filler`` sentences without a figure behind each of the others. Without a ``story`` its facts
    are its own, so that any two articles contradict each other in most of them."""
    random = Random(seed)  # noqa: S311 - for variety, not for secrets
    parts = ["# What the winter cost the coast\n"]
    length = len(parts[0])
    while length < size:
        paragraph = (
            " ".join(_filled(random, filler, story) for _ in range(random.randint(2, 4))) + "\n"
        )
        parts.append(paragraph)
        length += len(paragraph) + 1
    return "\n".join(parts)


def _filled(random: Random, filler: int, story: int | None) -> str:
    return " ".join((sentence(random, story), *random.choices(_PLAIN, k=filler)))
