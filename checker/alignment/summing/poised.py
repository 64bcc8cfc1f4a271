"""Poised: all figures of one kind in a sentence, one of which is nearly what the others make.

In: the figures of a paragraph that may be added. Out: the whole with its parts: "the stall made
£486, the raffle £1,212 and the swim £3,940, which gives the club £5,368", "of the 27 sheep 12 went
on Monday and nine on Wednesday, which leaves the farmer with five", "1.6 gigawatts, 940 megawatts
of it at sea and the other 760 on land".

Every figure of the kind has to have its place, the whole first or last, and one wrong digit, or two
that are swapped, has to explain why they do not fit. A word closes the list wherever it stands
beside the figure that it is said of; where two digits are swapped, no word is needed. Nothing is
told where any other reading of the paragraph's figures holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from checker import lexicon, tolerance
from checker.alignment.passages import Sentence
from checker.alignment.possible import enough, tally
from checker.alignment.summing.called import said_behind
from checker.alignment.summing.exclusion import exclude
from checker.alignment.summing.groups import FEWEST, between, groups
from checker.alignment.summing.kindred import (
    Line,
    Sum,
    Told,
    claims,
    figures_in,
    holds,
    is_meant_otherwise,
    is_of_a_slip,
    near,
    slips,
)
from checker.alignment.summing.leftovers import is_rest
from checker.alignment.summing.membership import (
    are_of_two_kinds,
    is_person,
    noun_of,
    size,
)
from checker.alignment.summing.moves import came_by, went_by
from checker.alignment.summing.set_off import are_kinds_of, is_set_off
from checker.alignment.summing.so_many import is_of_so_many
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

_CLOSE = Decimal("0.12")
_LITTLE = Decimal("0.05")
_FAR = Decimal("0.25")
_AROUND = 24
_FIRM = 3
"""So many digits have to be there for two of them to be swapped, and no chance."""


_OPENED = lazy(r"(?:[:;]|\s[–—-]+\s|[–—]|\s\()(?:\s?[^\W_][\w'’-]*){0,6}\s?$")
_BETWEEN = lazy(r"[,;]|\b(?:and|plus)\b")
_ENDED = lazy(r"[^,;:()–—]{0,60}?(?:\s\([^()]{1,40}\))?(?:[.;)–—]|$)")


_OF_EVERY = lazy(r"\bof (?:every |each )?$", re.IGNORECASE)
_OF_ALL = r"(?:^\W*|[,;:–—] )(?:out )?of (?:(?:the|its|their|all) )?$"
"""Before a whole at the beginning of a clause."""


def poised(
    paragraph: Sequence[Sentence], told: Sequence[Line], previous: Sequence[Sentence] | None
) -> Iterator[Sum]:
    """Every whole that all other figures of its kind in a sentence come near, and do not make; or
    in two, of which the first may end the paragraph before. ``told`` are the lines of the
    paragraph, where it has any."""
    last = previous[-1:] if previous is not None else ()
    near = (*last, *paragraph)
    figures = [each.figures for each in near]
    places = [
        at
        for at in range(len(last), len(near))
        if enough("poised", figures[at] + figures[at - 1] if at else figures[at])
    ]
    if not places:
        return
    before = next(iter(figures_in(last)), [])
    for line in told or figures_in(paragraph):
        passage = [*before, *line]
        for at in places:
            weighed: set[tuple[int, ...]] = set()
            for window in _windows(passage[at], passage[at - 1] if at else [], figures[at]):
                for kin in groups(window):
                    own = tuple(each.claim.figure.span.start for each in kin)
                    if own in weighed:
                        continue
                    weighed.add(own)
                    found = _weighed(kin) or _of_all_sorts(kin)
                    if found is not None and not holds(passage, found.whole, found.parts):
                        yield found


def _windows(sentence: list[Told], ahead: list[Told], figures: int) -> Iterator[list[Told]]:
    """The figures of a sentence, those with all of the sentence before it, and with its last, where
    they are enough; ``figures`` counts its own."""
    if sentence and enough("poised", figures):
        yield sentence
    if sentence and ahead:
        yield [*ahead, *sentence]
    if sentence and len(ahead) > 1:
        last = ahead[-1]
        if enough("poised", figures + tally((last.claim,))):
            yield [last, *sentence]


def _weighed(kin: Sequence[Told]) -> Sum | None:
    """The greatest of some figures with all others as its parts, where a slip sets them apart and
    the sentence says that these are all."""
    sizes = [size(each.claim) for each in kin]
    most = max(sizes)
    apart = abs(most + most - sum(sizes))
    first = sizes[0] == most and apart <= most * _CLOSE
    digits = apart.normalize().as_tuple().digits
    # Two digits that change places change a number by a multiple of nine.
    may_be_swapped = not sum(digits) % 9
    # What the numbers rule out needs no look at the words.
    if not apart or not (first or may_be_swapped or len(digits) == 1):
        return None
    whole = kin[sizes.index(most)]
    parts = [each for each in kin if each is not whole]
    if not all(_is_plain(each.claim) for each in kin):
        return None
    if is_meant_otherwise(whole.claim, parts[0].claim):
        return None
    swapped = may_be_swapped and _are_swapped(whole, parts)
    slipped = swapped or (is_of_a_slip(apart) and near(whole, parts))
    if not (first or slipped):
        return None
    counted = whole is kin[-1] and _are_counted(whole, parts, between(parts[-1], whole))
    together = parts[-1].sentence is whole.sentence
    if slipped and counted and together and (len(parts) >= FEWEST or not _are_apart(whole, parts)):
        return Sum(whole.claim, claims(parts), "as many as are counted")
    if _are_apart(whole, parts):
        return None
    if whole is kin[0] and slipped and _is_left_of_it(kin):
        return Sum(whole.claim, claims(parts), "one is what is left")
    if parts[-1].sentence is not whole.sentence or _has_others_between(kin):
        return None
    if first and _is_list_behind(whole, parts):
        return Sum(whole.claim, claims(parts), "listed behind it")
    if not slipped:
        return None
    grounds = _closed(kin, whole, parts)
    if grounds is None and swapped and _belong_together(kin, whole, parts):
        grounds = "but for two digits that are swapped"
    return None if grounds is None else Sum(whole.claim, claims(parts), grounds)


def _of_all_sorts(kin: Sequence[Told]) -> Sum | None:
    """Persons, and behind them the two sorts that all of them are of: "six children, three sons and
    two daughters"."""
    every = lexicon.load("poised")["sorts"]
    for whole, *parts in zip(kin, kin[1:], kin[2:], strict=False):
        sorts = every.get(noun_of(whole.claim))
        if not sorts or [_sort_of(part) for part in parts] not in sorts:
            continue
        if not all(_is_plain(each.claim) for each in (whole, *parts)):
            continue
        if any(part.sentence is not whole.sentence for part in parts):
            continue
        sentence = whole.sentence
        opened = re.fullmatch(
            r"(?:\s[^\W\d_]+){1,3}\s?[,:(–—]\s?", sentence.between(whole.claim, parts[0].claim)
        )
        joined = re.fullmatch(
            r"(?: of (?:them|whom|these))?(?:\s[^\W\d_]+){1,2} and ",
            sentence.between(*claims(parts)),
        )
        ended = re.match(
            r"(?: of (?:them|whom))?\s[^\W\d_]+\s?[.,;:)–—]", sentence.after(parts[1].claim, 32)
        )
        if opened and joined and ended and 0 < _apart(whole, parts) <= size(whole.claim) * _FAR:
            return Sum(whole.claim, claims(parts), "told by sort")
    return None


