"""Whether words that can state a measure state it of a figure, or say something else.

In: a ``Site`` and a ``Hit`` of a measure's phrase. Out: whether the words are loose, which tell
only in a text of the measure's topic, or mean another thing where they stand.
"""

from __future__ import annotations

from functools import cache

from checker import lexicon, measures
from checker.claims.page import Sentence, Site
from checker.dimensions import head
from checker.lexicon.phrases import Hit
from checker.measures import Expression, Measure
from checker.model import Kind

_FAR = frozenset({"noun", "phrase"})
_NAMING = frozenset({"noun", "implied"})
_TELLING = _NAMING | {"phrase"}
_ACTING = frozenset({"verb", "noun"})
_PAGE = 250  # in so many words one of any topic stands by chance
_SHORT = 60  # so few words name not all that they count
_TOLD = 3
_HEADING = 1  # the head of a subject has no more words before it than an article
_DAY = 5  # so many words say of what day an hour is
_AT = frozenset({":", "at", "of"})
_COMES_TO = frozenset(
    {
        "is",
        "was",
        "were",
        "are",
        "reached",
        "reaches",
        "hit",
        "hits",
        "totalled",
        "totaled",
        "passed",
        "passes",
        "exceeded",
    }
)
_MOVES = frozenset(
    {
        "stood",
        "stands",
        "rose",
        "rises",
        "risen",
        "climbed",
        "fell",
        "fallen",
        "falls",
        "grew",
        "grown",
        "jumped",
        "came",
        "comes",
        "put",
        "dropped",
        "slipped",
        "slowed",
        "remained",
        "estimated",
        "swelled",
        "increased",
        "decreased",
        "mounted",
        "soared",
        "up",
        "down",
        "closed",
        "ended",
        "finished",
        "traded",
        "opened",
        "settled",
        "held",
        "stayed",
        "ran",
        "runs",
        "running",
        "hovered",
        "peaked",
        "dipped",
        "slid",
        "sank",
        "plunged",
        "surged",
        "tumbled",
        "eased",
        "edged",
        "crept",
        "started",
        "began",
    }
)
# Dates, times, scores and ages: only words made for them state these.
_TOLD_BY_VERB = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME, Kind.SCORE, Kind.AGE})
_CALENDAR = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME})
_DOING = frozenset({Kind.COUNT, Kind.PERCENT, Kind.RATIO})
# Before a word these make it a noun; "o" is that of "o'clock".
_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "last", "next", "its", "their", "his", "her", "each", "every", "o"}
)
_SEASONS = frozenset({"end", "start", "beginning", "middle", "close", "turn", "fall", "spring"})
_SMALL = frozenset(
    {"of", "in", "on", "a", "an", "the", "each", "every", "off", "under", "to", "since", "during"}
)
# Behind these a noun says where or beside what something is.
_PLACING = frozenset(
    {"at", "in", "on", "near", "outside", "inside", "into", "about", "after", "before", "during"}
    | {"under", "between", "behind", "with", "without", "through", "from", "over"}
    | {"since", "until", "despite", "amid"}
)
_MODIFIED = 3
_UNMODIFYING = frozenset({"it", "itself", "himself", "herself", "which", "whom", "this", "that"})
_BEFORE_DOING = frozenset({"after", "by", "while", "from", "for", "before", "without"})
_AFTER = frozenset(
    {"and", "or", "but", "for", "with", "at", "by", "has", "had", "is", "was", "fell", "rose"}
)
_CLAUSES = frozenset(
    {"that", "which", "who", "where", "when", "while", "after", "before", "since", "until", ";"}
)


@cache
def heads(measure: Measure) -> frozenset[str]:
    """The nouns that a measure counts, their heads alone."""
    return frozenset(head(noun) for noun in measure.counts if noun != "persons")


def says_else(site: Site, hit: Hit[Expression]) -> bool:
    """Whether the words say something else than the measure, or say it of something else."""
    lone = hit.last - hit.first == 1
    if lone and hit.meaning.form == "verb" and _is_no_verb(site, hit.first):
        return True
    if lone and hit.meaning.form == "noun" and _is_doing(site, hit.first):
        return True
    if _is_led_by(site, hit):
        return True
    if site.figure.kind in _CALENDAR and (_is_season(site, hit) or _is_led_away(site, hit)):
        return True
    if hit.meaning.measure.own:
        return False
    if hit.meaning.form == "noun" and _is_placed(site, hit):
        return True
    if site.figure.kind is not Kind.COUNT:
        return _is_substance(site, hit)
    if _is_size(site) and hit.first >= _noun_end(site):
        # "A 174-car train came off the rails."
        return hit.meaning.form in {"verb", "adjective", "phrase"}
    return site.figure.noun is None and _lacks_noun(site, hit)


