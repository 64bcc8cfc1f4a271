"""The laws of the figure reader: a number reads back as itself, however it is written, and no text
whatever confuses the spans.

In: numbers rendered by this file's own writers, texts of fragments, texts of anything. Out: tests.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.documents import document
from checker.figures import figures as read_figures
from checker.model import Figure, Kind

settings.register_profile("figures", deadline=None, max_examples=60)
LAWS = settings(settings.get_profile("figures"))
FEW = settings(settings.get_profile("figures"), max_examples=25)

Writer = Callable[[int], str]


def read(text: str) -> tuple[Figure, ...]:
    return read_figures(document(text, "law.txt"))


def quantities(text: str) -> list[Figure]:
    return [figure for figure in read(text) if figure.kind.is_quantity]


def only(text: str) -> Figure:
    """The one quantity of a text."""
    found = quantities(text)
    assert len(found) == 1, f"{text!r} is read as {[(f.surface, f.kind.value) for f in found]}"
    return found[0]


def value(text: str) -> Decimal:
    """The value of the one quantity of a text."""
    quantity = only(text).quantity
    assert quantity is not None, text
    assert quantity.low == quantity.high, text
    assert quantity.low is not None, text
    return quantity.low


# ------------------------------------------------------------------------------------ the writers

_UNDER_TWENTY = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
    """
ONES = _UNDER_TWENTY.split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
GREAT = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def spelled(number: int, joint: str = " and ", hyphen: str = "-") -> str:
    """A whole number in words, as a cheque has it."""
    for size, name in GREAT:
        if number >= size:
            above, below = divmod(number, size)
            lead = f"{spelled(above, joint, hyphen)} {name}"
            if not below:
                return lead
            return lead + (joint if below < 100 else " ") + spelled(below, joint, hyphen)
    if number >= 100:
        above, below = divmod(number, 100)
        return f"{ONES[above]} hundred" + (joint + spelled(below, joint, hyphen) if below else "")
    if number >= 20:
        return TENS[number // 10] + (hyphen + ONES[number % 10] if number % 10 else "")
    return ONES[number]


def grouped(sign: str) -> Writer:
    return lambda number: f"{number:,}".replace(",", sign)


def indian(number: int) -> str:
    """Groups of two above the last three digits: 12,34,567."""
    digits = str(number)
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, at - 2) : at] for at in range(len(head), 0, -2)][::-1]
    return ",".join([*pairs, tail])


WRITERS: dict[str, Writer] = {
    "commas": grouped(","),
    "spaces": grouped(" "),
    "no-break spaces": grouped("\u00a0"),
    "thin spaces": grouped("\u2009"),
    "narrow no-break spaces": grouped("\u202f"),
    "apostrophes": grouped("'"),
    "curly apostrophes": grouped("’"),
    "Indian groups": indian,
    "plain digits": str,
    "words": spelled,
    "words without and": lambda number: spelled(number, " "),
    "words without hyphens": lambda number: spelled(number, hyphen=" "),
    "words in capitals": lambda number: spelled(number).upper(),
}
COUNTS = st.integers(2, 999) | st.integers(1000, 10**7) | st.integers(10**7, 10**15 - 1)


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
@given(number=COUNTS)
@LAWS
def test_a_whole_number_reads_back(writer: Writer, number: int) -> None:
    figure = only(f"The inspectors counted {writer(number)} homes along the canal.")
    assert figure.quantity is not None
    assert figure.quantity.low == figure.quantity.high == number
    assert figure.noun == "homes"
    assert figure.surface == " ".join(writer(number).split())


DECIMALS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(1, 10**7),
    st.integers(1, 4),
)


@given(number=DECIMALS)
@LAWS
def test_a_decimal_reads_back_and_keeps_its_last_place(number: Decimal) -> None:
    quantity = only(f"The sample weighed {number:,f} kilograms at noon.").quantity
    assert quantity is not None
    assert quantity.low == quantity.high == number
    assert quantity.step == Decimal(1).scaleb(int(number.as_tuple().exponent))


