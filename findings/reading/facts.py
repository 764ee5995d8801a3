"""What a document says of itself: title, authority, kind, dates, lead inspector, grades. Not found is None."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from findings.document_kinds import OTHER
from findings.reading.grades import grades_of
from findings.reading.lead import lead_inspector, name_of
from findings.reading.marks import without_raised
from findings.reading.templates.kinds import kind_of
from findings.reading.templates.scales import graded
from findings.reading.templates.template import of_kind
from findings.reading.templates.template_facts import printed_days, template_facts
from findings.records import Block, Content
from findings.text import dates, places
from findings.text.sentences import ends_sentence

_FIRST_BLOCKS = 60  # searched where there are no pages
_GREETED_WITHIN = 40
_COVER_WORDS = 40  # a longer block is no title
_DEAR = re.compile(r"dear\b", re.I)
_COVER_LINE = re.compile(
    r"(?:inspection dates?|dates? of (?:the )?(?:inspection|visit|publication)|inspected (?:on|between)|"
    r"(?:report )?published|publication date|lead inspector|reporting inspector|age group|reference no|contents$)",
    re.I,
)
_INSPECTED = re.compile(
    r"(?:(?:inspection|visit) dates?|dates? of (?:the )?(?:inspection|visit)s?(?: visit)?|inspected (?:on|between))"
    r"\s*:?",
    re.I,
)
_PUBLISHED = re.compile(
    r"(?:(?:report |date )?published(?: on| date)?|(?:date of )?publication(?: date)?|date of (?:report|letter))"
    r"\s*[:\t ]\s*(.+)",
    re.I,
)
# How a letter says when the inspectors came, and what is said of other visits.
_VISITED = re.compile(
    r"\b(?:between|took place|carried out|conducted|visit(?:ed)?|inspection|on site|inspected|services)\b[^.;]*$",
    re.I,
)
_ANOTHER_VISIT = re.compile(
    r"\b(?:(?:last|previous|since|following|earlier|published)\b[^.;,]{0,60}|(?:by|until|from pre-?)\s*)$",
    re.I,
)
_LETTERS = ("jtai", "focused-visit", "monitoring-visit", "area-send", "statement")
_LETTER_PARAGRAPHS = 12
_REVIEW = re.compile(r"\s+(?:and\s+)?review of (?:the )?effectiveness of .+$", re.I)
_LABEL_TITLE = re.compile(
    r"(?:local area partnership report|inspection report|report|letter|(?:(?:ofsted|care quality commission|"
    r"hm inspectorate of \w+|hmi probation|hmicfrs|hmi constabulary|and fire & rescue services|"
    r"and|&|,|[a-z]+ 20\d\d)\s*)+)",
    re.I,
)
_PLACE_FIRST = re.compile(r"((?:(?!inspection).){3,60}?),? ((?:re-?)?inspection of .+)", re.I)
_CIVIC = re.compile(r"\b(?:council|borough|local authority)\b", re.I)
_OTHER_BODY = re.compile(
    r"^\s+(?:police|constabulary|nhs|(?:and \w+ )?(?:teaching )?hospitals?|fire)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found; dates are days, grades as printed, `published_from` is printed or file name."""

    title: str | None = None
    authority: str | None = None
    kind: str = "other"
    inspection_start: date | None = None
    inspection_end: date | None = None
    published: date | None = None
    published_from: str | None = None
    lead_inspector: str | None = None
    grades: tuple[tuple[str, str], ...] = ()
    inspectorate: str | None = None
    subject: str | None = None
    identifier: str | None = None
    scale: tuple[str, ...] = ()
    months: tuple[str, ...] = ()  # of the dates those of which no day is printed


def filled(known: Facts, other: Facts) -> Facts:
    """`known` with what only `other` says: the facts of a letter and of a report that is attached to it."""
    if known.published is None:
        known = replace(known, published=other.published, published_from=other.published_from)
    if known.inspection_end is None:
        known = replace(known, inspection_start=other.inspection_start, inspection_end=other.inspection_end)
    return replace(
        known,
        title=known.title or other.title,
        authority=known.authority or other.authority,
        kind=other.kind if known.kind == "other" else known.kind,
        lead_inspector=known.lead_inspector or other.lead_inspector,
        grades=known.grades or other.grades,
    )


