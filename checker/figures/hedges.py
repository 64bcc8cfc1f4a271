"""The words around a figure that bound it, and those that say which way it moved.

In: a text and the span of a bare figure. Out: its modifier or direction and how far the words
reach.
"""

from __future__ import annotations

from typing import NamedTuple

from checker.lexicon import load
from checker.model import Direction, Modifier
from checker.patterns import lazy

_LEXICON = load("hedges")
_CHANGES = load("changes")
_FIRST = lazy(r"[\s\u00a0]+([^\W_]+)")
_WORD = lazy(r"[^\s\u00a0]+")
_REACH = 44


class Ends(NamedTuple):
    """Where a figure ends, and where the noun behind it does; 0 without one."""

    figure: int
    noun: int


class Hedge(NamedTuple):
    """A modifier and the place that its words reach to: their start before the figure, their end
    behind it."""

    modifier: Modifier
    reach: int


_Phrases = dict[str, list[tuple[int, dict[tuple[str, ...], Modifier]]]]


def _index(phrases: dict[str, list[str]], *, last: bool) -> _Phrases:
    """Phrases by the word next to the figure and their length, longest first."""
    by_size: dict[str, dict[int, dict[tuple[str, ...], Modifier]]] = {}
    for name, forms in phrases.items():
        for form in forms:
            words = tuple(str(form).lower().split())
            sizes = by_size.setdefault(words[-1] if last else words[0], {})
            sizes.setdefault(len(words), {})[words] = Modifier(name)
    return {word: sorted(sizes.items(), reverse=True) for word, sizes in by_size.items()}


_BEFORE = _index(_LEXICON["before"], last=True)
_AFTER = _index(_LEXICON["after"], last=False)
_BETWEEN: frozenset[str] = frozenset(_LEXICON["between"])
_NOT_BEFORE_TIME: frozenset[str] = frozenset(_LEXICON["not_before_time"])
# Before "over three years" these ask for how long: "lasted over three years".
_STRETCHES = frozenset(_LEXICON["stretches"])
TIME_NOUNS: frozenset[str] = frozenset(_LEXICON["time_nouns"])
"""Counted nouns that are times too: "over four nights"."""
_MEASURED_OFF: frozenset[str] = frozenset(_LEXICON["measured_off"])
_GOES_UP: frozenset[str] = frozenset(_LEXICON["goes_up"])
_GLUED = lazy(r"(?:<=|>=|[~≈<>≥≤±]|\+/-|\b(?:c|ca|circa)\.?)[\s\u00a0]?$")
_SIGN_ENDS = frozenset("~≈<>≥≤±+-.ca=")
_TRAILING = lazy(r"(?:-(?:plus|odd|ish)|\+)(?![\w])")
_OPENING = "(“”\"'‘’[—–,:;"


def before(
    text: str, floor: int, start: int, *, time: bool = False, end: int | None = None
) -> Hedge | None:
    """The modifier that stands before a figure starting at ``start``, not before ``floor``.

    ``time`` says that the figure, which reaches to ``end``, is a span of time, before which "over"
    may say during what."""
    low = max(floor, start - _REACH)
    window = text[low:start]
    tail = window.rstrip()
    if not tail or window[-1] in ".!?":
        return None
    if tail[-1] in _SIGN_ENDS and (sign := _GLUED.search(window)):
        return Hedge(_BEFORE_SIGN[sign[0].strip().rstrip(".")], low + sign.start())
    nearest = tail.rsplit(None, 1)[-1].lower()
    if nearest not in _BETWEEN and not _may_hedge(nearest.lstrip(_OPENING)):
        return None
    words = window.lower().split()
    for _ in range(3):
        if not words:
            return None
        found = _phrase_before(words, words[-1])
        if found is not None:
            size, modifier = found
            if time and size == 1 and _spans_time(words) and not _counted_from(text, end):
                return None
            if _is_no_bound(words, size):
                return None
            return _upgraded(text, low, words, size, modifier)
        if words[-1] not in _BETWEEN:
            return None
        words.pop()
    return None


def _may_hedge(word: str) -> bool:
    return word in _BEFORE or word.startswith("sub-")


def _place(text: str, low: int, words: list[str]) -> int:
    """Where the last of ``words`` begins in the text: the words are what stands from ``low`` on."""
    at = low
    for word in words:
        while text[at].isspace():
            at += 1
        begin = at
        at += len(word)
    return begin + len(words[-1]) - len(words[-1].lstrip(_OPENING))


