"""The nouns of figcheck: frozen values that flow from one stage to the next.

In: nothing. Out: the types that every other module speaks in. Nothing here reads a file, a clock or
a lexicon, and nobody completes a value after it was made: what is unknown is ``None``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import pint

    from checker.relations import Relation


class Kind(StrEnum):
    """What a figure is. The first eleven are quantities; the rest are read so that nobody takes
    them for quantities."""

    COUNT = "count"
    MEASURE = "measure"
    MONEY = "money"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage-point"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    DURATION = "duration"
    AGE = "age"
    SCALE = "scale"
    VAGUE = "vague"
    DATE = "date"
    YEAR = "year"
    TIME = "time"
    ORDINAL = "ordinal"
    SCORE = "score"
    IDENTIFIER = "identifier"

    @property
    def is_quantity(self) -> bool:
        """True for kinds that measure or count something."""
        return self not in _NO_QUANTITY


_NO_QUANTITY = frozenset(
    {Kind.DATE, Kind.YEAR, Kind.TIME, Kind.ORDINAL, Kind.SCORE, Kind.IDENTIFIER}
)


class Modifier(StrEnum):
    """How the words around a number bound it. "below 6" and "at most 6" differ; so do "5" and
    "about 5"."""

    EXACTLY = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    JUST_OVER = "just-over"
    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"


class Direction(StrEnum):
    """Which way a quantity moved, where the words say so."""

    UP = "up"
    DOWN = "down"


class Form(StrEnum):
    """How a quantity's two ends belong together: one point, a range between them, or a change
    from the one to the other."""

    POINT = "point"
    RANGE = "range"
    CHANGE = "change"


class Role(StrEnum):
    """What part of an article a block is."""

    HEADLINE = "headline"
    DECK = "deck"
    BODY = "body"
    QUOTE = "quote"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"


class Severity(StrEnum):
    """How bad a finding is, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Modality(StrEnum):
    """How far a claim says that its figure is so."""

    ASSERTED = "asserted"
    FORECAST = "forecast"
    TARGET = "target"
    LIMIT = "limit"
    HYPOTHETICAL = "hypothetical"
    POLL = "poll"
    DENIED = "denied"


class Aspect(StrEnum):
    """Which side of a movement a figure stands for: the level now, the level before ("up from 58"),
    or how far it moved ("by 5", "a rise of 5")."""

    LEVEL = "level"
    OLD = "old"
    CHANGE = "change"


class Span(NamedTuple):
    """A half-open range of code points of a document's text."""

    start: int
    end: int