def find(content: Content, file: str) -> Facts:
    """The facts printed in a document; a publication date may also come from the name of its file."""
    first = [block for block in content.blocks[:_FIRST_BLOCKS] if block.page in (None, 1)]
    texts = [_text(content, block) for block in first]
    greeted = next((at for at, text in enumerate(texts[:_GREETED_WITHIN]) if _DEAR.match(text)), None)
    titles = _titles(content, first, texts, greeted)
    heading = dates.normalised(" ".join(titles))
    opening = dates.normalised(texts[0])[:200] if texts else ""
    kind = kind_of(heading, opening)
    if kind == OTHER and len(titles) == 1:
        # "Halton" is marked as the title, and what was inspected stands as a heading below it.
        below = [text for block, text in zip(first[1:3], texts[1:3], strict=False) if block.kind == "heading"]
        kind = next((told for text in below if (told := kind_of(dates.normalised(text))) != OTHER), OTHER)
    published, published_from = _published(texts, greeted, file)
    prose = [
        _text(content, block)
        for block in content.blocks[:_FIRST_BLOCKS]
        if block.kind in ("paragraph", "bullet", "row")
    ]
    letter = greeted is not None or kind in _LETTERS
    start, end = _inspected(texts, prose[:_LETTER_PARAGRAPHS] if letter else (), published)
    if published_from == "file name" and published and end and published <= end:
        published = published_from = None
    everything = [_text(content, block) for block in content.blocks if block.kind != "footnote"]
    headings = [_text(content, block) for block in content.blocks if block.kind in ("heading", "row")]
    own = of_kind(kind) if kind != OTHER else None
    grades = grades_of(texts, headings) if kind in _GRADED else ()
    scale = _SCALE if grades else ()
    if own and not grades:
        grades, scale = graded(own, kind, everything)
    if own and end is None and not letter:
        start, end = printed_days(content, own)
    found = Facts(
        title=_title(titles, kind) or (_first_line(texts) if kind == "statement" else None),
        authority=_authority(titles, texts, greeted, kind),
        kind=kind,
        inspection_start=start,
        inspection_end=end,
        published=published,
        published_from=published_from,
        lead_inspector=lead_inspector(everything),
        grades=grades,
        scale=scale,
        inspectorate=own.name if own and kind != "statement" else None,
    )
    return (
        found
        if own
        else _by_template(replace(found, title=_title(_short_run(content, titles), kind)), content, letter)
    )


def _by_template(found: Facts, content: Content, letter: bool) -> Facts:
    """The facts of a document that its title does not tell, with what the template of its inspectorate finds.

    What is named in the title is no authority where it is part of the subject's name: "Bolton School".
    """
    told = template_facts(content, name_of)
    authority = told.authority
    if authority is None and (not told.template or found.authority in _councils(found.title or "")):
        authority = found.authority if not told.subject or told.template else None
    published, source = told.published.start if told.published else None, "printed"
    if published is None and (letter or found.published_from == "file name"):
        published, source = found.published, found.published_from or ""
    start, end = (told.visit.start, told.visit.end) if told.visit else (None, None)
    if end is None and letter:
        start, end = found.inspection_start, found.inspection_end
    if source == "file name" and published and end and published <= end:
        published = None
    return replace(
        found,
        authority=authority,
        kind=told.kind,
        inspection_start=start,
        inspection_end=end,
        published=published,
        published_from=source if published else None,
        lead_inspector=told.lead_inspector or found.lead_inspector,
        grades=told.grades if told.template else found.grades,
        scale=told.scale if told.template else found.scale,
        inspectorate=told.inspectorate,
        subject=told.subject,
        months=(
            *(("inspection_start", "inspection_end") if told.visit and told.visit.month else ()),
            *(("published",) if told.published and told.published.month else ()),
        ),
        identifier=told.identifier,
    )


# Of the grades that are read without a template's scale, the best first.
_SCALE: tuple[str, ...] = ("outstanding", "good", "requires improvement", "inadequate")
# Letters, statements and SEND reports give no grades; their tables are about other things.
_GRADED = ("ilacs", "sif", "reinspection", "looked-after", "lscb-review", "joint-review", "other")


def _text(content: Content, block: Block) -> str:
    return content.text[block.start : block.end]


def _titles(content: Content, first: Sequence[Block], texts: Sequence[str], greeted: int | None) -> list[str]:
    """The lines of the title: of a letter the one after "Dear ...", else the first run of title lines or headings."""
    if greeted is not None:
        after = zip(first[greeted + 1 : greeted + 5], texts[greeted + 1 :], strict=False)
        subject = next((text for block, text in after if block.kind in ("title", "heading")), None)
        return [" ".join(without_raised(subject).split())] if subject else []
    found: list[str] = []
    last = ""
    marked = any(block.kind == "title" for block in first)
    for block, text in zip(first, texts, strict=True):
        words = " ".join(without_raised(text).split())
        if marked and block.kind != "title":
            if found and block.kind != "footnote":
                break
            continue
        prose = words.endswith(".") and len(words.split()) > (6 if block.kind == "paragraph" else 14)
        if (
            prose
            or len(words.split()) > _COVER_WORDS
            or _COVER_LINE.match(words)
            or block.kind in ("bullet", "row")
        ):
            break
        if (
            block.kind == "footnote"
            or _LABEL_TITLE.fullmatch(words)
            or dates.only_day(dates.normalised(words))
        ):
            continue
        if found and not marked and block.kind != last:
            break
        last = block.kind
        found.append(words)
    return found[:6]


