"""What speaks for two figures being one, and against it, in log-odds.

In: nothing. Out: a weight for each name that ``resolution.evidence_of`` gives.

The weights were fitted to the pairs of marked stories by ``benchmarks/weights.py`` and rounded;
benchmarks/cases.md has what was found and missed with them. Those of what few pairs have (two
units, partitives, ends) are set by hand.
"""

from __future__ import annotations

SLOTS, ONLY = "slots agree", "only of the measure"
WEIGHTS = {
    "": -4.2,
    "same measure": 1.0,
    "both count": 1.2,
    "both count one sort": 1.2,
    "same thing": 1.6,
    "sure": 4.0,
    "same time": 2.1,
    "same hour": 0.5,
    "hour of one": 0.0,
    "same speaker": 1.4,
    "partner": 0.9,
    "parts of one whole": 1.4,
    "only": 0.6,
    SLOTS: 0.5,
    ONLY: 0.7,
    "words": 0.3,
    "close words": 2.0,
    "digits swapped": 3.6,
    "many digits swapped": 3.8,
    "most digits swapped": 4.0,
    "size swapped": 1.2,
    "zeros lost": 1.5,
    "units swapped": 2.5,
    "scales swapped": 3.5,
    "many scales swapped": 4.5,
    "less than twice": 1.5,
    # By less than a third.
    "near": 0.4,
    "one digit": 1.5,
    # Of articles that tell mostly the same: neither figure stands in the other one. What is left
    # over is more often of two things, unless nothing else of its sort is.
    "left over": -0.8,
    "left over of like texts": 1.7,
    "left over far apart": -0.8,
    "left over of another": -1.5,
    "left over with as many digits": 1.1,
    "alone left over": 1.1,
    "all that is left": 0.6,
    "only day ahead": 1.0,
    "only day past": 0.5,
    "day or month alone": 2.5,
    "last day of one": -1.5,
    "known to one": -1.8,
    "company": 0.8,
    "slip in company": 1.5,
    "misread": -1.0,
    "like nouns": 1.4,
    "one predicate": 1.3,
    "one value": 1.5,
    "a length": 0.7,
    # Every street has another one.
    "a temperature": -1.5,
    "a count": -0.1,
    "an ordinal": -1.0,
    "a percent": -0.9,
    "a ratio": -1.0,
    "a money": -0.1,
    "a date": 0.2,
    "a year": -0.1,
    "a time": 0.3,
    "a clock time": 1.0,
    "a score": 1.3,
    "grown": -2.4,
    "scopes": -1.0,
    "nouns": -1.5,
    "things": -5.0,
    "occasions": -0.9,
    "qualifiers": -1.5,
    "measures": -0.5,
    "modalities": -0.5,
    "days_ahead": -0.8,
    "of_them": -1.5,
    "partitives": -1.5,
    "ends": -1.0,
    "two speakers": -0.5,
    "two names": -0.8,
    "cell": -0.9,
    "no measure": -0.9,
    "other bounds": 0.7,
    "many": -0.3,
}
