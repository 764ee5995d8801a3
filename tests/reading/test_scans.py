"""Pages that are pictures of text: read by OCR where tesseract is installed, named where it is not."""

from __future__ import annotations

import json

import pytest

from findings.citation import place
from findings.errors import ReadingError
from findings.reading import read
from findings.reading.passages import cut
from findings.reading.pdf.crosscheck import differences
from findings.reading.pdf.glyphs import pages
from findings.reading.pdf.ocr import page_reading, scans, tesseract
from findings.reading.pdf.ocr.page_reading import PageReading, Upright, page_of, read_page
from findings.reading.pdf.ocr.tesseract import OcrLine, OcrWord
from findings.reading.rules import reading_rules
from findings.reading.sandbox import pulse
from findings.reading.sandbox.reader_pool import read_files
from findings.records import Content
from tests.reading.make_pdf import PdfPage, make_pdf
from tests.reading.office_files import scan

with_tesseract = pytest.mark.skipif(
    not tesseract.installed(), reason=f"tesseract is not installed: {tesseract.INSTALL}"
)
FIRST = ("The brakes of bus nine had not been tested since May, and", "nobody had written down why.")
SECOND = ("Managers check the fire doors every night and write down", "what they find.")


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("FINDINGS_DATA", str(tmp_path_factory.mktemp("data")))


def page(*lines: str, number: str = "1.1") -> PdfPage:
    return PdfPage().text(72, 80, "Main findings", size=16).lines(72, 130, f"{number} {lines[0]}", *lines[1:])


def letters(content: Content) -> str:
    return "".join(content.text.split())


@with_tesseract
def test_a_scan_is_read_and_says_so(tmp_path):
    path = scan(tmp_path / "visit.pdf", [page(*FIRST), page(*SECOND, number="1.2")])
    reading = read(path, tmp_path)
    assert (reading.document.pages, reading.document.ocr_pages) == (2, 2)
    assert reading.document.notes == ("Read by OCR: compare what you quote with the page.",)
    found = cut(reading.document, reading.content)
    assert [each.text for each in found] == [" ".join(FIRST), " ".join(SECOND)]
    assert [(each.page, each.paragraph) for each in found] == [(1, "1.1"), (2, "1.2")]
    for each in found:
        assert reading.content.text[each.start : each.end] == each.text
        own = [line for line in reading.content.lines if each.start < line.end and line.start < each.end]
        assert each.confidence == min(line.confidence for line in own)
        assert 60 <= each.confidence <= 100
    where = place(found[0], reading.document)
    assert where.endswith(f", read by OCR, least certain word {found[0].confidence}%")
    assert differences(path, reading.content, found) == []  # there is no other text to compare with


@with_tesseract
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_boxes_lie_where_the_words_are_seen(tmp_path, turn):
    """The page's box of the first line, measured on the picture of the page as it lies."""
    path = scan(tmp_path / "turned.pdf", [page(*FIRST)], turn=turn)
    content = read(path, tmp_path).content
    line = next(line for line in content.lines if "brakes" in content.text[line.start : line.end])
    x0, top, x1, bottom = 72.0, 120.0, 400.0, 133.0  # about where it was printed, upright
    lies = {
        0: (x0, top, x1, bottom),
        90: (842 - bottom, x0, 842 - top, x1),
        180: (595 - x1, 842 - bottom, 595 - x0, 842 - top),
        270: (top, 595 - x1, bottom, 595 - x0),
    }[turn]
    assert (line.x0, line.top, line.x1, line.bottom) == pytest.approx(lies, abs=12)


@with_tesseract
def test_only_the_pages_that_are_pictures_are_read_by_ocr(tmp_path):
    import pypdf

    pictured = scan(tmp_path / "one.scan", [page(*SECOND, number="1.2")])
    printed = make_pdf(tmp_path / "two.print", page(*FIRST))
    writer = pypdf.PdfWriter()
    for part in (printed, pictured):
        writer.append(str(part))
    writer.write(tmp_path / "both.pdf")
    reading = read(tmp_path / "both.pdf", tmp_path)
    assert reading.document.notes == ("Page 2 was read by OCR: compare what you quote with the page.",)
    found = cut(reading.document, reading.content)
    assert [(each.page, each.confidence is None) for each in found] == [(1, True), (2, False)]


@with_tesseract
def test_a_page_is_read_once(tmp_path, monkeypatch):
    path = scan(tmp_path / "visit.pdf", [page(*FIRST)])
    first = read(path, tmp_path)

    def unused(*arguments):
        raise AssertionError("the page was read again")

    monkeypatch.setattr(scans, "read_page", unused)
    assert read(path, tmp_path) == first


