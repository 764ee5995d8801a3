"""What is kept for display and left out of search: covers, contents, names and addresses, closing boilerplate.

Each rule looks at words that inspectorates print in every document, never at one authority's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from findings.reading.headings import only_grade
from findings.reading.raw import RawBlock
from findings.reading.roles import asks
from findings.text.sentences import ends_sentence

_CLOSING = re.compile(
    r"""(?ix)
    the\ office\ for\ standards\ in\ education
    | any\ complaints\ about
    | if\ you\ (are\ not\ happy|would\ like\ a\ copy|require\ (this|large))
    | you\ (may|can|are\ free\ to)\ (re-?)?(use|copy|reproduce)
    | (this|the)\ (report|publication|document|letter)\ (is\ (also\ )?available|may\ be\ reproduced)
    | further\ copies\ of\ this | copies\ of\ this\ (report|document)\ (are|can)
    | interested\ in\ our\ work | to\ receive\ regular\ email | no\.\ \d{6}
    | (t|tel|telephone|textphone|e|email|w|website|fax)\s*[:.]\s
    | (©|\(c\)|crown\ copyright)
    | piccadilly\ gate | store\ street$ | aviation\ house | m1\ 2wd
    | licensed\ under\ the\ open\ government | this\ (publication|document)\ is\ licensed
    | where\ we\ have\ identified\ any\ third\ party\ copyright
    | the\ care\ quality\ commission\ \(cqc\)\ is\ the\ independent
    | his\ majesty’?'?s\ inspectorate\ of\ \w+.{0,60}(promotes|is\ an\ independent|independently)
    | for\ (further\ )?information\ about\ (ofsted|cqc|hmicfrs)
    """
)
_COVER_LINE = re.compile(
    r"""(?ix)
    (dates?\ of\ (the\ )?(previous|last)\ inspection | inspection\ dates? | dates?\ of\ (inspection|visit|publication)
     | (report\ )?published | lead\ inspectors? | reporting\ inspector | age\ group | unique\ reference
     | inspection\ number | type\ of\ inspection | location\ id | provider\ id)
    (\ on\ site|\(s\))?\s*[:\t]
    | (her|his)\ majesty[’']s\ inspector$ | judgement\s+grade$ | previous\ inspection$
    """
)
_PEOPLE = re.compile(
    r"""(?ix)
    ((the|our)\ )?inspection\ team(\ members)? | local\ area\ partnership\ details | (the\ )?lead\ inspector
    | contact\ details | acknowledge?ments | distribution\ list | membership\ of\ the\ inspection\ team
    """
)
_DEAR = re.compile(r"dear\b", re.IGNORECASE)
_SINCERELY = re.compile(r"yours\s+(sincerely|faithfully|truly)\b", re.IGNORECASE)
_ENTRY = re.compile(r"(?:[.…·\s]{3,}|[\t ])\d{1,3}$|\.{4,}")
_GREETED_WITHIN = 40  # blocks: a "Dear" further down is a quotation


def starts_closing(text: str) -> bool:
    """Whether a text begins as the closing page of a report does."""
    return bool(_CLOSING.match(text))


def is_cover_line(text: str) -> bool:
    """Whether a line names a date, inspector or number of the inspection, as covers do."""
    return bool(_COVER_LINE.match(text))


def excluded(blocks: Sequence[RawBlock]) -> dict[int, str]:
    """Place of each block that is not searched -> its kind: contents, front, address, closing or title."""
    found: dict[int, str] = {}
    found.update(_people(blocks))
    found.update(_signatures(blocks))
    found.update(_closing(blocks))
    found.update(_contents(blocks))
    found.update(_greeting(blocks))
    found.update(_cover(blocks))
    return found


def _cover(blocks: Sequence[RawBlock]) -> dict[int, str]:
    """The title and the lines of dates, inspector and grades on the first page. No cover begins below a bullet."""
    page_one = [place for place, block in enumerate(blocks[:60]) if block.page in (None, 1)]
    lines = [place for place in page_one if place < 25 and _COVER_LINE.match(blocks[place].text)]
    if lines and any(block.kind == "bullet" for block in blocks[: lines[0]]):
        lines = []
    if not lines:
        return _title_alone(blocks)
    found: dict[int, str] = {}
    for place in range(lines[0]):
        block = blocks[place]
        if block.kind != "footnote" and not _is_prose(block):
            found[place] = "title" if block.kind in {"heading", "title"} else "front"
    for place in page_one:
        block = blocks[place]
        grade = place > lines[0] and _is_grade_row(block)
        if place in lines or grade or (place - 1 in lines and _is_label(block)):
            found[place] = "front"
    return found


def _title_alone(blocks: Sequence[RawBlock]) -> dict[int, str]:
    """The title of a document without a cover: marked by its reader, or the one largest heading at its start."""
    start = blocks[:6]
    titles = [place for place, block in enumerate(start) if block.kind == "title"]
    largest = [place for place, block in enumerate(blocks) if block.kind == "heading" and block.level == 1]
    if not titles and len(largest) == 1 and largest[0] < len(start) and start[largest[0]].page in (None, 1):
        titles = [place for place in largest if not asks(blocks[place].text)]
    if not titles:
        return {}
    head = {place: "front" for place in range(titles[0]) if not _is_prose(blocks[place])}
    return {**head, titles[0]: "title"}


def _is_label(block: RawBlock) -> bool:
    return block.kind == "paragraph" and len(block.text.split()) <= 6 and not ends_sentence(block.text)


def _is_grade_row(block: RawBlock) -> bool:
    last = re.split(r"[\t\n]", block.text)[-1]
    if block.kind == "row":
        return only_grade(last) is not None or _COVER_LINE.match(block.text) is not None
    return only_grade(block.text) is not None


def _is_prose(block: RawBlock) -> bool:
    return len(block.text.split()) > 14 and block.text.rstrip().endswith(".")


def _greeting(blocks: Sequence[RawBlock]) -> dict[int, str]:
    """A letter's head: everything before "Dear ..." but its title, which may follow the greeting."""
    for place, block in enumerate(blocks[:_GREETED_WITHIN]):
        if _DEAR.match(block.text) and len(block.text.split()) < 30:
            head = {
                before: "address"
                for before in range(place)
                if blocks[before].kind not in {"title", "footnote"}
            }
            titled = blocks[place + 1 : place + 2] and blocks[place + 1].kind == "heading"
            return {**head, place: "address", **({place + 1: "title"} if titled else {})}
    return {}


def _contents(blocks: Sequence[RawBlock]) -> dict[int, str]:
    found: dict[int, str] = {}
    inside = False
    for place, block in enumerate(blocks):
        words = block.text.strip().rstrip(":").lower()
        if words in {"contents", "table of contents", "contents page"}:
            inside, since = True, block.page
            found[place] = "contents"
        elif inside:
            entry = bool(_ENTRY.search(block.text)) and len(block.text.split()) < 40
            # An entry over two lines has its page number on the second.
            near = any(_ENTRY.search(later.text) for later in blocks[place + 1 : place + 3])
            same_page = block.page is None or block.page == since
            if entry or (near and same_page and not ends_sentence(block.text)):
                found[place] = "contents"
            else:
                inside = False
    return found


def _signatures(blocks: Sequence[RawBlock]) -> dict[int, str]:
    """From "Yours sincerely" on: names and posts, until prose or a heading that prose follows."""
    found: dict[int, str] = {}
    signing = False
    for place, block in enumerate(blocks):
        if _SINCERELY.match(block.text):
            signing = True
        elif signing and (
            _is_prose(block) or block.kind in {"bullet", "footnote"} or starts_closing(block.text)
        ):
            signing = False
        if signing:
            found[place] = "address"
    return found


def _people(blocks: Sequence[RawBlock]) -> dict[int, str]:
    """Names, posts and addresses under headings that announce them."""
    found: dict[int, str] = {}
    inside = False
    for place, block in enumerate(blocks):
        if block.kind == "heading":
            if _PEOPLE.fullmatch(block.text.strip().rstrip(":")):
                inside = True
                continue
            inside = inside and _is_name_heading(block, blocks[place + 1 : place + 2])
        if inside and (block.kind == "row" or not _is_prose(block)) and block.kind != "footnote":
            found[place] = "address"
    return found


def _is_name_heading(block: RawBlock, following: Sequence[RawBlock]) -> bool:
    """A heading within a list of people: "Ofsted", "Care Quality Commission"."""
    return (
        len(block.text.split()) <= 6
        and bool(following)
        and following[0].kind in {"paragraph", "row"}
        and not _is_prose(following[0])
    )


def _closing(blocks: Sequence[RawBlock]) -> dict[int, str]:
    found: dict[int, str] = {}
    last = max((block.page_end or 0 for block in blocks), default=0)
    closing = False
    for place, block in enumerate(blocks):
        tail = block.page is not None and block.page >= last - 1 if last else place > 0.7 * len(blocks)
        if block.kind == "heading" and not starts_closing(block.text):
            closing = False
        elif starts_closing(block.text):
            closing = tail
            found[place] = "closing"
        elif closing and block.kind != "footnote":
            found[place] = "closing"
    return found
