"""PDF files that cannot be read, each with one line that says why; pictures of pages; the second reader."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from findings.errors import ReadingError
from findings.reading import pdf as pdf_reader
from findings.reading.passages import cut
from findings.reading.pdf import crosscheck, read_pdf
from findings.reading.pdf.crosscheck import differences
from findings.reading.pdf.image import page_image, word_boxes
from findings.reading.structure import assemble
from findings.records import Document
from tests.reading.make_pdf import PdfPage, make_pdf, pdf_bytes

WORDS = "Leaders know their services well and act on what they find in audits of practice."
DOCUMENT = Document(id="report", file="report.pdf", checksum="", format="pdf", size=0)


def page_of_words() -> PdfPage:
    return PdfPage().lines(70, 100, WORDS).lines(70, 150, "Managers listen to children and to their carers.")


def test_a_truncated_file_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "cut.pdf"
    data = pdf_bytes([page_of_words()])
    file.write_bytes(data[: len(data) // 2])
    with pytest.raises(
        ReadingError, match=r"^‘cut\.pdf’ is damaged and could not be opened\. Download it again"
    ):
        read_pdf(file)


def test_a_file_of_nothing_but_a_header_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "header.pdf"
    file.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(ReadingError, match=r"^‘header\.pdf’ is damaged and could not be opened"):
        read_pdf(file)


def encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_bytes([page_of_words()])))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_is_named(tmp_path: Path) -> None:
    file = tmp_path / "locked.pdf"
    file.write_bytes(encrypted("secret"))
    with pytest.raises(
        ReadingError, match=r"^‘locked\.pdf’ is protected by a password\. Remove the password"
    ):
        read_pdf(file)


def test_a_file_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    file = tmp_path / "forbids.pdf"
    file.write_bytes(encrypted(""))
    assert read_pdf(file).blocks[0].text == WORDS


def test_a_scan_has_no_text(tmp_path: Path) -> None:
    file = make_pdf(tmp_path / "scan.pdf", PdfPage().box(50, 50, 500, 700), PdfPage())
    with pytest.raises(ReadingError, match=r"^‘scan\.pdf’ has pictures of text but no text we can search"):
        read_pdf(file)


def test_both_numbers_of_a_document_too_long_are_said(tmp_path: Path) -> None:
    file = make_pdf(tmp_path / "long.pdf", *[page_of_words() for _ in range(301)])
    with pytest.raises(ReadingError, match=r"^‘long\.pdf’ has 301 pages\. The limit is 300\."):
        read_pdf(file)


def test_the_longest_document_is_read(tmp_path: Path) -> None:
    assert read_pdf(make_pdf(tmp_path / "long.pdf", *[page_of_words() for _ in range(300)])).pages == 300


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"^‘gone\.pdf’ is not there any more"):
        read_pdf(tmp_path / "gone.pdf")


def test_pypdf_reads_what_pdfium_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> list[object]:
        raise ReadingError(f"{path.name}: broken")

    monkeypatch.setattr(pdf_reader, "pages", broken)
    first = (
        PdfPage()
        .lines(70, 100, "1. Children are", "safe.")
        .lines(70, 150, "2. Plans are clear and they", "are used.")
    )
    raw = read_pdf(make_pdf(tmp_path / "odd.pdf", first))
    assert [block.text for block in raw.blocks] == [
        "1. Children are safe.",
        "2. Plans are clear and they are used.",
    ]
    assert raw.blocks[0].page == 1
    assert raw.blocks[0].lines == ()


def test_a_page_is_drawn_with_marks(tmp_path: Path) -> None:
    from PIL import Image

    file = make_pdf(tmp_path / "report.pdf", page_of_words())
    plain = Image.open(io.BytesIO(page_image(file, 1, scale=1.0)))
    marked = Image.open(io.BytesIO(page_image(file, 1, [(70, 200, 300, 220)], scale=1.0)))
    assert plain.size == marked.size == (595, 842)
    assert plain.getpixel((100, 205)) == (255, 255, 255)
    red, green, blue = marked.getpixel((100, 205))
    assert blue < 200 < green <= red
    assert marked.getpixel((100, 300)) == (255, 255, 255)


def test_a_page_that_is_not_there_cannot_be_drawn(tmp_path: Path) -> None:
    file = make_pdf(tmp_path / "report.pdf", page_of_words())
    with pytest.raises(ReadingError, match=r"^‘report\.pdf’ has no page 2\. It has 1\."):
        page_image(file, 2)


def test_boxes_stand_over_the_words_and_no_others(tmp_path: Path) -> None:
    page = PdfPage().lines(70, 100, "Leaders act. Children who go missing are", "seen alone. Plans work.")
    file = make_pdf(tmp_path / "report.pdf", page)
    content = assemble(read_pdf(file))
    start = content.text.index("Children")
    end = content.text.index(" Plans")
    upper, lower = word_boxes(file, 1, content.lines, content.text, start, end)
    # Helvetica's own widths of "Leaders act. " add up to 5781 thousandths: 69.4 points at size 12.
    assert upper[0] == pytest.approx(139.4, abs=0.5)
    assert upper[2] == pytest.approx(content.lines[0].x1, abs=0.5)
    assert lower[0] == pytest.approx(70, abs=0.5)
    assert lower[2] < content.lines[1].x1 - 30


def test_the_second_reader_finds_every_passage(tmp_path: Path) -> None:
    file = make_pdf(tmp_path / "report.pdf", page_of_words())
    content = assemble(read_pdf(file))
    assert differences(file, content, cut(DOCUMENT, content)) == []


def test_the_second_reader_tells_a_passage_that_is_not_in_the_file(tmp_path: Path) -> None:
    file = make_pdf(tmp_path / "report.pdf", page_of_words())
    other = make_pdf(tmp_path / "other.pdf", PdfPage().lines(70, 100, WORDS.replace("well", "badly")))
    content = assemble(read_pdf(file))
    passages = cut(DOCUMENT, content)
    assert [why for _, why in differences(other, content, passages)] == [
        "pypdf does not read ‘well’ there",
        "pypdf does not read ‘Managers’ there",
    ]


@pytest.mark.parametrize("cipher", ["RC4-128", "AES-128", "AES-256"])
def test_a_file_that_anybody_can_open_is_read_by_both_readers(tmp_path: Path, cipher: str) -> None:
    file = make_pdf(tmp_path / "open.pdf", page_of_words())
    writer = pypdf.PdfWriter(clone_from=file)
    writer.encrypt(user_password="", owner_password="nobody knows", algorithm=cipher)
    writer.write(file)
    content = assemble(read_pdf(file))
    assert WORDS in content.text
    assert differences(file, content, cut(DOCUMENT, content)) == []


def test_an_order_of_reading_that_the_second_reader_has_otherwise_is_no_difference(tmp_path: Path) -> None:
    page = PdfPage().text(70, 100, "Managers listen to").text(180, 100, "children and carers each week.")
    again = PdfPage().text(180, 100, "children and carers each week.").text(70, 100, "Managers listen to")
    content = assemble(read_pdf(make_pdf(tmp_path / "a.pdf", page)))
    assert "listen to children" in content.text
    assert differences(make_pdf(tmp_path / "b.pdf", again), content, cut(DOCUMENT, content)) == []


def test_a_page_that_the_second_reader_cannot_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make_pdf(tmp_path / "report.pdf", page_of_words(), page_of_words(), page_of_words())
    content = assemble(read_pdf(file))
    texts = crosscheck.page_texts(file)
    monkeypatch.setattr(crosscheck, "page_texts", lambda path: [texts[0], None, None])
    assert differences(file, content, cut(DOCUMENT, content)) == [
        (None, "pypdf cannot read pages 2 to 3, so nothing could be compared there")
    ]


def test_a_sign_that_the_second_reader_takes_for_another_is_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make_pdf(tmp_path / "report.pdf", PdfPage().text(70, 100, "The dose was 5 ± 1 mg in each case."))
    content = assemble(read_pdf(file))
    assert "±" in content.text
    monkeypatch.setattr(crosscheck, "page_texts", lambda path: ["The dose was 5 ¶ 1 mg in each case."])
    assert differences(file, content, cut(DOCUMENT, content)) == [
        (None, "pypdf reads another sign for ‘±’ on page 1: it is of a font of symbols")
    ]
    monkeypatch.setattr(crosscheck, "page_texts", lambda path: ["The dose was 5 ¶ 2 mg in each case."])
    assert [why for _, why in differences(file, content, cut(DOCUMENT, content))] == [
        "pypdf does not read ‘±’ there"
    ]