def _sort_of(told: Told) -> str:
    """The noun behind a figure, or behind "of them" behind it."""
    found = re.match(r" of (?:them|whom|these) ([^\W\d_]+)", told.sentence.after(told.claim, 40))
    return found[1].lower() if found is not None else noun_of(told.claim)


def _is_left_of_it(kin: Sequence[Told]) -> bool:
    """Whether a sentence tells what became of what the one before it names, and what that leaves:
    "inherited the 38 hectares. Luc has 12, Marie 11 and Paul nine, which leaves eight for Anne"."""
    whole, *parts = kin
    if any(each.sentence is not parts[-1].sentence for each in parts) or len(parts) < FEWEST:
        return False
    if parts[-1].sentence is whole.sentence or _has_others_between(kin):
        return False
    return (
        frame("poised", r"[\s,;:–—(]{leaving}\b[^.;:]{0,40}$").search(between(parts[-2], parts[-1]))
        is not None
    )


def _apart(whole: Told, parts: Sequence[Told]) -> Decimal:
    return abs(size(whole.claim) - sum(size(each.claim) for each in parts))


def _has_others_between(kin: Sequence[Told]) -> bool:
    """Whether a figure of the kind that cannot be added stands among them: "£40m for one, £30m for
    the next and 12 million euros for the last"."""
    own = {each.claim.figure.span for each in kin}
    start, end = kin[0].claim.figure.span.start, kin[-1].claim.figure.span.start
    return kin[0].claim.figure.kind is not Kind.COUNT and any(
        claim.figure.kind is kin[0].claim.figure.kind
        and claim.figure.span not in own
        and start < claim.figure.span.start < end
        for sentence in dict.fromkeys((kin[0].sentence, kin[-1].sentence))
        for claim in sentence.claims
    )