@given(number=st.integers(1, 99), digits=st.lists(st.integers(0, 9), min_size=1, max_size=3))
@FEW
def test_a_spelled_decimal_reads_back(number: int, digits: list[int]) -> None:
    words = f"{spelled(number)} point {' '.join(ONES[digit] for digit in digits)}"
    wanted = Decimal(f"{number}.{''.join(map(str, digits))}")
    assert value(f"It rained {words} inches over the weekend.") == wanted


MAGNITUDES = {
    " thousand": 10**3, " million": 10**6, " billion": 10**9, " trillion": 10**12, " lakh": 10**5,
    " crore": 10**7, "k": 10**3, "bn": 10**9, " bn": 10**9, "tn": 10**12, "mn": 10**6,
    " mln": 10**6, "-million": 10**6, " MILLION": 10**6, " dozen": 12,
}  # fmt: skip
SMALL_DECIMALS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(11, 999), st.integers(0, 2)
)


@pytest.mark.parametrize(("word", "size"), MAGNITUDES.items())
@given(number=SMALL_DECIMALS)
@FEW
def test_a_magnitude_multiplies(word: str, size: int, number: Decimal) -> None:
    assert value(f"The museum drew {number:f}{word} visitors.") == number * size


SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "US$": "USD", "A$": "AUD", "¥": "JPY", "EUR ": "EUR"}
MONEY_SIZES = {"": 1, "m": 10**6, "bn": 10**9, "tn": 10**12, " million": 10**6, "k": 1000}


@pytest.mark.parametrize("sign", SIGNS)
@given(number=SMALL_DECIMALS, size=st.sampled_from(sorted(MONEY_SIZES)), minus=st.booleans())
@FEW
def test_money_reads_back_with_its_sign(sign: str, number: Decimal, size: str, minus: bool) -> None:
    lead = "-" if minus else ""
    figure = only(f"The fund closed at {lead}{sign}{number:f}{size} on the day.")
    wanted = number * MONEY_SIZES[size] * (-1 if minus else 1)
    assert figure.kind is Kind.MONEY
    assert figure.quantity is not None
    assert (figure.quantity.low, figure.quantity.unit) == (wanted, SIGNS[sign])


VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8)}


@given(
    whole=st.integers(1, 99), sign=st.sampled_from(sorted(VULGAR)), gap=st.sampled_from(["", " "])
)
@FEW
def test_a_mixed_fraction_reads_back(whole: int, sign: str, gap: str) -> None:
    top, bottom = VULGAR[sign]
    wanted = whole + Decimal(top) / bottom
    assert value(f"The trail is {whole}{gap}{sign} miles long.") == wanted


@given(top=st.integers(1, 9), bottom=st.integers(3, 9))
@FEW
def test_a_spelled_fraction_reads_back(top: int, bottom: int) -> None:
    name = ["third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth"][bottom - 3]
    if top >= bottom:
        top = 1
    words = f"{ONES[top]}-{name}{'s' if top > 1 else ''}"
    assert value(f"The levy fell on {words} of households.") == Decimal(top) / bottom


@given(digits=st.integers(10, 99), power=st.integers(-12, 20))
@FEW
def test_scientific_notation_reads_back(digits: int, power: int) -> None:
    number = Decimal(digits).scaleb(-1)
    for text in (f"{number}e{power}", f"{number} x 10^{power}", f"{number}×10^{power}"):
        assert value(f"The flux was {text} grams in all.") == number.scaleb(power)


UNITS = (
    "kilometres", "miles per hour", "percent", "percentage points", "degrees Celsius", "tonnes",
    "hours", "dollars", "square miles", "euros a barrel", "basis points", "cubic feet",
)  # fmt: skip


@pytest.mark.parametrize("word", UNITS)
@given(number=st.integers(2, 900), shout=st.sampled_from([str.upper, str.title, str.capitalize]))
@FEW
def test_the_case_of_a_unit_in_words_does_not_matter(
    word: str, number: int, shout: Callable[[str], str]
) -> None:
    plain = only(f"The report gave {number} {word}.").quantity
    loud = only(f"The report gave {number} {shout(word)}.").quantity
    assert plain is not None
    assert plain == loud
    assert plain.unit is not None


# -------------------------------------------------------------------------------------- any text

