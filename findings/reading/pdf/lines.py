"""From spans to printed lines: raised figures kept as raised letters, cells of one height kept apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from findings.reading.marks import raised
from findings.reading.pdf.glyphs import Page, Span
from findings.reading.pdf.pdfium import Rule


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line, or one cell's part of a line. Points from the page's top left; `base` is the baseline."""

    text: str
    page: int
    x0: float
    x1: float
    base: float
    size: float  # of most of its letters
    bold: bool = False  # every letter but for raised figures
    bold_start: bool = False
    italic: bool = False
    own: float = 0.0  # where its words begin, after a bullet or a number
    mark: str = ""  # the raised figure it opens with: a footnote's
    drawn: int = 0  # its place in the order of drawing
    confidence: int | None = None  # of its least certain word, 0 to 100, where it was read by OCR

    @property
    def top(self) -> float:
        return self.base - 0.95 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.25 * self.size

    def followed_by(self, parts: Sequence[PrintedLine]) -> PrintedLine:
        """This line with what stands further right at its height, a space between."""
        if not parts:
            return self
        whole = (self, *parts)
        longest = max(whole, key=lambda part: len(part.text))
        return replace(
            self,
            text=" ".join(part.text for part in whole),
            x1=max(part.x1 for part in whole),
            size=longest.size,
            bold=all(part.bold for part in whole),
            italic=all(part.italic for part in whole),
        )

    def labelling(self, words: PrintedLine) -> PrintedLine:
        """This line, a number or letter, with the words that it numbers: what goes on below stands under them."""
        return replace(self.followed_by([words]), own=words.x0)


def same_height(lines: Sequence[PrintedLine], place: int) -> list[PrintedLine]:
    """The line at `place` and those that follow it further right at its height."""
    first = lines[place]
    row = [first]
    for line in lines[place + 1 :]:
        if abs(line.base - first.base) > 0.25 * min(line.size, first.size) or line.x0 < row[-1].x1:
            break
        row.append(line)
    return row


_OPENING = re.compile(r"(?:[^\w\s]|\d{1,3}(?:\.\d{1,2}){0,2}[.)]?|\(?[a-z]{1,3}\)|o)$")


def printed_lines(page: Page) -> list[PrintedLine]:
    """The page's lines from top to bottom; cells of one height follow each other from left to right."""
    drawn: list[list[Span]] = []
    order = {id(span): place for place, span in enumerate(page.spans)}
    walls = [rule for rule in page.rules if rule.x0 == rule.x1]
    for span in page.spans:
        if drawn and _continues(drawn[-1], span, walls):
            drawn[-1].append(span)
        else:
            drawn.append([span])
    return [_line(spans, page.number, order[id(spans[0])]) for spans in _merged(drawn, walls)]


def body_size(lines: Iterable[PrintedLine]) -> float:
    """The size most letters have; 12 when there are none."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size * 2) / 2] += len(line.text)
    return max(letters.items(), key=lambda item: (item[1], item[0]))[0] if letters else 12.0


def _main(spans: Sequence[Span]) -> Span:
    """The span that gives a line its size and baseline: the longest of the largest letters."""
    return max(spans, key=lambda span: (round(span.size) * min(len(span.text), 4), len(span.text)))


def _is_raised(span: Span, beside: Span) -> bool:
    return span.size < 0.8 * beside.size and -0.1 < (beside.base - span.base) / beside.size < 0.75


def _continues(spans: list[Span], span: Span, walls: Sequence[Rule]) -> bool:
    """Whether `span` goes on the line begun by `spans`: same height, close behind, no drawn line between."""
    main, last = _main(spans), spans[-1]
    gap = span.x0 - last.x1
    level = abs(span.base - main.base) <= 0.2 * max(span.size, main.size)
    if not level and not (_is_raised(span, main) or _is_raised(main, span)):
        return False
    middle = span.base - 0.3 * span.size
    if any(last.x1 - 2 <= wall.x0 <= span.x0 + 1 and wall.top < middle < wall.bottom for wall in walls):
        return False
    if _OPENING.fullmatch(last.text) and len(spans) == 1:
        return -0.3 * main.size < gap < 3.6 * main.size
    return -0.5 * main.size < gap < 1.0 * main.size


def _merged(drawn: list[list[Span]], walls: Sequence[Rule]) -> list[list[Span]]:
    """Lines sorted down the page; parts of one height that touch are put together again."""
    heights = sorted(((_main(spans), spans) for spans in drawn), key=lambda pair: (pair[0].base, pair[0].x0))
    rows: list[list[tuple[Span, list[Span]]]] = []
    for main, spans in heights:
        if rows:
            first = rows[-1][0][0]
            if abs(main.base - first.base) <= 0.25 * min(main.size, first.size):
                rows[-1].append((main, spans))
                continue
        rows.append([(main, spans)])
    rows = _hang_raised(rows)
    merged: list[list[Span]] = []
    for row in rows:
        parts = sorted((spans for _, spans in row), key=lambda spans: spans[0].x0)
        joined = [parts[0]]
        for spans in parts[1:]:
            if _continues(joined[-1], spans[0], walls):
                joined[-1] = joined[-1] + spans
            else:
                joined.append(spans)
        merged.extend(joined)
    return merged


def _hang_raised(rows: list[list[tuple[Span, list[Span]]]]) -> list[list[tuple[Span, list[Span]]]]:
    """A row of nothing but small raised letters belongs to the row just below it, if it stands among its words."""
    kept: list[list[tuple[Span, list[Span]]]] = []
    for place, row in enumerate(rows):
        below = rows[place + 1] if place + 1 < len(rows) else []
        if (
            below
            and all(len(spans[0].text) <= 3 for _, spans in row)
            and all(any(_is_raised(main, other) for other, _ in below) for main, _ in row)
        ):
            below.extend(row)
        else:
            kept.append(row)
    return kept


def _line(spans: list[Span], page: int, drawn: int) -> PrintedLine:
    main = _main(spans)
    text = ""
    mark = ""
    own = spans[0].x0
    edge: float | None = None
    for place, span in enumerate(spans):
        words = span.text
        note = _is_raised(span, main) and words.strip().isdigit()
        if note:
            words = raised(words)
            if place == 0:
                mark = span.text.strip()
        if edge is not None:
            opening = place == 1 and _OPENING.fullmatch(spans[0].text)
            if opening:
                own = span.x0
            wide = span.x0 - edge > (0.25 if span.glued else 0.08) * main.size
            if (wide or not span.glued or (opening and span.x0 - edge > 1)) and not note:
                text += " "
        text += words
        edge = span.x1
    plain = [span for span in spans if not _is_raised(span, main)] or spans
    letters = [span for span in plain if any(letter.isalnum() for letter in span.text)] or plain
    return PrintedLine(
        text=re.sub(r" {2,}", " ", text).strip(),
        page=page,
        x0=spans[0].x0,
        x1=max(span.x1 for span in spans),
        base=main.base,
        size=main.size,
        bold=all(span.bold for span in letters),
        bold_start=letters[0].bold,
        italic=all(span.italic for span in letters),
        own=own,
        mark=mark,
        drawn=drawn,
        confidence=min((span.confidence for span in spans if span.confidence is not None), default=None),
    )
