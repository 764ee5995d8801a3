"""Whether the evidence meets what the question asks for: decided before anything is shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from findings.answers.coverage import likeness
from findings.answers.direction import told_opposite
from findings.answers.evidence import Evidence, Sentence, gives_grade
from findings.answers.premise import OPPOSITE, contradicted
from findings.answers.question import Question
from findings.encoding.types import Encoder
from findings.records import Document
from findings.text.content_words import content_words
from findings.text.figures import Figure
from findings.text.matching import significant_stems
from findings.text.stems import stems
from findings.text.years import in_words, listed, year_spans, years_in, years_of

# A sentence that gives what is asked for must be about the question nearly as much as the best one is: the share is in
# the encoder's calibration; of some things more is asked.
OF_FIGURE = 0.55
OF_NAME = 0.7  # names stand in many sentences: nearly every document names its inspectors
# What a question takes for granted is compared with the sentences closest to it.
CLOSEST = 5
_LOOKED_AT = 15  # of them, for the way something went
OF_PLACE = 0.9  # another place's name stands in many a sentence about something else
_NATIONAL = re.compile(r"\b(?:national(?:ly)?|england|country)\b", re.I)
# Words beside a figure that may say what it counts, in characters; how like the counted thing they must be.
_BEFORE, _AFTER = 110, 60
SOME = 0.25  # of the question's words, where what is counted is not named
HALF = 0.5  # of the words of the counted thing, weighed by rarity
_AGO = re.compile(
    r"\b(?:ago|recent(?:ly)?|earlier\s+th(?:is|at)|last\s+(?:year|month|week|inspection)|previous\s+year)\b",
    re.I,
)
# "No child ..." answers how many only when it speaks of just that.
_WEAK = frozenset({"none", "all"})
ALL_WORDS = 0.75
GRADED = 0.5  # share of the question's words that stand in the sentence with the grade
_AVERAGE = re.compile(r"\b(?:average|mean|median|typical(?:ly)?)\b", re.I)
_OF_WORDS = 4  # words after "all" or "no" that may name what is meant
_WITHIN = 40  # characters between "national average" and its figure


@dataclass(frozen=True, slots=True)
class Gap:
    """Something asked for that the evidence does not hold. `whole`: there is no answer without it."""

    kind: str  # place, inspection, year, figure, date, name, names, premise
    reason: str  # one sentence
    whole: bool = True
    told: Sentence | None = None  # the sentence that shows it


def gaps(
    question: Question,
    evidence: Evidence,
    documents: Sequence[Document],
    names: Mapping[str, Collection[str]],
    encoder: Encoder,
) -> tuple[Gap, ...]:
    """What is missing, the most telling first. `documents` are those searched; `names` the names asked about, each
    with the ids of the passages among the evidence that speak of it."""
    holding = [
        s for s in evidence.sentences if all(s.passage.id in places for places in names.values() if places)
    ]
    found: list[Gap] = []
    for place in question.places:
        if not near(evidence, [s for s in evidence.sentences if place in s.text], OF_PLACE):
            found.append(Gap("place", f"No document is about {place}."))
    years = frozenset().union(*(years_of(document) for document in documents))
    for year in sorted(question.inspection_years - years):
        found.append(Gap("inspection", f"No document of an inspection in {year} was searched."))
    if absent := [name for name, places in names.items() if not places]:
        found.append(Gap("names", _nothing(", ".join(absent))))
    if question.figure:
        found += _figure_gap(question, evidence, holding, encoder)
    if question.moment and not near(evidence, [s for s in holding if s.dates or _tells_when(s)]):
        found.append(Gap("date", "The documents do not say when."))
    if question.date and not near(evidence, [s for s in holding if s.dates]):
        found.append(Gap("date", "The documents give no date for this."))
    if (question.name or question.person) and not near(evidence, [s for s in holding if s.names], OF_NAME):
        found.append(Gap("name", "The documents do not give the name asked for."))
    if question.grade and not any(
        s.in_year and s.share >= GRADED and gives_grade(s.text, question.grade)
        for s in near(evidence, holding)
    ):
        found.append(Gap("grade", "The documents give no such judgement."))
    if not question.figure:
        found += _year_gaps(question, evidence)
    of_year = [s for s in holding if s.in_year]
    about = near(evidence, of_year)
    if premise := contradicted(question, about[:CLOSEST], evidence.weights):
        found.append(Gap("premise", premise))
    elif told := told_opposite(question.text, about[:_LOOKED_AT], evidence.weights):
        found.append(Gap("premise", OPPOSITE, told=told))
    return tuple(found)


def near(evidence: Evidence, sentences: Sequence[Sentence], share: float | None = None) -> list[Sentence]:
    """Those of the sentences that are about the question nearly as much as the best of all: `share` of its support."""
    fitted = evidence.fitted.nearness
    best = max((s.support for s in evidence.sentences), default=0.0)
    least = max(fitted.about, (share or fitted.share) * best)
    return [s for s in sentences if s.support >= least]


def giving_figure(question: Question, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that hold a figure of the kind asked for, of the whole country if that is asked."""
    return [
        s
        for s in sentences
        if any(
            f.kind in question.figure
            and (f.kind not in _WEAK or (s.share >= ALL_WORDS and _of_counted(question, s.text, f)))
            and (not question.national or _is_national(s.text, f))
            and (not (question.national and question.average) or _AVERAGE.search(s.text))
            for f in s.figures
        )
    ]


