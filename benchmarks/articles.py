"""Made-up articles for measurements, rich in figures and in what only looks like one.

In: a size and a seed. Out: text; the same size and seed give the same text. Articles of one story
tell the same facts, as newsrooms do that report one event.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
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
    "It was the linchpin of a plan that has outlived every government and most of its authors.",
    "The {b}th Brigade moved {a} lorries across the bridge near {place} before dawn.",
    "Her company sold {n:,} tonnes of barley last year, up {b}% on the year before.",
    "The road to {place} is closed for {b} days, and the railway until further notice.",
    "Critics call the figure misleading; the office that published it has not replied.",
    "More than {a} of the {a2} schools in the district have no heating, teachers say.",
)


def _of_its_own(random: Random) -> Iterator[str]:
    """Sentences of the kind that newspapers print, each with facts of its own."""
    while True:
        yield _worded(random, random.choice(_SENTENCES))


def _of_story(random: Random, story: int) -> Iterator[str]:
    """Sentences that an article tells of a story, each once: what they tell is the same in all of
    its articles. When there are no more, they are told of something else."""
    for turn in count():
        for chosen in random.sample(_SENTENCES, len(_SENTENCES)):
            # Seeded by text, for the same facts in every process.
            yield _worded(Random(f"{story} {turn} {chosen}"), chosen)  # noqa: S311 - for variety


def _worded(random: Random, chosen: str) -> str:
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
    told = _of_its_own(random) if story is None else _of_story(random, story)
    parts = ["# What the winter cost the coast\n"]
    length = len(parts[0])
    while length < size:
        some = islice(told, random.randint(2, 4))
        paragraph = " ".join(_filled(random, each, filler) for each in some) + "\n"
        parts.append(paragraph)
        length += len(paragraph) + 1
    return "\n".join(parts)


def _filled(random: Random, told: str, filler: int) -> str:
    return " ".join((told, *random.choices(_PLAIN, k=filler)))