@with_tesseract
def test_a_long_reading_says_how_far_it_is(tmp_path, monkeypatch):
    path = scan(tmp_path / "visit.pdf", [page(*FIRST), page(*SECOND)])
    said: list[str] = []
    monkeypatch.setattr(pulse, "_listener", said.append)
    read(path, tmp_path)
    assert said == ["page 1, 1 of 2 by OCR", "page 2, 2 of 2 by OCR"]


@with_tesseract
def test_a_scan_is_read_in_a_process_of_its_own(tmp_path):
    scan(tmp_path / "visit.pdf", [page(*FIRST)])
    [outcome] = read_files(reading_rules(), tmp_path, [("visit.pdf", "visit")])
    assert not isinstance(outcome, ReadingError)
    assert letters(outcome[1]).endswith("nobodyhadwrittendownwhy.")


@with_tesseract
def test_a_picture_without_words_is_told(tmp_path):
    path = make_pdf(tmp_path / "map.pdf", PdfPage().box(50, 50, 500, 700))
    with pytest.raises(ReadingError) as error:
        read(path, tmp_path)
    assert str(error.value) == (
        "‘map.pdf’ has pictures of text but no text we can search. OCR found no words in it. "
        "Ask the publisher for a text version."
    )


def test_without_tesseract_the_command_that_installs_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(tesseract, "installed", lambda: False)
    path = scan(tmp_path / "visit.pdf", [page(*FIRST)])
    with pytest.raises(ReadingError) as error:
        read(path, tmp_path)
    assert str(error.value) == (
        "‘visit.pdf’ has pictures of text but no text we can search. Ask the publisher for a text version or run text "
        f"recognition on it. To have it read here by OCR: {tesseract.INSTALL}"
    )


def test_without_tesseract_a_page_that_is_a_picture_is_named(tmp_path, monkeypatch):
    import pypdf

    monkeypatch.setattr(tesseract, "installed", lambda: False)
    writer = pypdf.PdfWriter()
    for part in (make_pdf(tmp_path / "a.print", page(*FIRST)), scan(tmp_path / "b.scan", [page(*SECOND)])):
        writer.append(str(part))
    writer.write(tmp_path / "both.pdf")
    document = read(tmp_path / "both.pdf", tmp_path).document
    assert document.notes == (
        f"Page 2 was not read: pictures. To have them read by OCR: {tesseract.INSTALL}",
    )
    assert document.ocr_pages == 0


def test_an_ordinary_document_is_never_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(tesseract, "installed", lambda: (_ for _ in ()).throw(AssertionError("asked")))
    path = make_pdf(tmp_path / "plain.pdf", page(*FIRST), PdfPage())
    assert read(path, tmp_path).document.notes == ()


def word(text: str, x0: int, x1: int, confidence: int = 95, top: int = 100) -> OcrWord:
    return OcrWord(text, x0, top, x1, top + 40, confidence)


def line(*words: OcrWord, slope: float = 0.0) -> OcrLine:
    return OcrLine(words, 40.0, 130.0, slope)


def reading(*lines: OcrLine) -> PageReading:
    return PageReading(lines, 2480, 3509, 300 / 72)


def test_words_far_apart_are_cells_and_a_lone_dot_is_a_bullet():
    spans = page_of(
        reading(
            line(word("Bus", 100, 180), word("nine", 190, 260, 61), word("late", 900, 980)),
            line(word("e", 100, 115), word("Test", 150, 220), word("brakes", 230, 330)),
        ),
        1,
    ).spans
    assert [(span.text, span.confidence) for span in spans] == [
        ("Bus nine", 61),
        ("late", 95),
        ("•", 95),
        ("Test brakes", 95),
    ]


def test_a_bar_before_a_small_word_is_an_i():
    words = (word("|", 100, 105), word("saw", 120, 200), word("it", 210, 240), word("|", 900, 905))
    assert [span.text for span in page_of(reading(line(*words)), 1).spans] == ["I saw it", "|"]


def test_sizes_near_the_body_are_the_body(tmp_path):
    sizes = [span.size for span in page_of(reading(line(word("Bus", 100, 180))), 1, body=11.0).spans]
    assert sizes == [11.0]