def _of_counted(question: Question, text: str, figure: Figure) -> bool:
    """Whether "no" or "all" is said of what is counted: "all available options" counts no children."""
    after = " ".join(text[figure.start :].split()[1 : 1 + _OF_WORDS])
    head = stems(question.counted)[-1:]
    return not head or head[0] in stems(after)


def counting(
    encoder: Encoder, question: Question, evidence: Evidence, sentences: Sequence[Sentence]
) -> list[Sentence]:
    """Those of the sentences whose figure counts what the question counts: the words themselves stand beside it, or
    a word of like meaning ("one in five children" for "toddlers")."""
    if (
        not question.counted
    ):  # "how much does it spend on agency staff": a sum in a sentence with some of those words
        return [s for s in sentences if s.share >= SOME]
    return [
        s
        for s in sentences
        if _refers(s) or _counts(encoder, question.counted, evidence, _beside(question, s))
    ]


def _counts(encoder: Encoder, counted: str, evidence: Evidence, beside: str) -> bool:
    """Whether the last word of what is counted stands beside a figure, or half of its words by rarity, or words of
    like meaning: of "education providers" education alone counts nothing."""
    here = set(stems(beside))
    words = content_words(counted)
    if words and here & set(stems(words[-1])[-1:]):
        return True
    others = {word.lower() for word in content_words(beside)}
    weight = {
        word: max(evidence.weights.get(stem, 0.0) for stem in significant_stems(word)) for word in words
    }
    met = sum(
        weight[word]
        for word in words
        if here & set(significant_stems(word))
        or likeness(encoder, {word.lower()}, others) >= evidence.fitted.nearness.like
    )
    return met > 0 and met >= HALF * sum(weight.values())


def _refers(sentence: Sentence) -> bool:
    """ "27% of which": what is counted was named before."""
    return any(
        f.kind == "share" and re.match(r"\s+of\s+(?:which|whom|these|those|them)\b", sentence.text[f.end :])
        for f in sentence.figures
    )


def _beside(question: Question, sentence: Sentence) -> str:
    """The words around the figures of the kind asked for."""
    kinds = [f for f in sentence.figures if f.kind in question.figure]
    return " ".join(sentence.text[max(0, f.start - _BEFORE) : f.end + _AFTER] for f in kinds)


def _figure_gap(
    question: Question, evidence: Evidence, holding: Sequence[Sentence], encoder: Encoder
) -> list[Gap]:
    given = near(evidence, giving_figure(question, holding), OF_FIGURE)
    given = counting(encoder, question, evidence, given)
    if any(s.in_year for s in given):
        return []
    if given and question.years:
        best = max(given, key=lambda s: s.support)
        return [Gap("figure", f"The documents give a figure for {_when(best)} only.")]
    if question.national:
        return [Gap("figure", "The documents give no figure for the whole country.")]
    return [Gap("figure", "The documents give no figure for this.")]


def _when(sentence: Sentence) -> str:
    """The years a sentence names, as it prints them; else that of the document."""
    printed = dict.fromkeys(sentence.text[start:end] for start, end, _ in year_spans(sentence.text))
    day = sentence.document.date
    return listed(printed) if printed else str(day.year) if day else "another year"


def _year_gaps(question: Question, evidence: Evidence) -> list[Gap]:
    missing = []
    for years in question.years:
        of_year = [s for s in evidence.sentences if years & (years_in(s.text) | years_of(s.document))]
        if not near(evidence, of_year):
            missing.append(in_words(years))
    whole = len(missing) == len(question.years)
    return [Gap("year", f"The documents say nothing on this for {years}.", whole) for years in missing]


def _is_national(text: str, figure: Figure) -> bool:
    return bool(_NATIONAL.search(text[max(0, figure.start - _WITHIN) : figure.start])) or bool(
        re.match(r"\W+(?:\w+\W+)?(?:nationally|in\s+England|national|England)\b", text[figure.end :], re.I)
    )


def _tells_when(sentence: Sentence) -> bool:
    """ "Two years ago", "recently"."""
    return bool(_AGO.search(sentence.text)) or any(figure.kind == "time" for figure in sentence.figures)


def _nothing(what: str) -> str:
    return f"Nothing was found on: {what}."
