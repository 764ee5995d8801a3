"""What a passage is for: finding, recommendation, case study, standard text or footnote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from findings.reading.marks import without_label
from findings.reading.templates.asks import Asking, asking_of
from findings.reading.templates.template import general
from findings.records import Block

# What asks where nothing is known of the document.
_ANY = "other"

_ASKING_LEAD_IN = re.compile(
    r"(?i)\b(should|must|recommends?( that)?|recommendations?( are)?|needs? to|required to|take action to)\b"
    r"[^.:;]{0,60}:$"
)
_ASKS = re.compile(r"(?i)\b(should|must|needs? to|ensure|improve|strengthen|review|develop)\b")
# The same in the words of bodies that propose, order or agree: "within four weeks the council will pay".
_AGREED = re.compile(
    r"(?i)\b(recommend|propose|agreed?|within \w+ (weeks?|months?|working days)|apologise|pay|be advised)"
)
# A heading below such a one, by its size, that begins a part in which nothing is asked for.
_OTHER_PART = re.compile(
    r"""(?ix)
    \bstrengths?\b(?!\ and\ (weaknesses|areas)) | \bsummary\b | ^inspection\ (findings|judgements?)
    | ^(key|main|headline)\ (findings|judgements?) | ^information\ about | ^next\ steps$
    | \b(doing|working|done)\ well\b
    """
)
# A heading that praises what stands below it.
_PRAISING = re.compile(r"(?i)\bstrengths?\b(?! and (weaknesses|areas))|\b(doing|working|works|done) well\b")
# "There are no areas for priority or immediate action."
_ASKS_NOTHING = re.compile(
    r"(?i)^((there (are|were)|the inspection found|inspectors (found|identified)|we (found|identified)) no"
    r"|(the inspection|inspectors|we) did not (find|identify) any|no)"
    r" (areas|recommendations|requirements|priority actions|immediate actions)\b[^.]{0,80}\.?$"
)
# "We have made the following recommendations", "this section sets out the actions": what follows asks, this does not.
_INTRODUCES = re.compile(
    r"(?i)^(?!.*\b(?:we|I) recommend\b)[^.]{0,160}\b(?:(?:identified|made|makes?|sets?) (?:out )?"
    r"(?:the |a |\w+ ){0,2}(?:following |key |further |priority )*(?:recommendations?|concerns|areas|actions)\b"
    r"|table below shows)"
)
# What a list hangs on that says what was found: "we found that outcomes were:".
_REPORTS = re.compile(r"(?i)\b(?:found|judged|assessed|rated)\b[^.:]*:$")
_CASE = re.compile(r"(?i)^(case|practice|good practice) (study|example)\b")
_STANDARD = re.compile(
    r"""(?ix)
    ^inspectors\ have\ looked\ closely
    | ^(the|this)\ (joint\ |re-?)?(inspection|review)\ (of\ .{0,60}\ )?was\ (carried\ out|conducted)
      \ (under|in\ accordance|by\ the\ chief|at\ the\ request)
    | ^(the|this)\ (inspection|review)\ (team\ )?(was\ led\ by|consisted\ of)
    | ^ofsted\ (produces\ this|has\ powers|published\ the)
    | ^an?\ (outstanding|good|inadequate|local\ authority|lscb)\b.{0,60}
      \b(local\ authority|lscb|lead|is\ (likely|one|judged|an|where))
    | ^in\ an?\ (outstanding|good|inadequate)\ (local\ authority|lscb)
    | ^a\ (local\ authority|lscb)\ that\ (is|requires|requires?\ improvement)
    | ^(a\ full|further)\ (description|details)\ of\ (what\ the|the)\ (inspection\ )?(judgements|grades)
    # "Under section 20 ... only two of nine files" is a finding: only what an inspectorate may do is standard.
    | ^(under|in\ accordance\ with)\ section\ \d+[^.]{0,120}
      \b(ofsted|cqc|chief\ inspector|commission|inspectorate|inspectors)\b[^.]{0,60}
      \b(is\ required\ to|has\ (the\ )?powers?|(must|may)\ (inspect|publish|report)
        |inspects?|visits?|publish(es)?|produces?)\b
    | ^the\ (grade|judgement)\ descriptors
    | ^the\ judgements\ on\ areas\ of\ the\ service\ that\ contribute
    | ^(it|this)\ is\ ofsted’?'?s\ expectation\ that
    | ^inspectors\ considered\ the\ quality\ of\ work\ and\ the\ difference
    """
)


def role(block: Block, text: str, asking: Asking | None = None) -> str:
    """The kind of a passage (one of PASSAGE_KINDS) from where it stands and how it begins; `asking` of its document."""
    asking = asking or asking_of(_ANY)
    if block.kind == "footnote":
        return "footnote"
    if any(_CASE.match(without_label(heading)) for heading in block.section) or _CASE.match(block.lead_in):
        return "case_study"
    if _STANDARD.match(text) or _in_glossary(block, text):
        return "standard"
    if any(begins.match(text) for begins in asking.standard):
        return "standard"
    if _asks(block, text, asking):
        return "recommendation"
    return "finding"


def asks(heading: str) -> bool:
    """Whether recommendations stand under a heading, whoever prints it."""
    return bool(general().asks.headings.match(without_label(heading)))


def deciding(section: Sequence[str]) -> str:
    """The innermost heading that says how to take what stands below it: as asked for, as praise, as a single case; ""
    where there is none, or a part that finds begins below it."""
    for heading in reversed(section):
        words = without_label(heading)
        if asks(words) or _PRAISING.search(words) or _CASE.match(words):
            return heading
        if _OTHER_PART.search(words):
            return ""
    return ""


def _in_glossary(block: Block, text: str) -> bool:
    return any(re.match(r"(?i)what the ([\w ]+ )?judgements mean", heading) for heading in block.section)


def _asks(block: Block, text: str, asking: Asking) -> bool:
    if _ASKS_NOTHING.match(text):
        return False
    if not asking.plain and block.kind == "paragraph" and block.number is None and _INTRODUCES.match(text):
        return False
    if not asking.plain and asking.words(text):
        return True
    if block.lead_in and (
        _ASKING_LEAD_IN.search(block.lead_in) if asking.plain else asking.lead_in(block.lead_in)
    ):
        return True
    if not asking.plain and _REPORTS.search(block.lead_in):
        return False
    under = [place for place, heading in enumerate(block.section) if asking.heading(heading)]
    if not under or any(
        _OTHER_PART.search(without_label(heading)) for heading in block.section[under[-1] + 1 :]
    ):
        return False
    if block.kind in {"bullet", "row"} or block.number is not None or _ASKS.search(text):
        return True
    return not asking.plain and _AGREED.search(text) is not None
