"""Reading damaged or hostile documents, and searching for hostile queries; the same ones at every run.

`python -m tests.robustness.fuzz CORPUS INDEX [--documents 2200] [--kind docx] [--queries 100000]` prints a
table of results for each way of damaging documents of eight kinds, read within the limits, and one for the queries.
A *surprise* is an error of a library that our code did not expect; a *broken promise* is a passage that differs from
the document's text.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from findings.errors import QueryError, ReadingError
from findings.reading.rules import Limits, Rules, reading_rules
from findings.reading.sandbox.reader_pool import Outcome, read_files
from findings.search.retrieve import DEFAULT, word_query
from tests.reading.office_files import mail, opendocument, slides, workbook
from tests.robustness.hostile_queries import hostile_queries
from tests.robustness.mutants import MUTATIONS, mutant

OUTCOMES = ("read", "refused", "too slow", "too large", "stopped", "surprise", "broken promise")
_PAGES = 2  # of a real PDF, so that some thousand can be read in minutes
_AT_ONCE = 200


def document_seeds(corpus: Path) -> dict[str, list[bytes]]:
    """The first pages of PDFs of a corpus, as they are and unpacked; documents of all other kinds of their words."""
    import docx
    import pypdf

    pdfs, words = [], []
    others: dict[str, list[bytes]] = {kind: [] for kind in MUTATIONS if kind not in ("pdf", "docx")}
    for path in sorted(corpus.rglob("*.pdf")):
        try:
            reader = pypdf.PdfReader(path)
            for unpacked in (False, True):
                writer = pypdf.PdfWriter()
                for page in reader.pages[:_PAGES]:
                    writer.add_page(page)
                if unpacked:
                    for page in writer.pages:
                        content = page.get_contents()
                        if content is not None:
                            page.replace_contents(
                                pypdf.generic.ContentStream(content.flate_encode(0), writer)
                            )
                out = io.BytesIO()
                writer.write(out)
                pdfs.append(out.getvalue())
            text = "\n".join(page.extract_text() for page in reader.pages[:_PAGES])
        except Exception:  # a web page saved as .pdf is no seed
            continue
        document = docx.Document()
        document.add_heading(path.stem, 1)
        for number, line in enumerate(filter(str.strip, text.splitlines())):
            document.add_paragraph(
                line, style=("Normal", "List Bullet", "List Number", "Heading 2")[number % 4]
            )
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(1, 1).text = "Area", "Requires improvement"
        out = io.BytesIO()
        document.save(out)
        words.append(out.getvalue())
        for kind, data in of_other_kinds(
            path.stem, list(filter(str.strip, text.splitlines())), words[-1]
        ).items():
            others[kind].append(data)
    return {"pdf": pdfs, "docx": words, **others}


def of_other_kinds(title: str, lines: Sequence[str], attached: bytes) -> dict[str, bytes]:
    """The same words as a workbook, slides, an OpenDocument text, an e-mail with a Word document, rich text, a web
    page."""
    half = len(lines) // 2
    plain = [escape("".join(letter for letter in line if letter.isprintable())) for line in lines]
    body = "".join(f"<text:p>{line}</text:p>" for line in plain)
    rich = "".join(line.encode("ascii", "replace").decode() + "\\par " for line in lines)
    return {
        "xlsx": workbook(
            {"Findings": [["Area", "Finding"], *([number, line] for number, line in enumerate(plain))]}
        ),
        "pptx": slides(
            (title, plain[:half]), ("More", plain[half:]), notes="A note.", table=[["Area", "Grade"]]
        ),
        "odt": opendocument(f"<text:h text:outline-level='1'>{escape(title)}</text:h>{body}"),
        "eml": mail("\n".join(lines), attached=[("report.docx", attached)]).as_bytes(),
        "rtf": (r"{\rtf1\ansi {\b " + title + r"\par}" + rich + "}").encode("ascii", "replace"),
        "html": (
            "<html><body><h1>" + escape(title) + "</h1>" + "".join(f"<p>{line}</p>" for line in plain)
        ).encode(),
    }


def verdict(outcome: Outcome, rules: Rules) -> str:
    """Which of OUTCOMES it is."""
    if isinstance(outcome, ReadingError):
        said = str(outcome)
        for name, words in (
            ("too slow", "takes longer than"),
            ("too large", "of memory to read"),
            ("stopped", "could not be read safely"),
            ("surprise", "could not be read ("),
        ):
            if words in said:
                return name
        return "surprise" if "\n" in said else "refused"
    document, content = outcome
    for passage in rules.cut(document, content, lambda text: len(text.split()) + 2):
        if content.text[passage.start : passage.end] != passage.text or not passage.text.strip():
            return "broken promise"
        if any(not passage.start <= a < b <= passage.end for a, b in passage.sentences):
            return "broken promise"
    return "read"


def read_mutants(
    kind: str, seeds: Sequence[bytes], numbers: Sequence[int], limits: Limits
) -> Iterator[tuple[int, str, str, str]]:
    """(number, mutation, verdict, message) of every mutant."""
    rules = replace(reading_rules(), limits=limits)
    for first in range(0, len(numbers), _AT_ONCE):
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder)
            made = []
            for number in numbers[first : first + _AT_ONCE]:
                name, data = mutant(kind, seeds, number)
                (corpus / f"{number}.{kind}").write_bytes(data)
                made.append((number, name))
            outcomes = read_files(rules, corpus, [(f"{number}.{kind}", f"m{number}") for number, _ in made])
            for (number, name), outcome in zip(made, outcomes, strict=True):
                said = str(outcome) if isinstance(outcome, ReadingError) else ""
                yield number, name, verdict(outcome, rules), said


def fuzz_documents(corpus: Path, count: int, kinds: Sequence[str]) -> None:
    """`count` documents, as many of each kind."""
    seeds = document_seeds(corpus)
    for kind in kinds:
        table: dict[str, Counter[str]] = {}
        for number, name, found, said in read_mutants(
            kind, seeds[kind], range(count // len(kinds)), Limits()
        ):
            table.setdefault(name, Counter())[found] += 1
            if found not in ("read", "refused"):
                print(f"{kind} {number} ({name}): {found}. {said}", flush=True)
        print(f"\n| {kind} | " + " | ".join(OUTCOMES) + " |\n|---" * 1 + "|---" * len(OUTCOMES) + "|")
        for name, counts in table.items():
            print(f"| {name} | " + " | ".join(str(counts[outcome]) for outcome in OUTCOMES) + " |")
        total = sum(table.values(), Counter())
        print("| all | " + " | ".join(str(total[outcome]) for outcome in OUTCOMES) + " |\n", flush=True)


def fuzz_queries(index: Path, count: int) -> None:
    """Every query is understood and looked up in the words, or refused in one line."""
    from findings.library import open_library

    library = open_library(index)
    words = library.generation.words
    known = [term.long for term in library.generation.vocabulary] + [
        t.short for t in library.generation.vocabulary
    ]
    known += sorted({document.authority for document in library.documents() if document.authority})
    known += ["focused visit", "supervision", "children", "what", "did", "inspectors", "say", "about"]
    counts: Counter[str] = Counter()
    slowest = (0.0, "")
    for query in hostile_queries(known, count):
        began = time.perf_counter()
        try:
            found = words.search(word_query(library.plan(query), DEFAULT), DEFAULT.depth)
            counts["found" if len(found[0]) else "nothing found"] += 1
        except QueryError as error:
            counts["refused" if "\n" not in str(error) else "surprise"] += 1
        except Exception as error:
            counts["surprise"] += 1
            print(f"{query[:200]!r}: {type(error).__name__}: {error}", flush=True)
        slowest = max(slowest, (time.perf_counter() - began, query))
    print(f"queries: {dict(counts)}; the slowest took {slowest[0] * 1000:.0f} ms: {slowest[1][:60]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--documents", type=int, default=2200)
    parser.add_argument("--kind", choices=tuple(MUTATIONS), help="documents of this kind alone")
    parser.add_argument("--queries", type=int, default=100_000)
    options = parser.parse_args()
    if options.documents:
        kinds = (options.kind,) if options.kind else tuple(MUTATIONS)
        fuzz_documents(options.corpus, options.documents, kinds)
    if options.queries:
        fuzz_queries(options.index, options.queries)


if __name__ == "__main__":
    main()
