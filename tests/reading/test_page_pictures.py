"""Pictures of pages as files: read by OCR where tesseract is installed, refused with what to do where it is not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from findings.errors import ReadingError
from findings.reading import read
from findings.reading.files import page_pictures
from findings.reading.files.telling import endings, tell
from findings.reading.pdf.image import page_image
from findings.reading.pdf.ocr import kept_pages, tesseract
from tests.reading.make_pdf import PdfPage, make_pdf

with_tesseract = pytest.mark.skipif(
    not tesseract.installed(), reason=f"tesseract is not installed: {tesseract.INSTALL}"
)
LINES = ("Managers check the fire doors every night and", "write down what they find.")
WORDS = " ".join(LINES)


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINDINGS_DATA", str(tmp_path_factory.mktemp("data")))


def printed(folder: Path) -> Image.Image:
    """An A4 page at 150 dots an inch."""
    pdf = make_pdf(folder / "page.printed", PdfPage().lines(72, 100, *LINES))
    picture = Image.open(io.BytesIO(page_image(pdf, 1, scale=150 / 72))).convert("L")
    pdf.unlink()
    return picture


@with_tesseract
@pytest.mark.parametrize("name", ["page.png", "page.jpg", "page.tiff"])
def test_a_picture_of_a_page_is_read(tmp_path: Path, name: str) -> None:
    printed(tmp_path).save(tmp_path / name, dpi=(150, 150))
    reading = read(tmp_path / name, tmp_path)
    assert " ".join(reading.content.text.split()) == WORDS
    assert (reading.document.format, reading.document.pages, reading.document.ocr_pages) == ("picture", 1, 1)
    assert reading.document.notes == ("Read by OCR: compare what you quote with the page.",)


@with_tesseract
def test_every_page_of_a_tiff_is_read_and_the_same_picture_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = printed(tmp_path)
    page.save(tmp_path / "two.tif", save_all=True, append_images=[page], dpi=(150, 150))
    first = read(tmp_path / "two.tif", tmp_path)
    assert (first.document.pages, first.content.text.count("fire doors")) == (2, 2)
    monkeypatch.setattr("findings.reading.pdf.ocr.scans.read_page", lambda *_: pytest.fail("read again"))
    assert read(tmp_path / "two.tif", tmp_path).content == first.content


def test_without_tesseract_a_picture_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(tmp_path).save(tmp_path / "page.png")
    monkeypatch.setattr(tesseract, "installed", lambda: False)
    with pytest.raises(ReadingError) as error:
        read(tmp_path / "page.png", tmp_path)
    assert str(error.value) == (
        "‘page.png’ is a picture. Save the document itself as PDF and try again, or have pictures read here by OCR: "
        f"{tesseract.INSTALL}"
    )


@with_tesseract
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda picture: picture[:200], "‘a.png’ is a picture that is damaged. Save it again and try again."),
        (
            lambda picture: picture,
            "‘a.png’ has pictures of text but no text we can search. OCR found no words in it.",
        ),
    ],
)
def test_a_picture_that_gives_no_words(tmp_path: Path, make, message: str) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (900, 900), (255, 255, 255, 0)).save(out, "PNG")
    (tmp_path / "a.png").write_bytes(make(out.getvalue()))
    with pytest.raises(ReadingError) as error:
        read(tmp_path / "a.png", tmp_path)
    assert str(error.value).startswith(message)


@with_tesseract
def test_a_picture_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_pictures, "_MOST_PIXELS", 10_000)
    Image.new("L", (200, 100)).save(tmp_path / "a.png")
    with pytest.raises(ReadingError, match=r"^‘a\.png’ is 200 by 100 pixels\. Save it smaller"):
        read(tmp_path / "a.png", tmp_path)


def test_an_attached_logo_is_no_page() -> None:
    small, large = io.BytesIO(), io.BytesIO()
    Image.new("L", (799, 2000)).save(small, "PNG")
    Image.new("L", (800, 2000)).save(large, "PNG")
    assert not page_pictures.may_be_page(small.getvalue())
    assert page_pictures.may_be_page(large.getvalue()) == tesseract.installed()
    assert not page_pictures.may_be_page(b"\x89PNG\r\n....")


@pytest.mark.parametrize(
    ("data", "names"),
    [(b"\x89PNG\r\n", (".png",)), (b"\xff\xd8\xff", (".jpg", ".jpeg")), (b"II*\0", (".tif", ".tiff"))],
)
def test_a_picture_is_told_by_its_bytes(data: bytes, names: tuple[str, ...]) -> None:
    assert tell("letter.pdf", data) == ("picture", "")
    assert endings(data) == names


def test_pages_used_longest_ago_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv("FINDINGS_DATA", str(tmp_path))
    monkeypatch.setattr(tesseract, "version", lambda: "tesseract 5")
    monkeypatch.setattr(kept_pages, "MOST_KEPT", 25)
    folder = tmp_path / kept_pages.FOLDER
    for day, name in enumerate(("oldest", "older", "old")):
        (folder / name).mkdir(parents=True)
        (folder / name / "1.json").write_text("x" * 10)
        os.utime(folder / name, (day, day))
    kept_pages.KeptPages("new").used()
    assert sorted(path.name for path in folder.iterdir()) == ["old", "older"]
