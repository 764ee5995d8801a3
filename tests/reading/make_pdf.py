"""A small PDF writer for tests: text in Helvetica at given places, lines, pages that are turned or empty."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 595.0, 842.0
_FONTS = {"": "F1", "bold": "F2", "italic": "F3"}


@dataclass
class PdfPage:
    """One A4 page; `top` counts from the page's top to the baseline, as the reader's places do."""

    commands: list[str] = field(default_factory=list)
    turn: int = 0  # the page's own /Rotate

    def text(self, x: float, top: float, words: str, size: float = 12, style: str = "") -> PdfPage:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.commands.append(f"BT /{_FONTS[style]} {size} Tf {x} {HEIGHT - top} Td ({escaped}) Tj ET")
        return self

    def lines(
        self, x: float, top: float, *lines: str, size: float = 12, style: str = "", hang: float = 0
    ) -> PdfPage:
        """A paragraph set at 1.2 sizes; the lines after the first stand `hang` points further right."""
        for count, words in enumerate(lines):
            self.text(x + (hang if count else 0), top + count * 1.2 * size, words, size, style)
        return self

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> PdfPage:
        self.commands.append(f"0.5 w {x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S")
        return self

    def box(self, x0: float, top: float, x1: float, bottom: float) -> PdfPage:
        for edge in (
            (x0, top, x1, top),
            (x0, bottom, x1, bottom),
            (x0, top, x0, bottom),
            (x1, top, x1, bottom),
        ):
            self.rule(*edge)
        return self


def pdf_bytes(pages: list[PdfPage]) -> bytes:
    """The file's bytes, with a correct cross-reference table."""
    objects: list[bytes] = []
    kids = " ".join(f"{6 + 2 * place} 0 R" for place in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    for name in ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"):
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
        )
    for place, page in enumerate(pages):
        objects.append(
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {page.turn} "
                f"/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> /Contents {7 + 2 * place} 0 R >>"
            ).encode()
        )
        content = "\n".join(page.commands).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out = b"%PDF-1.4\n"
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def make_pdf(path: Path, *pages: PdfPage) -> Path:
    path.write_bytes(pdf_bytes(list(pages)))
    return path