def _is_plain(claim: Claim) -> bool:
    figure = claim.figure
    plain = figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY
    return plain and size(claim) > (figure.kind is Kind.COUNT)


def _are_swapped(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether one of the figures with two digits in the other order would make them fit."""
    total, together = size(whole.claim), sum((size(each.claim) for each in parts), Decimal(0))
    true = [(whole, together), *((each, size(each.claim) + total - together) for each in parts)]
    return any(
        value > 0
        and len(size(told.claim).normalize().as_tuple().digits) >= _FIRM
        and slips(value, size(told.claim))
        and _is_reordered(value, told.claim)
        for told, value in true
    )


def _is_reordered(value: Decimal, claim: Claim) -> bool:
    written = claim.figure.quantity
    return written is not None and tolerance.reordered(value, written)


# ------------------------------------------------------------------------------- what closes them


def _closed(kin: Sequence[Told], whole: Told, parts: Sequence[Told]) -> str | None:
    """The words by which these are all parts of the whole, if any."""
    if whole is kin[-1] and is_rest(parts[-1]) and _is_some_of(parts[-1], whole):
        return "one is what is left"
    if whole is kin[-1]:
        return _is_called_a_total(whole, parts)
    if whole is not kin[0] and not (kin[1] is whole and _is_some_of(kin[0], whole)):
        return None
    if kin[0].sentence is not kin[-1].sentence or not _begins(kin, whole):
        return None
    if any(_is_left(before, each) for before, each in pairwise(kin) if each is not whole):
        return "one is what is left"
    return "parts of it that make more" if _are_too_many(whole, parts) else None


def _are_too_many(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether three parts and more of a whole make a little more than it: "of the 214, 131 passed,
    76 failed and nine were barred". Less leaves room for others, and much more for some in two."""
    over = sum(size(each.claim) for each in parts) - size(whole.claim)
    if len(parts) < FEWEST or not 0 < over <= size(whole.claim) * _LITTLE:
        return False
    last = whole.sentence.between(parts[-2].claim, parts[-1].claim)
    joined = re.search(r"\b(?:and|plus)\b", last)
    some = any(
        frame("poised", r" {of_it}\b").match(each.sentence.after(each.claim, 16)) for each in parts
    )
    led = whole.sentence.before(whole.claim, 24)
    placed = [
        frame("enumerations", r"(?: [^\W\d_]+)? {places}\b").match(
            each.sentence.after(each.claim, 24)
        )
        for each in parts
    ]
    if exclude(whole.sentence, claims(parts)):
        return False  # no thing can be in two: then they are portions
    if any(placed) is not all(placed) or cue("poised", "overlap").search(whole.sentence.text):
        return False  # "17 were from firms, 30 from people and six came late"
    return joined is not None and not some and frame("poised", _OF_ALL).search(led) is not None


def _is_list_behind(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether a colon, a dash or a bracket opens the list of the parts, an "and" joins the last two
    and the sentence ends behind them: "£2.7m of jewels: 41 rings worth £1.6m and 12 chains"."""
    sentence, last = whole.sentence, parts[-1]
    if any(each.sentence is not sentence for each in parts):
        return False
    opened = _OPENED.search(sentence.between(whole.claim, parts[0].claim))
    ended = _ENDED.match(sentence.after(last.claim, 80))
    if opened is None or ended is None or not _is_numbered(sentence, whole, last):
        return False
    if cue("poised", "not_all").search(sentence.after(last.claim, 60)):
        return False
    gaps = [sentence.between(a.claim, b.claim) for a, b in pairwise(parts)]
    joined = re.search(r"\b(?:and|plus)\b|;", gaps[-1]) is not None
    return joined and not any(set(gap) & set(":()") for gap in gaps)


def _is_numbered(sentence: Sentence, whole: Told, last: Told) -> bool:
    """Whether each item of a list has a number: not "11 civilians, a nurse and six soldiers"."""
    start, end = whole.claim.figure.span.end, last.claim.figure.span.end
    spans = [claim.figure.span for claim in sentence.claims]
    text = sentence.document.text
    breaks = [start + each.start() for each in _BETWEEN.finditer(text[start:end])]
    marks = [at for at in breaks if not any(a <= at < b for a, b in spans)]
    marks = [*marks, end]
    return all(
        any(a <= span.start < b for span in spans)
        or frame("enumerations", r"\W*(?:and )?{asides}\b").match(text[a:b]) is not None
        for a, b in pairwise(marks)
    )


def _belong_together(kin: Sequence[Told], whole: Told, parts: Sequence[Told]) -> bool:
    """Whether a whole stands before or behind all its parts, in their sentence or where words lead
    on to it, as they do to what came together by then: "which brings the bill to €5,368"."""
    if whole is kin[-1] and cue("poised", "brings").search(between(parts[-1], whole)):
        return True
    if whole is kin[-1] and cue("poised", "no_total").search(between(parts[-1], whole)):
        return False
    return whole.sentence is parts[0].sentence and whole in (kin[0], kin[-1])


def _is_called_a_total(whole: Told, parts: Sequence[Told]) -> str | None:
    sentence = whole.sentence
    gap, nouns = between(parts[-1], whole), {noun_of(each.claim) for each in parts} - {""}
    if nouns <= {noun_of(whole.claim)}:
        gap += whole.claim.figure.surface  # "a four-day total of 277"
    said = re.split(r"[.;:()–—]", said_behind(sentence, whole.claim, 48))[0]
    tail = re.split(r"[.;:()–—]", sentence.after(whole.claim, 48))[0]
    if cue("poised", "no_total").search(f"{gap} | {tail}"):
        return None
    if _is_of_more(whole, parts, tail) or is_of_so_many(whole):
        return None
    called = cue("poised", "total").search(gap) or cue("poised", "total_behind").search(said)
    # "For an 18.4", "for a flawless 18.4"; not "for a place behind the leader's 18.4".
    if called or re.search(r"\bfor an?(?: [^\W\d_]+){0,2} $", gap, re.IGNORECASE):
        return "called what they come to"
    if frame("poised", r"(?:^|[\s,;:–—(]){which} {makes}\b[^.;:]*$").search(gap):
        return "called what they come to"
    if is_set_off(whole, parts, between(parts[-1], whole)):
        return "set off from them"
    return None


def _is_of_more(whole: Told, parts: Sequence[Told], tail: str) -> bool:
    """Whether a total is said to be of another number of things: "62 points in three games"."""
    end = whole.claim.figure.span.end
    return any(
        frame("sums_told", r"(?: [^\W\d_]+)? {within} (?:{which} )?").fullmatch(
            whole.sentence.between(whole.claim, claim)
        )
        and size(claim) != len(parts)
        for claim in whole.sentence.claims
        if claim.figure.kind is Kind.COUNT and end < claim.figure.span.start < end + len(tail)
    )


def _are_counted(whole: Told, parts: Sequence[Told], gap: str) -> bool:
    """Whether a number between the parts and the whole says how many parts there are: "At 412, 388
    and 536 pages, the three volumes come to 1,336"."""
    end = whole.claim.figure.span.start
    start = end - len(gap)
    for claim in whole.sentence.claims:
        span = claim.figure.span
        if claim.figure.kind is not Kind.COUNT or size(claim) != len(parts):
            continue
        if start <= span.start and span.end <= end:
            return frame("poised", r"\b{the} $").search(gap[: span.start - start]) is not None
    return False


def _begins(kin: Sequence[Told], whole: Told) -> bool:
    """Whether a figure is what there was, and no first item of a list: words make the others some
    of it, or the next number stands straight behind its comma."""
    if whole is not kin[0]:
        return True
    ahead = list(whole.sentence.ahead_of(whole.claim))[-1:]
    if ahead and _OF_EVERY.search(whole.sentence.before(ahead[0], 12)):
        return False  # "of every 100 euros 41 go on wages"
    if frame("poised", r"\b{out_of} (?:[^\W\d_]+['’]?s? ){0,3}$").search(_ahead_of(whole)):
        return True
    if frame("poised", r"(?: [^\W\d_]+)? {of_it}\b").match(whole.sentence.after(kin[1].claim, 24)):
        return True
    if frame("poised", r"\b{had} (?:[^\W\d_]+ )?$").search(_ahead_of(whole)):
        return True
    gap = whole.sentence.between(whole.claim, kin[1].claim)
    which = frame("poised", r",? {of_it} [^,.;:]{0,24}$").search(gap)
    return which is not None or re.search(r"[,:–—(]\s?$", gap) is not None


def _is_left(before: Told, part: Told) -> bool:
    """Whether words between a figure and the one before it call it what is left."""
    clause = re.split(r"[.;:]", part.sentence.after(part.claim, 60))[0]
    if cue("sums_told", "rest_later").search(clause):
        return False
    if is_rest(part):
        return True
    if frame("poised", r"[\s,;:–—(]{leaving}\b[^.;:]{0,40}$").search(between(before, part)):
        return True
    remains = frame("poised", r"(?: [^\W\d_]+){0,2} {left}\b")
    return remains.match(part.sentence.after(part.claim, 40)) is not None


def _is_some_of(first: Told, second: Told) -> bool:
    """ "23 of the council's 48 seats", "31 in the 90-member house"."""
    if first.sentence is not second.sentence:
        return False
    gap = first.sentence.between(first.claim, second.claim)
    return (
        frame("poised", r"(?: [^\W\d_]+)? (?:of|in)(?: [^\W\d_]+(?:['’]s?)?){0,4} ").fullmatch(gap)
        is not None
    )


# ------------------------------------------------------------------------------- what keeps apart


def _are_apart(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether the figures count different things, or words keep them from being added."""
    nouns = {noun_of(each.claim) for each in parts} - {""}
    own = "" if whole.sentence.after(whole.claim, 1) == "-" else noun_of(whole.claim)
    if are_of_two_kinds({*nouns, own} - {""}):
        return True
    of_all = frame("poised", _OF_ALL).search(whole.sentence.before(whole.claim, 24))
    every = {noun_of(each.claim) for each in parts}
    if len(every) == 1 and own and not every & {"", own} and not is_person(own):
        return True  # "200 goals" and "200 goals" are no games
    if (
        len(nouns) > 1
        and not of_all
        and (own in nouns or not all(map(is_person, nouns)))
        and own != ""
        and not are_kinds_of(own, nouns)
    ):
        return True
    told = (whole, *parts)
    if any(map(came_by, told)) and any(map(went_by, told)):
        return True
    if any(map(_is_a_level, told)):
        return True
    start = min(each.claim.figure.span.start for each in told)
    end = max(each.claim.figure.span.end for each in told)
    if whole.claim.figure.span.start > start:
        start -= len(_ahead_of(parts[0]))
    text = whole.sentence.document.text[start : end + _AROUND]
    return cue("poised", "apart").search(text) is not None


def _ahead_of(told: Told) -> str:
    """The text before a figure, no farther than to the one before it or a comma."""
    start = told.claim.figure.span.start
    ends = [c.figure.span.end for c in told.sentence.claims if c.figure.span.end <= start]
    text = told.sentence.before(told.claim, min(_AROUND, start - max(ends, default=0)))
    return re.split(r"[,;:]", text)[-1]


def _is_a_level(told: Told) -> bool:
    """ "From 12", "rose to 15"; "the bill comes to £15" is a sum."""
    before = told.sentence.before(told.claim, 24)
    return frame("poised", r"(?:\bfrom|\b{moved} to) $").search(before) is not None