def test_a_straightened_place_is_found_again():
    lies = Upright(600, 800, 0.02, 0)
    x, y = lies.straight(100, 200)
    assert lies.box_as_it_lies(x, y, x, y) == pytest.approx((100, 200, 100, 200))


def pages_read(monkeypatch, *readings: PageReading) -> list[object]:
    """The pictures asked for, answered with `readings` in turn."""
    asked: list[object] = []
    answers = iter(readings)

    def look(picture, seconds):
        asked.append(picture)
        return next(answers).lines

    monkeypatch.setattr(page_reading.tesseract, "lines_of", look)
    return asked


def test_a_page_that_is_hard_to_read_is_cleaned_and_the_better_reading_kept(monkeypatch):
    from PIL import Image

    good = reading(line(word("brakes", 100, 300, 90)))
    asked = pages_read(monkeypatch, reading(line(word("brnkes", 100, 300, 75))), good)
    assert read_page(Image.new("L", (2480, 3509), 255), 300 / 72, 60).words == ["brakes"]
    assert len(asked) == 2


def test_noise_is_no_line(monkeypatch):
    from PIL import Image

    pages_read(
        monkeypatch, reading(line(word("brakes", 100, 300)), line(word(";:", 5, 9, 12), word("~", 20, 25, 3)))
    )
    assert read_page(Image.new("L", (2480, 3509), 255), 300 / 72, 60).words == ["brakes"]


def test_a_guess_in_other_letters_is_not_taken(tmp_path):
    printed = pages(make_pdf(tmp_path / "a.pdf", PdfPage().text(72, 72, "3")))[0]
    words = [word("ERAWAMQKR", 100 * n, 100 * n + 90, 24) for n in range(9)]
    assert not scans._says_more(reading(line(*words)), printed)
    sure = [word("brakes", 100 * n, 100 * n + 90) for n in range(9)]
    assert scans._says_more(reading(line(*sure)), printed)
    assert not scans._says_more(reading(line(*sure[:4])), printed)  # what OCR sees in a map


def test_a_layer_without_one_common_word_gives_way_only_to_words(tmp_path):
    garbage = PdfPage().lines(72, 72, *["Gsv yizpvh lu yfh mrmv szw mlg yvvm gvhgvw hrmxv Nzb"] * 6)
    wrong = pages(make_pdf(tmp_path / "a.pdf", garbage))[0]
    assert scans._wordless(wrong)
    assert not scans._wordless(pages(make_pdf(tmp_path / "b.pdf", page(*FIRST * 4)))[0])
    same = [word("yizpvh", 100 * n, 100 * n + 90) for n in range(9)]
    assert not scans._says_more(reading(line(*same)), wrong)
    right = [
        word(text, 100 * n, 100 * n + 90)
        for n, text in enumerate("the brakes of the bus were not safe".split())
    ]
    assert scans._says_more(reading(line(*right)), wrong)


def slow(monkeypatch) -> None:
    def late(*arguments):
        raise tesseract.TooSlow("OCR took longer than 60 seconds for a page.")

    monkeypatch.setattr(tesseract, "installed", lambda: True)
    monkeypatch.setattr(tesseract, "version", lambda: "tesseract 0")
    monkeypatch.setattr(scans, "read_page", late)


def test_pages_that_take_too_long_are_given_up_and_named(tmp_path, monkeypatch):
    slow(monkeypatch)
    path = scan(tmp_path / "slow.pdf", [PdfPage().box(50, 50, 500, 700)] * 8)
    with pytest.raises(ReadingError, match=r"Pages 1 to 8 were not read: OCR takes too long\.$"):
        read(path, tmp_path)


def test_ocr_that_fails_is_told_with_its_reason(tmp_path, monkeypatch):
    slow(monkeypatch)

    def broken(*arguments):
        raise ReadingError("OCR failed: no data for eng")

    monkeypatch.setattr(scans, "read_page", broken)
    path = scan(tmp_path / "a.pdf", [PdfPage().box(50, 50, 500, 700)])
    with pytest.raises(ReadingError, match=r"Page 1 was not read\. OCR failed: no data for eng$"):
        read(path, tmp_path)


@with_tesseract
def test_half_a_kept_page_is_read_again(tmp_path, monkeypatch):
    path = scan(tmp_path / "visit.pdf", [page(*FIRST)])
    first = read(path, tmp_path)
    from findings.settings import read_settings

    [kept] = (read_settings().data / "ocr").rglob("*.json")
    assert json.loads(kept.read_text())
    kept.write_text(kept.read_text()[:50])
    assert read(path, tmp_path) == first