def _spans_time(words: list[str]) -> bool:
    """Whether "over" and "past" say during, not more than: "fell over three days"."""
    if words[-1] in _NOT_BEFORE_TIME:
        return True
    # Alone it stands at the beginning or behind another figure: "20 hours over nine days".
    return words[-1] == "over" and (len(words) < 2 or words[-2].rstrip(",") not in _STRETCHES)


def _counted_from(text: str, end: int | None) -> bool:
    """Whether a length of time is measured off: "over two years after the attack"."""
    lead = _FIRST.match(text, end) if end is not None else None
    return lead is not None and lead[1].lower() in _MEASURED_OFF


def _is_no_bound(words: list[str], size: int) -> bool:
    """Whether the words before the figure say something else: "put the bill up to £9m", "Friday's
    maximum of 43C", "the gates are passing 900 litres", "a debut over 42 kilometres"."""
    before = words[-size - 1] if len(words) > size else ""
    last = words[-1]
    if size == 2 and last == "to":
        return _rises_to(words) or _is_put_up_to(words)
    if last == "of" or words[-1] in _PEAKS:
        return words[-size].lstrip(_OPENING) in _PEAKS and before.endswith(_POSSESSIVE)
    if last == "passing":
        return before in _BEING
    if last != "over" or size != 1:
        return False
    near = {word.strip(_OPENING) for word in words[-4:-1]}
    return before.strip(_OPENING) in _RACED | _WITH_OVER or not _ARGUED.isdisjoint(near)


_PEAKS = frozenset(("maximum", "minimum"))
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_BEING = frozenset(("is", "are", "was", "were", "been", "be", "now"))
_RACED: frozenset[str] = frozenset(_LEXICON["raced"])
_ARGUED: frozenset[str] = frozenset(_LEXICON["argued"])
_WITH_OVER: frozenset[str] = frozenset(_LEXICON["with_over"])
_PUT: frozenset[str] = frozenset(_LEXICON["put_up_to"])


def _is_put_up_to(words: list[str]) -> bool:
    """Whether something was moved "up to" a level: "pushed the bill up to", "took it up to"."""
    for steps, word in enumerate(reversed(words[-7:-2]), 1):
        cleaned = word.lstrip(_OPENING)
        if word[-1:] in ",;:" or cleaned == "of":
            return False
        if cleaned in _PUT:
            return steps > 1
    return False


def _rises_to(words: list[str]) -> bool:
    """Whether "up to" belongs to a verb: "adds up to 450", "went up to 9%"."""
    return words[-2:] == ["up", "to"] and len(words) > 2 and words[-3] in _GOES_UP


_BEFORE_SIGN = {
    **dict.fromkeys(("~", "≈", "±", "+/-", "c", "ca", "circa"), Modifier.ABOUT),
    **dict.fromkeys(("≥", ">="), Modifier.AT_LEAST),
    **dict.fromkeys(("≤", "<="), Modifier.AT_MOST),
    "<": Modifier.LESS_THAN,
    ">": Modifier.MORE_THAN,
}


def _phrase_before(words: list[str], last: str) -> tuple[int, Modifier] | None:
    cleaned = last.lstrip(_OPENING)
    if cleaned.startswith("sub-"):
        return 1, Modifier.LESS_THAN
    for size, phrases in _BEFORE.get(cleaned, ()):
        if size == 1:
            return 1, phrases[cleaned,]
        if size <= len(words):
            phrase = (words[-size].lstrip(_OPENING), *words[1 - size : -1], cleaned)
            modifier = phrases.get(phrase)
            if modifier is not None:
                return size, modifier
    return None


def _upgraded(text: str, low: int, words: list[str], size: int, modifier: Modifier) -> Hedge:
    """A second hedge before the first: "up to about 40", "at least some 300": the bound wins over
    the approximation."""
    first = len(words) - size
    if first and modifier in (Modifier.ABOUT, Modifier.EXACTLY):
        found = _phrase_before(words[:first], words[first - 1])
        if found is not None and found[1] not in (Modifier.EXACTLY, Modifier.ABOUT):
            first, modifier = first - found[0], found[1]
    return Hedge(modifier, _place(text, low, words[: first + 1]))