class Cell(NamedTuple):
    """Where a table cell stands: the table's number in the document, and its row and column, all
    from 0. Row 0 is the header row where the markup marks one."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose that figures never cross: a paragraph, a heading, a cell. Set by the
    reader of the format, who alone knows the markup."""

    span: Span
    role: Role
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    ``text`` is as long as ``original``, the file's decoded text: markup is blanked out code point
    for code point, so that a span into ``text`` indexes the file itself. A format with no text of
    its own has its extracted text as both. ``name`` is the path as given. ``source`` is who
    published it, ``sources`` are the files it draws on, ``story`` groups documents that are
    compared with each other.
    """

    name: str
    text: str
    original: str
    blocks: tuple[Block, ...]
    source: str | None = None
    published: date | None = None
    story: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, headline or cell. ``paragraph`` is the index of its block in the document."""

    span: Span
    role: Role
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as written, before any tolerance.

    ``low`` and ``high`` are the ends: equal for a point, in the order of writing for a range, and
    ``None`` where the words leave an end open ("dozens" has no high). ``step`` is the place of the
    last written digit ("1.20 million" has 10,000). ``unit`` is a pint name, ``percent``,
    ``percentage_point``, an ISO 4217 code, or ``None`` for a bare number.
    """

    low: Decimal | None
    high: Decimal | None
    step: Decimal
    unit: str | None = None

    def to_pint(self) -> pint.Quantity[Any]:
        """This quantity as a pint quantity: its middle, or its one known end.

        Returns a :class:`pint.Quantity` with a ``Decimal`` magnitude. Raises
        :class:`checker.errors.UnitError` for a unit that pint does not know, such as a currency.
        """
        from checker import units

        ends = [end for end in (self.low, self.high) if end is not None]
        return units.to_pint(sum(ends, Decimal(0)) / len(ends), self.unit)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a clock time as far as it is written. ``weekday`` counts from Monday, 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text, with what the words beside it make of it.

    ``span`` covers the modifier, the number and the unit; ``noun`` is what is counted, its head
    alone and as written, with ``noun_span`` where it stands. ``pattern`` names the module that
    read the figure. ``moment`` is set for dates, years and clock times, ``quantity`` for all else
    that has a value. A change has its earlier end in ``low`` and its later one in ``high``.
    """

    path: str
    line: int
    column: int
    span: Span
    surface: str
    kind: Kind
    pattern: str
    quantity: Quantity | None = None
    modifier: Modifier = Modifier.EXACTLY
    direction: Direction | None = None
    form: Form = Form.POINT
    noun: str | None = None
    noun_span: Span | None = None
    moment: Moment | None = None

    def as_dict(self) -> dict[str, Any]:
        """The figure as plain values, in the form of ``figcheck figures --format json``: numbers
        are ``int`` where they are whole and ``float`` otherwise, an open end is ``None``."""
        quantity = self.quantity
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "start": self.span.start,
            "end": self.span.end,
            "surface": self.surface,
            "kind": self.kind.value,
            "low": _plain(quantity.low) if quantity else None,
            "high": _plain(quantity.high) if quantity else None,
            "unit": quantity.unit if quantity else None,
            "noun": self.noun,
            "modifier": self.modifier.value,
            "direction": self.direction.value if self.direction else None,
        }