def _is_substance(site: Site, hit: Hit[Expression]) -> bool:
    """Whether one word among small ones says it, "of sand", "in cash", in a text that has nothing
    else of the topic."""
    phrase = hit.meaning.form == "phrase" and not hit.meaning.measure.general
    if not phrase or site.page.lower[hit.first] not in _SMALL:
        return False
    if site.figure.kind in _CALENDAR or not measures.is_slight(_words(site, hit)):
        return False
    return len(site.page.lower) > _PAGE // 2 and not _has_topic(site, hit)


def _words(site: Site, hit: Hit[Expression]) -> tuple[str, ...]:
    """The words of a phrase without those of the figure in its midst."""
    return tuple(
        site.page.lower[at] for at in range(hit.first, hit.last) if not site.first <= at < site.last
    )


def _has_topic(site: Site, hit: Hit[Expression]) -> bool:
    """Whether other words of the document are of the measure's topic."""
    words, shown = _words(site, hit), site.page.topics()
    enough = 1 + len(site.page.lower) // _PAGE
    return any(
        len(shown.get(topic, frozenset()).difference(words)) >= enough
        for topic in hit.meaning.measure.topics
    )


def _is_no_verb(site: Site, at: int) -> bool:
    """Whether a word that is a verb elsewhere is a noun here: "the fall", "o'clock"."""
    lower = site.page.lower
    before = lower[at - 1] if at > site.sentence.first else ""
    return before in _DETERMINERS and not lower[at].endswith(("ed", "ing", "en"))


def _is_doing(site: Site, at: int) -> bool:
    """Whether a noun in "-ing" is a verb with what was done: "died after drinking bad spirit"."""
    lower = site.page.lower
    if not lower[at].endswith("ing") or at + 1 >= site.sentence.last:
        return False
    before = lower[at - 1] if at > site.sentence.first else ""
    following = lower[at + 1]
    return before in _BEFORE_DOING and following[0].isalpha() and following not in _SMALL | _AFTER


def _is_placed(site: Site, hit: Hit[Expression]) -> bool:
    """Whether a noun only says where or beside what something is: "840 at the bakery", "in the
    brewery there were two", and nothing between it and the figure makes it what the figure is
    of."""
    if _is_counted(site, hit):
        return False
    lower, at = site.page.lower, _before_phrase(site, hit.first)
    if at is None or lower[at] not in _PLACING:
        return False
    if hit.first >= site.last:
        return not (lower[at] == "in" and hit.first - at == 1)  # "$40m in compensation"
    following = lower[hit.last] if hit.last < site.sentence.last else ""
    return following not in _AT and hit.last != site.first


def _before_phrase(site: Site, first: int) -> int | None:
    """The word before a noun with its article and what modifies it; ``None`` where that is not
    clear."""
    page, at = site.page, first - 1
    named = False
    while at >= site.sentence.first and first - at <= _MODIFIED:
        word = page.lower[at]
        if word in _DETERMINERS:
            return at - 1 if at > site.sentence.first else None
        if word in _PLACING:
            return None if named else at
        if not word[0].isalpha() or word in _UNMODIFYING or site.first <= at < site.last:
            return None
        if word.endswith("s") and not word.endswith("ss"):
            return None  # "over three months inflation ran at"
        named = named or page.raw[at][0].isupper()
        at -= 1
    return None


def _is_led_by(site: Site, hit: Hit[Expression]) -> bool:
    """Whether "by" after a verb makes the figure who did it, or how many were for it, and not what
    was done: "attacked by 12 men", "voted by 91% to walk out". What moves, moves by so much."""
    if site.figure.kind not in _DOING or hit.meaning.form not in {"verb", "phrase"}:
        return False
    lower, at = site.page.lower, site.first - 1
    return hit.last == at and lower[at] == "by" and lower[at - 1] not in _moving()


@cache
def _moving() -> frozenset[str]:
    table = lexicon.load("movements")
    return frozenset((*table["up"], *table["down"], *lexicon.load("comparing")["slowing"]))


def _is_season(site: Site, hit: Hit[Expression]) -> bool:
    """Whether the words only say which part of a year is meant: "by the end of 2027"."""
    lower = site.page.lower
    return hit.last + 1 == site.first and lower[hit.last] == "of" and lower[hit.first] in _SEASONS


def _is_led_away(site: Site, hit: Hit[Expression]) -> bool:
    """Whether another clause begins between the words and a date: "by 2028, mostly on lorries that
    pass each other"."""
    low, high = (hit.last, site.first - 1) if hit.last <= site.first else (site.last, hit.first)
    if hit.first >= site.last and "when" in site.page.lower[low : low + _DAY]:
        return False  # "at noon on 9 April, when it was opened"
    return not _CLAUSES.isdisjoint(site.page.lower[low:high])


def _is_size(site: Site) -> bool:
    """Whether the figure is tied to its noun by a hyphen: "the 174-car train"."""
    span = site.figure.noun_span
    text = site.page.document.text
    return span is not None and text[span.start - 1 : span.start] == "-"


