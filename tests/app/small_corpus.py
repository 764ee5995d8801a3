"""A small folder of documents with known answers, and the index over it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.app.browser import ROOT, serving
from tests.shipped import LETTER_2018, STATEMENT_2023, copy_shipped

PDF = "sheffield-2024-03-08-focused-visit.pdf"
PAGES = (
    (
        (72, "8 March 2024"),
        (110, "Dear Director"),
        (140, "Focused visit to Sheffield children's services"),
        (170, "This letter summarises the findings of the focused visit to Sheffield"),
        (186, "children's services on 6 and 7 February 2024."),
        (220, "Headline findings"),
        (250, "The arrangements of the designated officer are not yet strong enough. Too many"),
        (266, "allegations about foster carers wait for a meeting."),
    ),
    (
        (72, "Supervision of social workers is regular and reflective. Managers record it well"),
        (88, "and staff value it."),
        (120, "What needs to improve"),
        (150, "The local authority should improve:"),
        (180, "\\267 the timeliness of meetings about allegations"),
        (196, "\\267 the recording of supervision"),
    ),
)


def write_pdf(path: Path, pages: tuple[tuple[tuple[int, str], ...], ...]) -> None:
    """A PDF of A4 pages with lines of 11-point Helvetica: (points from the top, words)."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, lines in enumerate(pages):
        shown = "".join(f"1 0 0 1 72 {842 - top} Tm ({words}) Tj\n" for top, words in lines)
        stream = f"BT /F1 11 Tf\n{shown}ET"
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        box = "/MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} {font} /Contents {5 + 2 * n} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    path.write_bytes(out + (head + tail).encode("latin-1"))


def write_corpus(folder: Path) -> None:
    """Two shipped texts, a PDF of another authority, a copy, and a file that is no PDF."""
    shipped = copy_shipped(folder.with_name("shipped"))
    folder.mkdir()
    for name, copy in (
        (LETTER_2018, LETTER_2018),
        (STATEMENT_2023, STATEMENT_2023),
        (STATEMENT_2023, "copy.txt"),
    ):
        shutil.copy(shipped / name, folder / copy)
    write_pdf(folder / PDF, PAGES)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing more")


def build(corpus: Path, index: Path) -> None:
    """Run embed.py as an administrator does."""
    command = [sys.executable, "embed.py", "--corpus", str(corpus), "--index", str(index)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr


class Site(NamedTuple):
    """The running app with the folders it works on."""

    address: str
    corpus: Path
    index: Path
    data: Path


@contextmanager
def serving_corpus(folder: Path, write: Callable[[Path], None] | None = None) -> Iterator[Site]:
    """The app over the small corpus, or what `write` puts there, and its index, all of it below `folder`."""
    corpus, index, data = folder / "corpus", folder / "index", folder / "data"
    (write or write_corpus)(corpus)
    build(corpus, index)
    kept = {"FINDINGS_INDEX": str(index), "FINDINGS_DATA": str(data)}
    with serving("app.py", folder / "log", HF_HUB_OFFLINE="1", **kept) as address:
        yield Site(address, corpus, index, data)