_PRINTED = """
    1 2 3 10 12 20 25 52 1.5 1,000 12,34,567 1990 2024 3/4 10/11 1e5 007 5'6" 5ft 6ft2in 12:30
    3-2 20-30 ½ 3½ ² ± + - – — − % $ £ € ¥ US$ A$ RM Rs kr EUR ° °C ' " ’ ” ( ) [ ] , . ; : / &
    # @ * = ~ < > ≥ … one two three ten twelve twenty hundred thousand million billion dozen
    dozens scores half third thirds quarter and a an the of to from between or in per than more
    less least most about nearly almost up down by rose fell plus minus point percent percentage
    points basis bn m k km mph kg feet foot inches miles hours minutes year years old aged day
    days a.m. p.m. January Jan. Monday May first second 1st 2nd 21st No. Mr. Smith, Flight S&P
    Category magnitude people killed votes dollars cents pounds times double doubled twice fold
    é ß İ 中 🎉 ́ ٣ ５
    """
FRAGMENTS = [*_PRINTED.split(), "\n", "\u00a0", "\u2009", "\u202f", "\u200b"]
NEWSLIKE = st.builds(
    lambda parts: "".join(part + gap for part, gap in parts),
    st.lists(
        st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from([" ", "", " ", "-"])),
        max_size=30,
    ),
)
ANYTHING = st.text(max_size=80) | NEWSLIKE


def assert_spans_are_sound(text: str, found: tuple[Figure, ...]) -> None:
    """Spans index the text, in order, none over another; a surface is the text on one line."""
    after = 0
    for figure in found:
        start, end = figure.span
        assert after <= start < end <= len(text), (figure, text)
        assert figure.surface == " ".join(text[start:end].split()), (figure, text)
        lines = text[:start].split("\n")
        assert (figure.line, figure.column) == (len(lines), len(lines[-1]) + 1), (figure, text)
        if figure.noun_span is not None:
            assert 0 <= figure.noun_span.start < figure.noun_span.end <= len(text)
        after = end


@given(text=ANYTHING)
@example(text="Doubled-ubl, a percentage point ercentage, in her forties ties")
@settings(LAWS, max_examples=500)
def test_spans_are_sound_in_any_text(text: str) -> None:
    made = document(text, "law.txt")
    found = read_figures(made)
    assert_spans_are_sound(made.text, found)
    for figure in found:
        figure.as_dict()


@given(text=NEWSLIKE)
@settings(LAWS, max_examples=200)
def test_a_quantity_has_a_value_and_nothing_else_has_one_to_compare(text: str) -> None:
    for figure in read(text):
        if figure.kind.is_quantity:
            assert figure.quantity is not None
            assert figure.quantity.step > 0
            assert (figure.quantity.low, figure.quantity.high) != (None, None)


def _shifted(figure: Figure, by: int) -> tuple[object, ...]:
    span = (figure.span.start + by, figure.span.end + by)
    return (span, figure.surface, figure.kind, figure.quantity, figure.modifier, figure.direction,
            figure.form, figure.noun, figure.moment)  # fmt: skip


@given(first=NEWSLIKE, second=NEWSLIKE)
@settings(LAWS, max_examples=150)
def test_paragraphs_are_read_apart(first: str, second: str) -> None:
    joint = "\n\n"
    # Without an edge that is blank itself, the paragraph ends are where the two texts meet.
    first, second = f"x {first} x", f"x {second} x"
    apart = [_shifted(figure, 0) for figure in read(first)]
    apart += [_shifted(figure, len(first) + len(joint)) for figure in read(second)]
    assert [_shifted(figure, 0) for figure in read(first + joint + second)] == apart


ENDLESS = (
    "1,", "1 ", "1-", "-", "1-a-", "one ", "one and ", "million ", "two-", "5'6\"", "½", "((",
    "from 1 to ", "Jan ", "1,1", "2020", "5 million ", "a ", "1\u2009", "555-", "a½-", "dozen ",
    "1 in ", "thirds-", "ubl-",
)  # fmt: skip


@pytest.mark.parametrize("piece", ENDLESS)
def test_a_text_of_one_piece_without_end_is_read(piece: str) -> None:
    text = piece * (8000 // len(piece))
    made = document(text, "law.txt")
    assert_spans_are_sound(made.text, read_figures(made))
    for figure in read_figures(made):
        assert len(str(figure.as_dict())) < 20_000