def _noun_end(site: Site) -> int:
    noun = noun_of(site)
    return site.last if noun is None else noun[1]


def _lacks_noun(site: Site, hit: Hit[Expression]) -> bool:
    """Whether nothing that the measure counts is named in a text of some length, so that a figure
    without a noun cannot count it; or another figure counts what the words name: "640 people at two
    shelters, 410 of them"."""
    measure = hit.meaning.measure
    if not measure.counts or measure.persons:
        return False
    if hit.meaning.form in _TELLING and _is_counted_by_other(site, hit):
        return True
    if hit.meaning.form in _FAR and hit.last == site.first and hit.last - hit.first > 1:
        return False
    if _is_elided(site, heads(measure)):
        return True
    return len(site.page.lower) > _SHORT and not site.page.names_any(heads(measure))


def elided(site: Site) -> str | None:
    """The noun that a figure without one most likely leaves out, as the figure before it has it:
    "the fault was in 19 of the classrooms. Ten are to be pulled down"."""
    if site.figure.noun is not None or site.figure.kind is not Kind.COUNT:
        return None
    before = site.page.neighbour(site.sentence, -1)
    beside = before if before is not None and _same_paragraph(before, site) else None
    nouns = [
        figure.noun
        for figure in (*(beside.figures if beside else ()), *site.sentence.figures)
        if figure.kind is Kind.COUNT and figure.span.start < site.figure.span.start
    ]
    return next((head(noun) for noun in reversed(nouns) if noun is not None), None)


def _is_elided(site: Site, nouns: frozenset[str]) -> bool:
    """Whether the noun that is left out is another one than a measure counts."""
    noun = elided(site)
    if noun is None or noun in nouns:
        return False
    before = site.page.neighbour(site.sentence, -1)
    first = before.first if before is not None else site.sentence.first
    words = site.page.lower[first : site.sentence.last]
    return not any(each in words or measures.singular(each) in words for each in nouns)


def _same_paragraph(sentence: Sentence, site: Site) -> bool:
    return sentence.segment.paragraph == site.sentence.segment.paragraph


def _is_counted_by_other(site: Site, hit: Hit[Expression]) -> bool:
    if site.last >= site.sentence.last or site.page.lower[site.last] != "of":
        return False
    start, end = site.span(hit.first, hit.last)
    return any(
        other is not site.figure
        and other.noun_span is not None
        and other.noun_span.start < end
        and start < other.noun_span.end
        for other in site.sentence.figures
    )


def is_loose(site: Site, hit: Hit[Expression], gap: int) -> bool:
    """Whether a lone word that means much else is neither what is counted nor a bare size beside
    the figure, and no other words of the document are of its measure's topic."""
    touches = gap == 0 and hit.last - hit.first == 1
    if hit.meaning.measure.own or site.figure.kind in _TOLD_BY_VERB:
        return False
    if touches and (hit.meaning.measure.general or hit.meaning.form not in _ACTING):
        return False
    if touches and (site.figure.kind is Kind.ORDINAL or _is_counted(site, hit)):
        return False
    if touches and site.page.names_any(_other_heads(hit.meaning.measure, _words(site, hit))):
        return False  # "its tanks were old, and it lost three"
    if not measures.is_loose(_words(site, hit)) or _is_told(site, hit):
        return False
    return not _has_topic(site, hit)


def _other_heads(measure: Measure, words: tuple[str, ...]) -> frozenset[str]:
    return frozenset() if measure.persons else heads(measure).difference(words)


def _is_counted(site: Site, hit: Hit[Expression]) -> bool:
    """Whether words are of the noun that the figure counts."""
    noun = noun_of(site)
    return noun is not None and hit.first < noun[1] and noun[0] < hit.last


def governed(site: Site) -> bool:
    """Whether the figure is what a subject comes to: "the toll stood at 64"."""
    lower, at = site.page.lower, site.first - 1
    if at < site.left:
        return False
    return lower[at] in _COMES_TO or (lower[at] in {"at", "to"} and lower[at - 1] in _MOVES)


def _is_told(site: Site, hit: Hit[Expression]) -> bool:
    """Whether a noun stands straight before what it comes to: "the wait is nine days", "inflation,
    at 4%"."""
    if hit.meaning.form != "noun" or hit.last > site.first:
        return False
    between = site.page.lower[hit.last : site.first]
    if governed(site) and hit.first - site.left <= _HEADING and "," not in between:
        return True  # "shares in the mill closed at 318p"
    return bool(between) and len(between) <= _TOLD and (governed(site) or between[-1] in _AT)


def noun_of(site: Site) -> tuple[int, int] | None:
    """The words of the counted noun, as a half-open range."""
    span = site.figure.noun_span
    if span is None:
        return None
    return site.page.word_at(span.start), site.page.word_at(span.end)
