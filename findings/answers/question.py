"""What a question asks for: a figure, a date, a name; of which years, of whom; and its parts."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from findings.records import Plan
from findings.text.names import names_in
from findings.text.places import find_in
from findings.text.years import year_spans

_SHARE = re.compile(
    r"\b(?:what|which)\s+(?:percentage|per\s?cent|proportion|share|fraction)|\bpercentages?\s+of\b", re.I
)
_MONEY = re.compile(
    r"\bhow\s+(?:much\s+(?:money|funding|extra|additional|was\s+spent|is\s+spent|did\s+\w+\s+spend)|many\s+(?:\w+\s+)?pounds)"
    r"|£|\bbudget\b.*\bhow\s+(?:much|large|big)|\bwhat\s+(?:sum|amount)\b"
    r"|\bhow\s+much\b.*\b(?:costs?|spen[dt]|pay|paid|charged?|invest\w*)\b"
    r"|\bwhat\s+(?:do|does|did|will|would)\b.*(?<!the\s)(?<!of\s)\bcost\b"
    r"|\bwhat\s+(?:is|was|are|were)\s+the\s+(?:\w+\s+)?(?:costs?|price|fees?)\b",
    re.I,
)
_TIME = re.compile(r"\bhow\s+many\s+(?:\w+\s+)?(?:minutes|hours|days|weeks|months|years)\b", re.I)
_COUNT = re.compile(
    r"\bhow\s+many\b|\bwhat\s+(?:is|was|were|are)\s+the\s+(?:total\s+)?(?:number|rate)\b"
    r"|\bhow\s+much\s+(?:is|are|was|were|do|does|did|has|have|of|will|would|more|less)\b",  # not "how much influence"
    re.I,
)
_AVERAGE = re.compile(
    r"\bwhat\s+(?:is|was|were)\s+the\s+(?:average|mean|median|typical)\b|\bon\s+average\b", re.I
)
_SOFT_FIGURE = re.compile(r"\bhow\s+(?:long|often|quickly|soon|frequently|large|big|high|low|far)\b", re.I)
_DATE = re.compile(
    r"\b(?:by|on|from|until|at|in)?\s*(?:what|which)\s+(?:dates?|day|month|year)\b|\bby\s+when\b|\bsince\s+when\b",
    re.I,
)
_WHEN = re.compile(
    r"(?:^|[,;]\s*(?:and\s+)?|\band\s+)when\s+(?:did|was|were|will|is|has|had|do|does)\b", re.I
)
# An event that has happened has a day.
_WHEN_PAST = re.compile(r"(?:^|[,;]\s*(?:and\s+)?|\band\s+)when\s+(?:did|was|were)\b", re.I)
_NAME = re.compile(
    r"\bwhat\s+(?:is|was|are|were)\s+the\s+names?\s+of\b|\b(?:is|was|are|were)\s+\w[\w\s]{0,40}\s+called\s*\??$|"
    r"\b(?:which|what)\s+(?:other\s+|neighbouring\s+|two\s+|three\s+)*(?:councils?|(?:local\s+)?authorit(?:y|ies)|"
    r"boroughs?|count(?:y|ies)|organisations?|provider|contractors?|firms?|business(?:es)?|employers?|suppliers?|"
    r"consultan(?:ts?|cy|cies)|theatres?|museums?|hospitals?|charit(?:y|ies)|compan(?:y|ies)|universit(?:y|ies)|"
    r"towns?|cit(?:y|ies)|police\s+forces?|colleges?|a&e\s+departments?)\b",
    re.I,
)
_PERSON = re.compile(
    r"\bwho\s+(?:is|was|were|are)\s+(?:the|its|their|[A-Z][\w’']*[’']s)\b|\bwhich\s+(?:other\s+)?inspectors?\b"
    r"|\bnames?\s+of\b.*\b(?:directors?|members?|chairs?|heads?|leads?|leaders?|managers?|advisers?|inspectors?|councillors?|judges?)\b"
    r"|\bwho\s+(?:did|has|have|had)\s+(?:[\w’'-]+\s+){1,5}?(?:appoint|hire|recruit|ch[ou]+se|select|replac)\w*",
    re.I,
)
_GRADE = re.compile(
    r"\b(?:what|which)\s+(?:overall\s+)?(?:grades?|judge?ments?|ratings?)\b|\bwhat\s+(?:is|was|were|are)\b.*\b(?:ratings?|grades?|overall\s+effectiveness)\b|\bhow\s+(?:was|were|is|are|did)\b.*\b(?:rated?|graded?|judged?)\b"
    r"|\b(?:rated|graded|judged)\s+(?:as\s+)?(?P<grade>good|outstanding|inadequate|adequate)\b",
    re.I,
)
_COUNTED = re.compile(
    r"\b(?:how\s+many|what\s+(?:is|was|were)\s+the\s+(?:average|mean|median|typical)|(?:percentage|per\s?cent|proportion|share|number)\s+of)\s+(?:of\s+)?(?P<what>(?:[\w’'&-]+\s*){1,6})",
    re.I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|took|take|came|come|went|live|living|miss|who|that|in|on|at|"
    r"by|of|from|for|with|to|had|gained|received|reaching|held|and)\b.*",
    re.I,
)
_PLACE_NAME = re.compile(
    r"\b(?:which|what)\s+(?:other\s+|neighbouring\s+|two\s+|three\s+)*(?:councils?|(?:local\s+)?authorit(?:y|ies)|boroughs?)\b",
    re.I,
)
_WHO = re.compile(
    r"(?:^|[,;:]\s*|\band\s+)(?:by\s+)?whom?\b|\bwhich\s+(?:agenc|organisation|partner|service|team|professional)",
    re.I,
)
_WHY = re.compile(r"\bwhy\b|\bwhat\s+(?:made|caused|led)\b|\breasons?\b", re.I)
_NATIONAL = re.compile(
    r"\b(?:nationally|nationwide|national\s+(?:average|rate|figure|percentage)|(?:in|across|for)\s+(?:the\s+whole\s+of\s+)?"
    r"(?:england|the\s+country|the\s+uk)|england(?:'s|’s)?\s+average)\b",
    re.I,
)
_COMPARED = re.compile(
    r"\b(?:compared?|comparison|against|(?<!other\s)than|differ|above|below|better|worse)\b", re.I
)
_INSPECTED = re.compile(
    r"\b(?P<before>(?:since|after|before|following|until|from|by|prior\s+to|up\s+to|time\s+of)\s+(?:the\s+)?(?:time\s+of\s+"
    r"(?:the\s+)?)?)?(?:[A-Z][a-z]+\s+)?(?P<year>(?:19|20)\d\d)\s+(?:[\w’'-]+\s+){0,4}?(?:inspections?|visits?|letters?|reports?)\b",
    re.I,
)
_PART = re.compile(
    r"\s*[?;]\s+|,?\s+and\s+(?=(?:who|what|why|when|where|which|how|whether)\b)|,\s+(?=(?:who|what|why|when|where|how)\b)",
    re.I,
)
# "What's", and as it is often typed, "whats".
_CONTRACTED = re.compile(r"\b(what|who|when|where|how)['’]?s\b", re.I)
_ASKING = re.compile(r"\b(?:who|what|why|when|where|which|how|whether)\b", re.I)
# Words that ask for a kind of answer and stand in none.
_ASKS = re.compile(
    r"\b(?:percentage|per\s?cent|proportion|share|number|numbers|average|name|names|called|date|happened|other|else|"
    r"nationally|pounds|kind|sort|reason|reasons|so\s+far|to\s+date|overall|wrong|quickly|often|long|well|good)\b",
    re.I,
)


GRADES = frozenset({"outstanding", "good", "adequate", "inadequate", "improvement"})
_ANY = frozenset({"money", "share", "time", "rate", "none", "all", "count"})


@dataclass(frozen=True, slots=True)
class Question:
    """A question read for what an answer must hold. Kinds of figure are those of `figures.Figure`."""

    text: str
    subject: str  # the words searched for, without years and words that only ask
    parts: tuple[str, ...]  # "what X is" and "who runs it"; one for a simple question
    figure: frozenset[str] = (
        frozenset()
    )  # kinds of figure of which the answer must hold one; empty: none asked for
    likes_figure: bool = False  # "how often": a figure would be good
    date: bool = False
    likes_date: bool = False
    moment: bool = False  # when something happened: a date, or "two years ago", "recently"
    name: bool = False  # a proper name must be given
    place_name: bool = False  # that of an authority
    likes_name: bool = False
    person: bool = False  # that of a person
    reason: bool = False
    grade: frozenset[str] = frozenset()  # how something was judged: the grades that would answer
    counted: str = ""  # what is counted: "children" of "how many children"
    national: bool = False  # of the whole country, not of the authority
    average: bool = False  # an average is asked for
    years: tuple[frozenset[int], ...] = ()  # each of these must be spoken of
    inspection_years: frozenset[int] = (
        frozenset()
    )  # "the 2017 inspection": a document of that year is asked about
    names: tuple[str, ...] = ()  # names that must occur
    places: tuple[str, ...] = ()  # authorities named that are not those searched


def read_question(plan: Plan, held: Collection[str] = ()) -> Question:
    """What the question of `plan` asks for. `held` are the authorities of the documents searched."""
    text = _CONTRACTED.sub(r"\1 is", plan.query)
    spans = year_spans(plan.topic)
    subject = plan.topic
    for start, end, _ in reversed(spans):
        subject = subject[:start] + " " + subject[end:]
    subject = " ".join(_ASKS.sub(" ", subject).split())
    if not any(c.isalnum() for c in subject):
        subject = plan.topic
    figure: frozenset[str] = frozenset()
    if _MONEY.search(text):
        figure = frozenset({"money"})
    elif _SHARE.search(text):
        figure = frozenset({"share", "none", "all", "rate"})
    elif _TIME.search(text):
        figure = frozenset({"time"})
    elif _COUNT.search(text) or _AVERAGE.search(text):
        figure = _ANY
    national = bool(_NATIONAL.search(text)) and not _COMPARED.search(text)
    question = Question(
        text=plan.query,
        subject=subject,
        parts=tuple(part.strip() for part in _PART.split(text) if _ASKING.search(part)) or (text,),
        figure=figure,
        likes_figure=bool(_SOFT_FIGURE.search(text)),
        date=bool(_DATE.search(text)),
        likes_date=bool(_WHEN.search(text)),
        moment=bool(_WHEN_PAST.search(text)),
        name=bool(_NAME.search(text)),
        place_name=bool(_PLACE_NAME.search(text)),
        likes_name=bool(_WHO.search(text)),
        person=bool(_PERSON.search(text)),
        reason=bool(_WHY.search(text)),
        grade=_grades_asked(text),
        counted=_counted(text),
        national=national,
        average=bool(_AVERAGE.search(text)),
        years=tuple(dict.fromkeys(years for _, _, years in spans)),
        inspection_years=frozenset(
            int(m["year"]) for m in _INSPECTED.finditer(text) if not m["before"] and not _range_word(text, m)
        ),
        names=names_in(plan),
    )
    known = {*held, *plan.filters.authorities}
    return replace(
        question, places=tuple(dict.fromkeys(n for _, _, n in find_in(plan.topic) if n not in known))
    )


def _grades_asked(text: str) -> frozenset[str]:
    """The grade named ("which were judged inadequate?"), else every grade; none when no grade is asked for."""
    found = _GRADE.search(text)
    if not found:
        return frozenset()
    return frozenset({found["grade"].lower()}) if found["grade"] else GRADES


def _counted(text: str) -> str:
    found = _COUNTED.search(text)
    return " ".join(_VERB.sub("", found["what"]).split()) if found else ""


def _range_word(text: str, match: re.Match[str]) -> bool:
    """ "between the 2022 visit and 2024": the visit is an end of a range."""
    return bool(re.search(r"\b(?:between|since|before|after)\s+(?:the\s+)?$", text[: match.start()], re.I))