def after(text: str, end: int, limit: int, *, money: bool = False) -> Hedge | None:
    """The modifier that stands behind a figure ending at ``end``, not beyond ``limit``."""
    head = text[end : end + 1]
    if head in ("-", "+"):
        tight = _TRAILING.match(text, end, limit)
        if tight is None:
            return None
        modifier = Modifier.ABOUT if tight[0] in ("-odd", "-ish") else Modifier.AT_LEAST
        return Hedge(modifier, tight.end())
    if not head.isspace():
        return None
    lead = _FIRST.match(text, end, limit)
    if lead is None or lead[1].lower() not in _AFTER:
        return None
    first = lead[1].lower()
    words = [(m[0].lower(), m.end()) for m in _WORD.finditer(text, end, min(limit, end + 30))][:4]
    for size, phrases in _AFTER[first]:
        if size > len(words):
            continue
        word, reach = words[size - 1]
        last = word.rstrip(".,;:)”’\"'")
        said = phrases.get((*(w for w, _ in words[: size - 1]), last))
        if said is not None and last == "plus" and _is_added(text, reach, limit, money=money):
            return None
        if said is not None:
            return Hedge(said, reach - len(word) + len(last))
    return None


_ADDED = lazy(r"\s+(?:\d|[$£€]|(?:an?|the|its|his|her|their|one|two|three|another)(?![^\W_]))")
_ADDED_TO_MONEY = lazy(r"\s+[^\W_]")


def _is_added(text: str, at: int, limit: int, *, money: bool) -> bool:
    """Whether "plus" adds what stands behind it: "£500 plus costs", "40 plus a driver", but "40
    plus staff"."""
    if _ADDED.match(text, at, min(len(text), at + _REACH)):
        return True
    return money and _ADDED_TO_MONEY.match(text, at, limit) is not None


def _moved_by(words: list[str]) -> Direction | None:
    """The direction of "cut the subsidy by 7%": the nearest verb before "by" in the clause."""
    for steps, word in enumerate(reversed(words[-6:]), 1):
        if word[-1:] in ",;:":
            return None
        if _is_phrasal(word, words[:-steps], _HELD):
            return None
        way = _VERBS.get(word.strip(_OPENING))
        if way is not None:
            return way
    return None


def _is_phrasal(cleaned: str, further: list[str], phrasal: frozenset[str]) -> bool:
    """Whether "up" and "down" belong to the verb before them: "makes up 23%", "held up by"."""
    return cleaned in ("up", "down") and bool(further) and further[-1].strip(_OPENING) in phrasal


_VERBS: dict[str, Direction] = {}
_NOUNS: dict[str, Direction] = {}
_BEHIND: dict[str, Direction] = {}
for _way in Direction:
    for _words, _table in (("verbs", _VERBS), ("nouns", _NOUNS), ("after", _BEHIND)):
        _table.update(
            dict.fromkeys((w for w in _CHANGES[_way.value][_words] if " " not in w), _way)
        )
_BEHIND_WORD = lazy(r"[\s\u00a0-]+([a-z]+)")
_LINKS: frozenset[str] = frozenset(_CHANGES["links"])
_HANDLED: dict[str, frozenset[str]] = {
    "object": frozenset(_CHANGES["handled"]),
    "money": frozenset(_CHANGES["gathered"]),
    "distance": frozenset(_CHANGES["covered"]),
    "load": frozenset(_CHANGES["hoisted"]),
}
_TAKEN: frozenset[str] = frozenset(_CHANGES["taken"])
_HELD: frozenset[str] = frozenset(_CHANGES["held"])
_PARTICLES: frozenset[str] = frozenset(_CHANGES["particles"])
_RATES: frozenset[str] = frozenset(_CHANGES["rates"])
_TIED = frozenset(("by", "from", "of"))
_COMPARING = frozenset(("more", "less", "fewer", "higher", "lower"))