def _plain(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


@dataclass(frozen=True, slots=True)
class Slot:
    """One named facet of a claim: its value in a form that can be compared, the words it rests on
    and where they stand."""

    value: str
    surface: str
    span: Span


@dataclass(frozen=True, slots=True)
class Period:
    """The days for which a claim holds, both ends included; ``None`` is open. A cumulative period
    counts everything up to its end."""

    start: date | None
    end: date | None
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is named as saying it, by which cue ("said", "according to"), and where that stands.
    ``key`` is the speaker in a form that can be compared: folded words, empty where only a pronoun
    is written. ``carried`` is set where it stands in a sentence beside the figure's own, ``vague``
    for sources without a face ("officials", "reports")."""

    speaker: str
    key: str
    cue: str
    span: Span
    carried: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what quantity of which thing, where and when. Every facet is ``None`` when the text
    does not say.

    ``entity`` is what the figure is about, ``counterpart`` the other end of a distance, ``place``
    where it happened, ``scope`` a limit of the count ("new", "so far"), ``statistic`` one of total,
    mean, rate and the like. ``names`` are all names of its sentence, folded, ``hour`` is the hour
    of the day for which it holds; ``settled`` says that its sentence looks back on
    what is long past, or that it only tells which thing is meant.
    """

    figure: Figure
    document: Document
    segment: Segment
    measure: Slot | None = None
    entity: Slot | None = None
    counterpart: Slot | None = None
    place: Slot | None = None
    scope: Slot | None = None
    period: Period | None = None
    statistic: Slot | None = None
    modality: Modality = Modality.ASSERTED
    attribution: Attribution | None = None
    aspect: Aspect = Aspect.LEVEL
    names: tuple[str, ...] = ()
    hour: int | None = None
    settled: bool = False


class Verdict(StrEnum):
    """Whether two claims speak of the same quantity of the same thing."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two claims speak of the same thing, whatever their values: the evidence that agreed,
    and the vetoes, slots known on both sides that differ."""

    verdict: Verdict
    grounds: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """The claims that stand in one role of an alignment; most roles have one."""

    role: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Claims that a relation found to belong together, with the evidence that agreed and what
    remained unknown."""

    relation: str
    members: tuple[Member, ...]
    grounds: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Member]:
        return iter(self.members)


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure leaves room for: from ``low`` to ``high``, ``None`` for no bound. An open end
    is not itself included."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False


class Accord(StrEnum):
    """How the figures of one quantity stand to each other, gravest first: they ``disagree``, and a
    finding says so; they ``differ``, and no rule objects; they ``agree``."""

    DISAGREE = "disagree"
    DIFFER = "differ"
    AGREE = "agree"


@dataclass(frozen=True, slots=True)
class Row:
    """Claims of one story that speak of one quantity, two at least, in the order of the texts, and
    the grounds on which they were put side by side."""

    claims: tuple[Claim, ...]
    accord: Accord
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that was read of one story, quantity by quantity: ``rows`` of two claims or more, those
    that disagree first, and the quantities that stand ``alone``. ``figures`` has dates and the
    like too, ``claims`` what was made of each. ``story`` is its name, or else the folder."""

    story: str
    documents: tuple[Document, ...]
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    rows: tuple[Row, ...]
    alone: tuple[Claim, ...]


class Position(NamedTuple):
    """A place in a file, line and column from 1."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Expression:
    """A piece of a rule to be evaluated or filled in, and where it stands in the rule's file."""

    source: str
    position: Position


@dataclass(frozen=True, slots=True)
class Rule:
    """A declarative rule, checked when it was loaded. ``where`` maps a slot to the values it may
    take and those it must not.

    The last three come from plugins: a rule in Python has ``decide`` in place of ``when`` and
    ``message``, ``functions`` are those that its expressions use beyond the language's own, and
    ``relation`` is what ``given`` names where that is no built-in one.
    """

    id: str
    summary: str
    why: str
    severity: Severity
    given: str
    when: Expression
    message: Expression
    position: Position
    where: tuple[Condition, ...] = ()
    options: tuple[Option, ...] = ()
    let: tuple[tuple[str, Expression], ...] = ()
    fix: Expression | None = None
    paths: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    enabled: bool = True
    decide: Callable[..., str | bool | None] | None = None
    functions: tuple[tuple[str, Callable[..., Any]], ...] = ()
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """``slot`` must hold one of ``values``, or with ``negated`` none of them."""

    slot: str
    values: tuple[str | None, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A rule's knob: its value, which a configuration may replace by another of the same type."""

    name: str
    value: Decimal | str | bool


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure that took part in a finding, located: lines and columns from 1, ``start`` and
    ``end`` from 0, all in code points. ``interval`` is what the figure leaves room for, as text."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    surface: str
    role: str
    interval: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's verdict on an alignment: at least one mention, the first in the document that is
    being checked. ``fingerprint`` depends on the rule and the texts alone, not on offsets."""

    rule: str
    severity: Severity
    message: str
    fingerprint: str
    mentions: tuple[Mention, ...]
    grounds: tuple[str, ...] = ()
    arithmetic: str = ""
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that does not count, with the reason that was given: by a comment in the text
    (``inSource``) or by a baseline (``external``), in the words of SARIF."""

    finding: Finding
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was read, so that silence never looks like agreement. ``comparisons`` counts what
    was put side by side, ``alone`` the claims that were compared with no other. Of pairs of claims
    in two documents that could have been the same, a veto kept ``apart`` some, and for some the
    text leaves it ``undecided``."""

    documents: int = 0
    figures: int = 0
    claims: int = 0
    comparisons: int = 0
    alone: int = 0
    apart: int = 0
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that one run of the rules came to: what a report renders. ``faults`` are the inputs that
    could not be read, ``failed`` the rules, relations and plugins that did not do their work, a
    line each; ``rules`` are those that ran, whether or not they fired; ``suppressed`` are the
    findings that do not count. ``sheets`` are made for the reports that show them, one a story."""

    findings: tuple[Finding, ...] = ()
    documents: tuple[Document, ...] = ()
    rules: tuple[Rule, ...] = ()
    tally: Tally = Tally()
    faults: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    sheets: tuple[Sheet, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all inputs were read and all rules did their work."""
        return not self.faults and not self.failed
