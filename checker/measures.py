"""The measures that news counts: what is measured, and the words that say so.

In: ``lexicon/measures/*.yml``, one file a topic. Out: ``Measure``s by name, and a phrase book of
the words that express them, every form spelled out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product
from typing import Any, NamedTuple

from checker import lexicon
from checker.errors import LexiconError, suggestion
from checker.lexicon.phrases import Phrasebook, indexed, words

BEHAVIOURS = frozenset({"event", "running", "state", "flow"})
KEYS = frozenset(
    {"behaviour", "dimension", "counts", "verbs", "nouns", "adjectives", "phrases", "units"}
    | {"within", "apart", "implied_by"}
)
LISTS = ("counts", "verbs", "nouns", "adjectives", "phrases", "units", "apart", "implied_by")
_SPELLED = frozenset({"nouns", "verbs", "adjectives", "phrases", "implied_by"})
_WORDS = frozenset({"verbs", "nouns", "adjectives", "phrases"})
_PERSONS = "persons"
# A word that stands in the phrases of more topics than that tells none; nor do the shortest.
_FEW = 3
_ENDINGS = (
    "men",
    "women",
    "goers",
    "ists",
    "ians",
    "holders",
    "keepers",
    "dwellers",
    "makers",
    "workers",
)
_SHORT = 3
_HOW = ("adjective", "implied", "noun", "phrase", "verb")


class Measure(NamedTuple):
    """What is measured. ``dimensions`` are those of the unit it is stated in, ``counts`` the plural
    nouns that fit, in lower case; ``persons`` says that any noun for people does, ``own`` that a
    desk's lexicon has it, ``general`` that it is a bare size of anything, to which a measure of its
    dimension that says more is preferred. ``topics`` are the files that it stands in."""

    name: str
    behaviour: str
    dimensions: frozenset[str]
    counts: frozenset[str]
    persons: bool = False
    within: str | None = None
    apart: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    own: bool = False
    general: bool = False
    topics: frozenset[str] = frozenset()


class Expression(NamedTuple):
    """A phrase's meaning: its measure, and whether it is a noun, verb, adjective, phrase or, as
    ``implied``, a counted noun that carries the measure by itself."""

    measure: Measure
    form: str


@cache
def measures() -> dict[str, Measure]:
    """Every measure by its name.

    Raises :class:`checker.errors.LexiconError`, with file and entry, for a lexicon that is wrong.
    """
    return {name: measure(name) for name in _table()}


@cache
def measure(name: str) -> Measure:
    """The measure of a name, which a text that needs a few of them makes alone.

    Raises ``KeyError`` for one that is in no lexicon.
    """
    return _measure(name, _table()[name])


@cache
def _table() -> dict[str, dict[str, Any]]:
    """Every entry by its name, without its words and with the topics in which it stands."""
    made: dict[str, dict[str, Any]] = lexicon.kept("measures", _wordless)
    return made


def _wordless() -> dict[str, dict[str, Any]]:
    own = {name for topic in lexicon.added("measures") for name in lexicon.load(topic)}
    general = lexicon.load("loose")["general"]
    topics = _topics()
    return {
        name: {key: value for key, value in entry.items() if key not in _WORDS}
        | {"own": name in own, "general": name in general, "topics": sorted(topics[name])}
        for name, entry in _entries().items()
    }


def names() -> frozenset[str]:
    """The names of all measures. Raises as :func:`measures` does."""
    return frozenset(_table())


@cache
def _topics() -> dict[str, frozenset[str]]:
    """The files in which each measure stands."""
    found: dict[str, set[str]] = {}
    for topic in lexicon.names("measures"):
        for name in lexicon.load(topic):
            found.setdefault(name, set()).add(topic.rpartition("/")[2])
    return {name: frozenset(topics) for name, topics in found.items()}


@cache
def telling() -> dict[str, tuple[str, ...]]:
    """The words by which a text shows its topic, each with its topics: those that stand in the
    phrases of few."""
    made: dict[str, list[str]] = lexicon.kept("telling words", _telling)
    return {word: tuple(topics) for word, topics in made.items()}


def _telling() -> dict[str, list[str]]:
    topics: dict[str, set[str]] = {}
    of = _topics()
    for name, entry in _entries().items():
        for _, form in _forms(_plain(entry)):
            for word in form:
                if len(word) > _SHORT and word[0].isalpha():
                    topics.setdefault(word, set()).update(of[name])
        for noun in entry.get("counts", ()):
            topics.setdefault(noun.lower(), set()).update(of[name])
    return {word: sorted(of) for word, of in sorted(topics.items()) if len(of) <= _FEW}


def kin(one: str, other: str) -> bool:
    """Whether two measures may be one thing, told more and less closely: one of them is general,
    and both have a dimension in common. "A wave of 3 metres" is as high as its tsunami, and a dam
    that is at 40% of capacity is 40% full."""
    closer: dict[str, list[str]] = lexicon.load("loose")["closer"]
    if other in closer.get(one, ()) or one in closer.get(other, ()):
        return True
    a, b = measure(one), measure(other)
    if one in b.apart or other in a.apart or a.general == b.general:
        return one == other
    return not a.dimensions.isdisjoint(b.dimensions)


@cache
def meaning(place: int) -> Expression:
    """What a phrase of a measure means, by its place among all that they can mean."""
    return Expression(measure(_names()[place // len(_HOW)]), _HOW[place % len(_HOW)])


@cache
def how_many_meanings() -> int:
    """How many places :func:`meaning` knows."""
    return len(_names()) * len(_HOW)


@cache
def _names() -> tuple[str, ...]:
    return tuple(_table())


def forms() -> Iterator[tuple[tuple[str, ...], int]]:
    """Every form of every phrase of every measure, as words, with the place of what it means in
    :func:`meaning`."""
    for place, entry in enumerate(_entries().values()):
        for how, form in sorted(set(_forms(entry))):
            yield form, place * len(_HOW) + _HOW.index(how)


@cache
def phrasebook() -> Phrasebook[Expression]:
    """The phrases of the measures alone, by their first word."""
    return Phrasebook(lexicon.kept("phrases of measures", _index), meaning)


def _index() -> str:
    return indexed(forms())


@cache
def expressed(phrase: str) -> frozenset[str]:
    """The names of the measures that a phrase as written can stand for."""
    form = words(phrase)
    hits = phrasebook().hits(form, 0, len(form))
    return frozenset(
        hit.meaning.measure.name for hit in hits if hit.first == 0 and hit.last == len(form)
    )


@cache
def persons() -> frozenset[str]:
    """Plural nouns for people, in lower case."""
    return frozenset(lexicon.load("persons")["nouns"])


@cache
def are_persons(noun: str) -> bool:
    """Whether a plural noun is one for people, by the list or by its ending."""
    return noun in persons() or noun.endswith(_ENDINGS) or noun in _peoples()


@cache
def loose() -> frozenset[str]:
    """Every form of the words that measure something in one topic and mean much else elsewhere."""
    table = lexicon.load("loose")
    forms_ = {form for verb in table["verbs"] for form in inflections(verb)}
    forms_ |= {form for noun in table["nouns"] for form in (noun, plural(noun))}
    return frozenset(forms_ | set(table["other"]))


@lru_cache(maxsize=1 << 14)
def is_loose(phrase: tuple[str, ...]) -> bool:
    """Whether words say a measure in one topic and mean much else elsewhere: a loose one, or
    several that are all light."""
    if len(phrase) == 1:
        return phrase[0] in loose()
    return _light().issuperset(phrase)


def is_slight(phrase: tuple[str, ...]) -> bool:
    """Whether a phrase has one word behind its first that is not small: "of sand", "a bag"."""
    return len(phrase) > 1 and len([word for word in phrase[1:] if word not in _light()]) <= 1


@cache
def _light() -> frozenset[str]:
    return frozenset(lexicon.load("loose")["light"])


@cache
def _peoples() -> frozenset[str]:
    return frozenset(word for words_ in lexicon.load("demonyms").values() for word in words_)


@cache
def generic_persons() -> frozenset[str]:
    """Plural nouns for people that leave open who they are."""
    return frozenset(lexicon.load("persons")["generic"])


@cache
def _entries() -> dict[str, dict[str, Any]]:
    """Every entry by its name. What two topics say about one measure is taken together."""
    found: dict[str, dict[str, Any]] = {}
    for topic in lexicon.names("measures"):
        table = lexicon.load(topic)
        if not isinstance(table, dict):
            raise LexiconError(f"{topic}.yml: must map names of measures to what they are")
        for name, entry in table.items():
            fault, made = _fault(name, entry), entry
            if fault is None and name in found:
                fault, made = _joined(found[name], entry)
            if fault is not None:
                raise LexiconError(f"{topic}.yml: measure '{name}' {fault}")
            found[name] = made
    return found


def _joined(one: dict[str, Any], other: dict[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """Two entries for one measure as one, or what keeps them apart."""
    for key in ("behaviour", "within"):
        if key in one and key in other and one[key] != other[key]:
            return f"has another {key} in an earlier file: {one[key]}, not {other[key]}", one
    made = one | other
    for key in ("dimension", *LISTS):
        if key in one and key in other:
            made[key] = [*dict.fromkeys([*_listed(one[key]), *_listed(other[key])])]
    return None, made


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _fault(name: object, entry: object) -> str | None:
    if not isinstance(name, str) or not name.isidentifier():
        return "needs a name of letters and underscores"
    if not isinstance(entry, dict):
        return "must be a mapping"
    for key in entry:
        if key not in KEYS:
            return f"has an unknown key '{key}'{suggestion(str(key), KEYS)}"
    if entry.get("behaviour") not in BEHAVIOURS:
        return f"needs a behaviour: one of {', '.join(sorted(BEHAVIOURS))}"
    if not entry.get("dimension"):
        return "needs a dimension, such as count"
    for key in LISTS:
        values = entry.get(key, [])
        if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
            return f"needs a list of words under '{key}'"
    return None


def _measure(name: str, entry: dict[str, Any]) -> Measure:
    counts = frozenset(str(noun).lower() for noun in entry.get("counts", ()))
    return Measure(
        name,
        entry["behaviour"],
        frozenset(_listed(entry["dimension"])),
        counts | frozenset(noun.lower() for noun in entry.get("implied_by", ())),
        _PERSONS in counts,
        entry.get("within"),
        frozenset(entry.get("apart", ())),
        frozenset(entry.get("units", ())),
        entry["own"],
        entry["general"],
        frozenset(entry["topics"]),
    )


def _forms(entry: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for noun in _spelled(entry, "nouns"):
        yield "noun", noun
        yield "noun", (*noun[:-1], plural(noun[-1]))
    for verb in _spelled(entry, "verbs"):
        for form in inflections(verb[0]):
            yield "verb", (form, *verb[1:])
    for adjective in _spelled(entry, "adjectives"):
        yield "adjective", adjective
    for phrase in _spelled(entry, "phrases"):
        yield "phrase", phrase
    for noun in _spelled(entry, "implied_by"):
        yield "implied", noun


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without what is spelled as one of several, whose many words tell of no topic."""
    return {
        key: [phrase for phrase in value if "|" not in phrase] if key in _SPELLED else value
        for key, value in entry.items()
    }