def direction(
    text: str, floor: int, start: int, ends: Ends, limit: int, *, thing: str = ""
) -> Direction | None:
    """Which way the words beside a figure say that it moved: "rose by 5%", "a 5% drop".

    ``thing`` says what else a verb may have done with it: "number" for a bare one, "object" for
    things and amounts of stuff ("dropped 33 bombs"), "money" ("raised $3m"), "distance" for a way
    ("climbed 300 metres").
    """
    window = text[max(floor, start - 40) : start].rsplit(None, 1)
    nearest = window[-1].lower().strip(_OPENING + ".") if window else ""
    if nearest not in _SAYING:
        return _said_behind(text, ends, limit, thing)
    words = text[max(floor, start - 40) : start].lower().split()
    tied = False
    for steps, word in enumerate(reversed(words)):
        if word[-1] in ".;:,":
            break
        cleaned = word.strip(_OPENING + ".")
        way = _VERBS.get(cleaned) or _NOUNS.get(cleaned)
        if way is not None:
            nearer = words[len(words) - steps :]
            further = words[: len(words) - steps - 1]
            if thing == "money" and cleaned == "loss":
                return None  # "a loss of £1.9m" is a result
            base = cleaned in _COMPARING and (steps < 1 or "than" in nearer)
            if base or _is_no_change(cleaned, nearer, further):
                return None
            if _is_phrasal(cleaned, further, _TAKEN):
                return None
            if not tied and _is_elsewhere(text, ends, thing):
                return None
            if thing and not tied and _is_handled(cleaned, further, thing):
                return None
            return way
        if cleaned == "by" and steps < 3:
            return _moved_by(words[: len(words) - steps - 1])
        at_rate = cleaned == "at" and not _RATES.isdisjoint(words[len(words) - steps :])
        if not (cleaned in _LINKS or at_rate) or steps > 5:
            break
        if cleaned in ("to", "from"):
            return None  # "fell to 300", "fell from 500": levels, which moved nowhere
        tied = tied or cleaned in _TIED
    return _said_behind(text, ends, limit, thing)


def _said_behind(text: str, ends: Ends, limit: int, thing: str) -> Direction | None:
    """The direction of the word straight behind a figure or what it counts: "a 5% drop", "300 votes
    more"."""
    end, noun_end = ends
    match = _BEHIND_WORD.match(text, end, limit)
    if match is not None and match[1] not in _BEHIND and noun_end > end:
        end = noun_end
        match = _BEHIND_WORD.match(text, end, limit)
        if match is not None and match[1] not in _COMPARING:
            return None
    if match is None or text.startswith(_NO_CHANGE_BEHIND, end):
        return None
    if thing in ("number", "object") and match[1] in _COMPARING:
        # "18 fewer than", but "dozens more were hurt"
        return _BEHIND.get(match[1]) if _THAN.match(text, match.end(), limit) else None
    if thing == "distance" and match[1] in _PLACES:
        return None  # a place, no movement
    return _BEHIND.get(match[1])


_SAYING = frozenset((*_VERBS, *_NOUNS, *_LINKS, "by"))
_THAN = lazy(r"[^.;:,]{0,40}\sthan(?![^\W_])")
_PLACES = frozenset(("above", "below", "up", "down", "lower", "higher"))
_NO_CHANGE_BEHIND = (" under management", " up to")


def _is_no_change(word: str, nearer: list[str], further: list[str]) -> bool:
    """Whether a word of direction says nothing of the figure: "more over five years", the level
    before in "up from 12,500", the bound in "up to 450"."""
    if word in ("up", "down") and nearer[:1] == ["from"]:
        return True
    if word == "up" and nearer[:1] == ["to"]:
        return not further or further[-1] not in _GOES_UP or further[-1].startswith(("add", "com"))
    return "over" in nearer


def _is_elsewhere(text: str, ends: Ends, thing: str) -> bool:
    """Whether the figure says where or when rather than how far: "fell 12km short of the line",
    "went down two miles off the cape", "rises two hours after sunset"."""
    end = max(ends)
    limit = min(len(text), end + _REACH)  # another figure may stand in the brackets between
    if _SHORT.match(text, end, limit):
        return True
    if thing == "time":
        return _MEASURED_FROM.match(text, end, limit) is not None
    return thing == "distance" and _OFF.match(text, end, limit) is not None


_ASIDE = r"(?:\s*\([^()]{1,40}\))?"
_SHORT = lazy(rf"{_ASIDE}\s+short(?![^\W_])")
_MEASURED_FROM = lazy(r"\s+(?:after|before|later|earlier|ago|from|into|past)(?![^\W_])")
_OFF = lazy(
    rf"{_ASIDE}\s+(?:from|off|away|outside|inside|beyond|north|south|east|west|north-\w+|south-\w+"
    r"|offshore|inland)(?![^\W_])"
)


def _is_handled(word: str, further: list[str], thing: str) -> bool:
    """Whether the figure is the object of the verb rather than how far something moved."""
    if word in ("up", "down"):
        return bool(further) and further[-1] in _PARTICLES
    return word in _HANDLED.get(thing, ())
