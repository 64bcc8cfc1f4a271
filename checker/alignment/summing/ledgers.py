"""Ledgers: how many there were, what came, what went and how many there are, each bound by words.

In: the figures of a paragraph that may be added. Out: ``Ledger``s: "opened the year with 18,400
books, bought 1,250 and discarded 890, leaving 18,760", "started with 1,912 vans and took delivery
of 146, and retired 203, so 1,855 today".

Words say of every figure of the kind, in one sentence or two, which of the four it is. So nothing
that it could be otherwise is left, however far the figures are from fitting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.summing.kindred import Line, Sum, Told, claims, is_plain, lines
from checker.alignment.summing.leftovers import is_rest
from checker.alignment.summing.membership import alike, noun_of, size
from checker.alignment.summing.moves import came_by, went_by
from checker.alignment.wording import cue, frame
from checker.model import Claim, Kind

_MOST = 7
_FEWEST = 3
_HALF = Decimal("0.5")
_REACH = 64


class Ledger(NamedTuple):
    """What there was, came, went and is."""

    before: Claim
    came: tuple[Claim, ...]
    went: tuple[Claim, ...]
    after: Claim


def ledgers_of(paragraph: Sequence[Sentence]) -> Iterator[Ledger]:
    """Every ledger of one sentence, or of two that follow each other, that does not fit."""
    yield from dict.fromkeys(_ledgers(lines(paragraph)))


def partial(paragraph: Sequence[Sentence]) -> Iterator[Sum]:
    """Those of them where nothing came, or nothing went."""
    for before, came, went, after in ledgers_of(paragraph):
        if not came:
            yield Sum(before, (*went, after), "what went and what is left")
        elif not went:
            yield Sum(after, (before, *came), "what there was and what came")


def _ledgers(told_of: Iterable[Line]) -> Iterator[Ledger]:
    for told in told_of:
        for place in range(len(told)):
            for window in (told[place : place + 1], told[place : place + 2]):
                kin = [each for some in window for each in some]
                found = _ledger(kin) if window[0] and window[-1] else None
                if found is not None:
                    yield found
                    break


def may_tell_a_ledger(sentence: Sentence) -> bool:
    """False where a sentence has no word for what there was at first."""
    return sentence.may_say("ledgers", "started", "start_behind", "without")


def _ledger(told: Sequence[Told]) -> Ledger | None:
    if not any(may_tell_a_ledger(each.sentence) for each in told):
        return None
    first = next((each for each in told if _is_start(each) or _is_without(each)), None)
    if first is None:
        return None
    kin = [each for each in told if alike(each.claim, first.claim)]
    nouns = {noun_of(each.claim) for each in kin if _is_start(each) or _is_end(each)} - {""}
    kin = [each for each in kin if not nouns or noun_of(each.claim) in {"", *nouns} or _moves(each)]
    if not _FEWEST <= len(kin) <= _MOST or len(nouns) > 1 or _is_open(kin):
        return None
    return _assigned(kin)


def _assigned(kin: Sequence[Told]) -> Ledger | None:
    """The figures by what words say of each, where they say it of all."""
    starts = [each for each in kin if _is_start(each)]
    ends = [each for each in kin if each not in starts and _is_end(each)]
    levels = [*starts, *ends]
    came = [each for each in kin if each not in levels and _has_come(each)]
    went = [each for each in kin if each not in levels and each not in came and _has_gone(each)]
    left = [each for each in kin if each not in (*levels, *came, *went)]
    less = [each for each in went if _is_without(each)]
    if not starts and less:
        starts, came, went, left = [*left, *came], [], less, []
    if left or len(starts) != 1 or len(ends) != 1 or not (came or went):
        return None
    made = _sum(starts) + _sum(came) - _sum(went)
    has, most = size(ends[0].claim), max(size(each.claim) for each in (*starts, *ends))
    if made == has or abs(made - has) > most * _HALF or not all(is_plain(e.claim) for e in levels):
        return None
    return Ledger(starts[0].claim, claims(came), claims(went), ends[0].claim)


def _sum(told: Sequence[Told]) -> Decimal:
    return sum((size(each.claim) for each in told), Decimal(0))


def _moves(told: Told) -> bool:
    return _has_come(told) or _has_gone(told)


# ------------------------------------------------------------------------- what words say of each


def _is_start(told: Told) -> bool:
    """ "Began the year with 640", "having begun it at 1.96 million", "640 at the start"."""
    if not told.sentence.may_say("ledgers", "started", "opening", "start_behind"):
        return False
    before, after = told.sentence.before(told.claim, _REACH), told.sentence.after(told.claim, 48)
    led = (
        r"\b{started}(?: (?!{levels}\b)[^\W\d_][\w’'-]*){0,4}? {levels} $|\b{opening} (?:of |was )$"
    )
    if frame("ledgers", led).search(before):
        return True
    return frame("ledgers", r"(?: [^\W\d_]+){0,2} {start_behind}\b").match(after) is not None


def _is_end(told: Told) -> bool:
    """ "Ended it with 613", "so you are looking at 1,855 today", "now has 613", "leaving 613"."""
    before, after = told.sentence.before(told.claim, _REACH), told.sentence.after(told.claim, 48)
    led = r"\b{ended}(?: (?!{levels}\b)[^\W\d_][\w’'-]*){0,4}? {levels} $|\b{closing} (?:of |is )$"
    now = r"\b(?:{now} {holds}|{holds} {now}|{shrinks} to|so (?:[^\W\d_]+ )?{holds}) $"
    if frame("ledgers", led).search(before) or frame("ledgers", now).search(before):
        return True
    behind = frame("ledgers", r"(?: [^\W\d_]+){0,2} {end_behind}\b").match(after)
    if behind is not None and not _moved_by(told):
        return True
    return is_rest(told)


def _moved_by(told: Told) -> bool:
    return came_by(told) or went_by(told)


def _is_without(told: Told) -> bool:
    """ "Excluding the 1,200 seasonal workers"."""
    led = frame("ledgers", r"\b{without} (?:the |its |their |some )?$")
    return led.search(told.sentence.before(told.claim, 32)) is not None


def _has_come(told: Told) -> bool:
    return came_by(told) or _is_named(told, "inflow", "inflow_behind")


def _has_gone(told: Told) -> bool:
    return _is_without(told) or went_by(told) or _is_named(told, "outflow", "outflow_behind")


def _is_named(told: Told, ahead: str, behind: str) -> bool:
    """ "Output of 1.66 million", "1.66 million produced"."""
    before, after = told.sentence.before(told.claim, 40), told.sentence.after(told.claim, 40)
    led = frame("ledgers", rf"\b{{{ahead}}} (?:of )?$").search(before)
    named = frame("ledgers", rf"(?: [^\W\d_]+)?? (?:{{be}} )?{{{behind}}}\b").match(after)
    return led is not None or named is not None


def _is_open(kin: Sequence[Told]) -> bool:
    """Whether more came or went than is told, or the two levels are of times of their own."""
    start, end = kin[0].claim.figure.span.start, kin[-1].claim.figure.span.end
    sentences = list(dict.fromkeys(each.sentence for each in kin))
    text = kin[0].sentence.document.text[sentences[0].segment.span.start : end + 32]
    if cue("ledgers", "open").search(text):
        return True
    years = {
        claim.figure.surface
        for each in sentences
        for claim in each.claims
        if claim.figure.kind is Kind.YEAR and claim.figure.span.start > start
    }
    if len(years) > 1:
        return True
    own = {each.claim.figure.span for each in kin}
    united = kin[0].claim.figure.kind is not Kind.COUNT
    return united and any(  # a number may have the unit of those beside it
        claim.figure.kind is Kind.COUNT and claim.figure.span not in own and noun_of(claim) == ""
        for each in sentences
        for claim in each.claims
    )
