"""What a passage is for: finding, recommendation, case study, standard text or footnote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from findings.reading.marks import without_label
from findings.records import Block

# Headings under which inspectorates ask for something: Ofsted, CQC, HMICFRS, HMI Probation.
_ASKING = re.compile(
    r"""(?ix)
    ^(key\ |national\ |joint\ |our\ |local\ )?recommendations?\b(?!\ from\ (the\ )?(last|previous))
    | ^what\ (does|do|must|should)\ .{0,60}\bimprove\b | ^what\ needs\ to\ (improve|change)
    | ^areas?\ (for|of|requiring)\ (priority\ )?(improvement|action|development)
    | ^areas?\ (that|which)\ (require|need)
    | ^priority\ (and\ immediate\ )?actions? | ^immediate\ actions? | ^priority\ areas?\ for
    | ^priorities\ for\ (further\ )?improvement
    | ^actions?\ (the\ )?.{0,60}\b(must|should)\b | ^actions?\ (required|needed)
    | ^(the\ )?.{0,40}\b(provider|service|trust|force|organisation)s?\ (must|should)\b
    | ^causes?\ of\ concern | ^requirements?$ | ^improvements?\ (required|needed)
    | ^(immediately|within\ (three|six|twelve|\d+)\ months)$
    """
)
_ASKING_LEAD_IN = re.compile(
    r"(?i)\b(should|must|recommends?( that)?|recommendations?( are)?|needs? to|required to|take action to)\b"
    r"[^.:;]{0,60}:$"
)
_ASKS = re.compile(r"(?i)\b(should|must|needs? to|ensure|improve|strengthen|review|develop)\b")
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
    | ^(under|in\ accordance\ with)\ section\ \d+[^.]{0,120}\b(ofsted|cqc|chief\ inspector|commission|inspectorate)\b
      [^.]{0,60}\b(is\ required\ to|has\ (the\ )?powers?|(must|may)\ (inspect|publish|report)
        |inspects|publishes|produces)\b
    | ^the\ (grade|judgement)\ descriptors
    | ^the\ judgements\ on\ areas\ of\ the\ service\ that\ contribute
    | ^(it|this)\ is\ ofsted’?'?s\ expectation\ that
    | ^inspectors\ considered\ the\ quality\ of\ work\ and\ the\ difference
    """
)


def role(block: Block, text: str) -> str:
    """The kind of a passage (one of PASSAGE_KINDS) from where it stands and how it begins."""
    if block.kind == "footnote":
        return "footnote"
    if any(_CASE.match(without_label(heading)) for heading in block.section) or _CASE.match(block.lead_in):
        return "case_study"
    if _STANDARD.match(text) or _in_glossary(block, text):
        return "standard"
    if _asks(block, text):
        return "recommendation"
    return "finding"


def asks(heading: str) -> bool:
    """Whether recommendations stand under a heading."""
    return bool(_ASKING.search(without_label(heading)))


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


def _asks(block: Block, text: str) -> bool:
    if _ASKS_NOTHING.match(text):
        return False
    if block.lead_in and _ASKING_LEAD_IN.search(block.lead_in):
        return True
    asking = [place for place, heading in enumerate(block.section) if asks(heading)]
    if not asking or any(
        _OTHER_PART.search(without_label(heading)) for heading in block.section[asking[-1] + 1 :]
    ):
        return False
    return block.kind in {"bullet", "row"} or block.number is not None or bool(_ASKS.search(text))
