"""Stand-ins for the slow and the foreign: an encoder and reading rules one can work out in one's head."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from findings.encoding.types import Encoded, Floats, Spans, unit
from findings.errors import FactsError, ReadingError
from findings.judge.judge import Judgement, Place
from findings.reading.rules import Rules
from findings.records import Block, Content, Document, Passage
from tests.make_passage import make_passage

# The words the fake encoder knows, one dimension each.
KNOWN = ("lado", "officer", "allegation", "supervision", "missing", "health", "school", "plan")


class FakeEncoder:
    """Counts of the KNOWN words (also with an s at the end), scaled to unit length; no known word, a zero row.

    "The officer met the LADO" -> lado 1, officer 1, all else 0 -> 0.7071 each.
    """

    def __init__(
        self,
        checksum: str = "fake",
        precision: str = "fp32",
        known: Sequence[str] = KNOWN,
        tokens: bool = False,
        longest: int = 1000,
    ) -> None:
        """With `tokens` each known word of a text has a token vector: 1 in its own dimension. A span has the counts of
        its own words; of a text it sees `longest` characters."""
        self.name = "fake"
        self.checksum = checksum
        self.precision = precision
        self.dimensions = len(known)
        self.width = len(known) if tokens else 0
        self.known = known
        self.longest = longest
        self.calls: list[list[str]] = []  # what was encoded, for tests of reuse

    def encode(self, texts: Sequence[str]) -> Floats:
        self.calls.append(list(texts))
        rows = np.array([self._counts(text) for text in texts], dtype=np.float32)
        return unit(rows.reshape(len(texts), self.dimensions))

    def encode_tokens(self, texts: Sequence[str], spans: Sequence[Spans] = ()) -> Encoded:
        each = np.eye(len(self.known), dtype=np.float32)
        places = [[self.known.index(w) for w in self._words(text) if w in self.known] for text in texts]
        parts = [
            [unit(self._counts(text[a:b])) if b <= self.longest else None for a, b in own]
            for text, own in zip(texts, spans, strict=False)
        ]
        return Encoded(self.encode(texts), [each[own, : self.width] for own in places], parts)

    def _counts(self, text: str) -> Floats:
        return np.array([self._words(text).count(word) for word in self.known], dtype=np.float32)

    def pieces(self, text: str) -> int:
        return len(text.split()) + 2

    @staticmethod
    def _words(text: str) -> list[str]:
        return [re.sub(r"s$", "", word) for word in re.findall(r"[a-z]+", text.lower())]


def make_document(id: str = "halton-2023", **facts: object) -> Document:
    """A ready document; every fact can be given."""
    values = {"file": f"{id}.txt", "checksum": "0" * 64, "format": "text", "size": 1, **facts}
    return Document(id=id, **values)  # type: ignore[arg-type]


def make_content(*paragraphs: str) -> Content:
    """A content of paragraphs; one that begins with "# " is a heading (at level 1), "- " a bullet, "^ " a footnote,
    "7. " numbered."""
    text, blocks, section = "", [], ()
    for ordinal, paragraph in enumerate(paragraphs, 1):
        start = len(text) + (2 if text else 0)
        kind, body, number = "paragraph", 0, None
        if paragraph.startswith("# "):
            kind, paragraph = "heading", paragraph[2:]
            section = (paragraph,)
        elif paragraph.startswith("- "):
            kind, body = "bullet", 2
        elif paragraph.startswith("^ "):
            kind, body = "footnote", 2
        elif match := re.match(r"(\d+)\. ", paragraph):
            number, body = match.group(1), match.end()
        text += ("\n\n" if text else "") + paragraph
        blocks.append(
            Block(
                kind,
                start,
                start + len(paragraph),
                start + body,
                line=ordinal,
                number=number,
                level=1 if kind == "heading" else 0,
                section=section,
            )
        )
    return Content(text, tuple(blocks))


def make_passages(
    document: Document, content: Content, pieces: Callable[[str], int] | None = None
) -> tuple[Passage, ...]:
    """A finding for each block but headings and footnotes; a sentence ends at a stop."""
    passages = []
    for block in content.blocks:
        if block.kind == "heading":
            continue
        text = content.text[block.body : block.end]
        sentences = tuple(
            (block.body + match.start(), block.body + match.end())
            for match in re.finditer(r"\S[^.]*\.?", text)
        )
        passages.append(
            make_passage(
                text,
                block.body,
                document.id,
                line=block.line,
                paragraph=block.number,
                section=block.section,
                lead_in=block.lead_in,
                kind="footnote" if block.kind == "footnote" else "finding",
                sentences=sentences,
            )
        )
    return tuple(passages)


@dataclass(frozen=True)
class FakeReading:
    document: Document
    content: Content


def read_plain(path: Path, corpus: Path, id: str) -> FakeReading:
    """A file of paragraphs, one a line. A first line "@ Halton 2023-01-13" gives authority and date.

    A file that begins with "!" cannot be read; one that begins with "!!" is a bug of the reader.
    """
    side_text(path.relative_to(corpus).as_posix(), corpus)
    text = path.read_text(encoding="utf-8")
    if text.startswith("!!"):
        raise ZeroDivisionError("division by zero")
    if text.startswith("!"):
        raise ReadingError(f"‘{path.name}’ is damaged and could not be opened.")
    lines = [line for line in text.splitlines() if line.strip()]
    facts: dict[str, object] = {}
    if lines and lines[0].startswith("@ "):
        *name, day = lines.pop(0)[2:].split()
        facts = {"authority": " ".join(name), "published": date.fromisoformat(day)}
    document = make_document(id, **facts)
    document = replace(document, file=path.relative_to(corpus).as_posix(), size=path.stat().st_size)
    return FakeReading(document, make_content(*lines))


def same_text(pairs: Sequence[tuple[Document, Content]]) -> Mapping[str, str]:
    """Documents of equal text are one; the first by name is searched."""
    first: dict[str, str] = {}
    copies = {}
    for document, content in pairs:
        kept = first.setdefault(content.text, document.id)
        if kept != document.id:
            copies[document.id] = kept
    return copies


def side_text(file: str, corpus: Path) -> str:
    """What stands in the side file of a document; one that begins with "!" cannot be used."""
    side = (corpus / file).with_suffix(".yml")
    text = side.read_text(encoding="utf-8") if side.exists() else ""
    if text.startswith("!"):
        raise FactsError(f"{side.name}: unknown key.")
    return text


FAKE_RULES = Rules(
    version=1,
    files=lambda corpus: sorted(corpus.rglob("*.txt")),
    fingerprint=side_text,
    check=lambda corpus: None,
    ids=lambda names: {name: name.removesuffix(".txt").replace("/", "-") for name in names},
    read=read_plain,
    duplicates=same_text,
    versions=lambda read: {},
    cut=make_passages,
    crosscheck=lambda path, content, passages: [],
)


# Words of a question that the fake judge does not look for.
_ASKING = frozenset("what there were does which many much have with this that when said".split())


class FakeJudge:
    """Reads the words of four letters or more, plurals as singulars, of what was asked.

    A sentence with its heading and lead-in that holds all of them says it with 0.9, three of four with 0.675; with
    fewer than half of them it belongs beside with 0.5. A sentence with "never" denies what it would say.
    """

    checksum = "fake judge"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def judge(self, asked: str, places: Sequence[Place]) -> list[Judgement]:
        self.asked.append(asked)
        return [self._one(asked, place) for place in places]

    def _one(self, asked: str, place: Place) -> Judgement:
        passage = place.passage
        text = passage.text[place.start - passage.start : place.end - passage.start]
        here = set(_long_words(" ".join((text, passage.lead_in, *passage.section[-1:]))))
        # Other names of what was asked stand in brackets: the best of them counts.
        names = [set(_long_words(name)) - _ASKING for name in re.split(r"[()]", asked) if name.strip()]
        share = max((len(name & here) / len(name) for name in names if name), default=0.0)
        says, beside = (0.9 * share, 0.05) if share >= 0.5 else (0.0, 0.5 if share else 0.0)
        if "never" in text.split():
            return Judgement(0.0, beside, says, 1 - says - beside)
        return Judgement(says, beside, 0.0, 1 - says - beside)


def _long_words(text: str) -> list[str]:
    return [re.sub(r"s$", "", word) for word in re.findall(r"[a-z]{4,}", text.lower())]