def _short_run(content: Content, titles: Sequence[str]) -> Sequence[str]:
    """The lines of a title up to the one with a date, without a last one that stands over running text: a heading."""
    for place, line in enumerate(titles):
        if next(dates.spans(dates.normalised(line)), None):
            return titles[: place + 1]
    texts = [
        " ".join(without_raised(_text(content, block)).split()) for block in content.blocks[:_FIRST_BLOCKS]
    ]
    last = texts.index(titles[-1]) + 1 if titles and titles[-1] in texts else len(texts)
    over = last < len(texts) and ends_sentence(texts[last]) and len(texts[last].split()) > 6
    return titles[:-1] if over and len(titles) > 1 else titles


def _title(titles: Sequence[str], kind: str) -> str | None:
    """The title for display: "Halton: Inspection of services ...", in one line."""
    lines = [line for line in titles if line]
    if not lines:
        return None
    whole = " ".join(lines).rstrip(".")
    place = _PLACE_FIRST.fullmatch(whole)
    if place and _named(place[1]):
        whole = f"{place[1]}: {place[2]}"
    return _REVIEW.sub("", whole) if kind in ("sif", "reinspection") else whole


def _first_line(texts: Sequence[str]) -> str | None:
    words = " ".join(texts[0].split()) if texts else ""
    return words.rstrip(".") if len(words.split()) <= _COVER_WORDS else None


def _published(texts: Sequence[str], greeted: int | None, file: str) -> tuple[date | None, str | None]:
    for text in texts:
        label = _PUBLISHED.match(dates.normalised(text))
        found = dates.day(label[1]) if label else None
        if found:
            return found, "printed"
    if greeted is not None:
        for text in texts[:greeted]:
            found = dates.only_day(dates.normalised(text)) or dates.day(dates.normalised(text))
            if found:
                return found, "printed"
    named = dates.in_file_name(PurePosixPath(file).name)
    return (named, "file name") if named else (None, None)


def _inspected(
    texts: Sequence[str], prose: Sequence[str], published: date | None
) -> tuple[date | None, date | None]:
    """First and last day of the inspection: from its label, or from what a letter says about the visit."""
    year = published.year if published else None
    for position, text in enumerate(texts):
        plain = dates.normalised(text)
        label = _INSPECTED.match(plain)
        if not label:
            continue
        rest = plain[label.end() :] or dates.normalised(
            texts[position + 1] if position + 1 < len(texts) else ""
        )
        found = dates.ranges(rest.split("previous")[0], year)
        if found:
            return min(start for start, _ in found), max(end for _, end in found)
    for text in prose:
        plain = dates.normalised(text)
        for sentence in re.split(r"(?<=[a-z)]\.)\s+(?=[A-Z])", plain):
            for span, (start, end) in dates.spans(sentence, year):
                before = sentence[: span[0]]
                if (
                    _VISITED.search(before)
                    and not _ANOTHER_VISIT.search(before)
                    and (not published or start <= published)
                ):
                    return start, end
    return None, None


def _authority(titles: Sequence[str], texts: Sequence[str], greeted: int | None, kind: str) -> str | None:
    """The one authority of the title; else the one most named on the first page, or the one written to."""
    title = " ".join(titles)
    named = _named(title)
    if len(set(named)) == 1:
        return named[0]
    if named and kind in ("jtai", "area-send"):
        return named[-1]
    if named:
        return None
    if kind == "other":
        return None
    around = Counter(name for text in texts for name in _named(text)).most_common(2)
    if around and (len(around) == 1 or around[0][1] >= 2 * around[1][1]):
        return around[0][0]
    return None


def _councils(text: str) -> list[str]:
    """The authorities named as such: "London Borough of Barking and Dagenham", "Leeds City Council"."""
    return [name for start, end, name in places.find_in(text) if _CIVIC.search(text[start:end])]


def _named(text: str) -> list[str]:
    return [name for _, end, name in places.find_in(text) if not _OTHER_BODY.match(text[end:])]