def _spelled(entry: dict[str, Any], kind: str) -> Iterator[tuple[str, ...]]:
    """The phrases of one kind, each as words; "back a|the|its strike|walk_out" is six of them."""
    for phrase in entry.get(kind, ()):
        if "|" not in phrase:
            yield words(phrase)
            continue
        choices = [word.replace("_", " ").split("|") for word in phrase.split()]
        for chosen in product(*choices):
            if _says_enough(made := words(" ".join(chosen))):
                yield made


def _says_enough(phrase: tuple[str, ...]) -> bool:
    """Whether one of several phrases spelled as one says more than small words, people and a word
    that means much else."""
    told = [word for word in phrase if word not in _light() and word not in persons()]
    return len(phrase) > 1 and (len(told) > 1 or (bool(told) and told[0] not in loose()))


def plural(noun: str) -> str:
    """The plural of an English noun, in lower case."""
    irregular: dict[str, str] = lexicon.load("verbs")["plurals"]
    if noun in irregular:
        return irregular[noun]
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun if noun.endswith("ss") is False and noun.endswith("s") else f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def singular(noun: str) -> str:
    """The singular of an English plural, in lower case; a word that is none comes back as it is."""
    irregular = _singulars()
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("ches", "shes", "sses", "xes", "zes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


@cache
def _singulars() -> dict[str, str]:
    table: dict[str, str] = lexicon.load("verbs")["plurals"]
    return {many: one for one, many in table.items()}


@cache
def pasts() -> frozenset[str]:
    """The past forms of the irregular verbs."""
    irregular: dict[str, list[str]] = lexicon.load("verbs")["irregular"]
    return frozenset(form for forms in irregular.values() for form in forms)


def inflections(verb: str) -> Iterable[str]:
    """Every form of an English verb given its lemma, in lower case."""
    irregular: dict[str, list[str]] = lexicon.load("verbs")["irregular"]
    forms = {verb, _third_person(verb), _ing(verb)}
    if verb in irregular:
        return sorted(forms | set(irregular[verb]))
    return sorted(forms | {_past(verb)})


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def _doubles(verb: str) -> bool:
    """Whether the last letter is written twice: stop, stopped. Verbs of two syllables that do are
    listed."""
    doubled: list[str] = lexicon.load("verbs")["doubled"]
    if verb in doubled:
        return True
    vowels = sum(letter in "aeiou" for letter in verb)
    return (
        vowels == 1
        and len(verb) > 2
        and verb[-1] not in "aeiouwxy"
        and verb[-2] in "aeiou"
        and verb[-3] not in "aeiou"
    )


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}ed" if _doubles(verb) else f"{verb}ed"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if _doubles(verb) else f"{verb}ing"


KEPT = {"measures": _wordless, "telling words": _telling, "phrases of measures": _index}
"""What :func:`checker.lexicon.kept` keeps of it, by its name."""
