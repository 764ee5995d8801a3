"""A text layer without letters is told from words in any language."""

from __future__ import annotations

from pathlib import Path

import pytest

from findings.errors import ReadingError
from findings.reading.pdf import read_pdf
from findings.reading.pdf.written import is_written
from tests.reading.make_pdf import PdfPage, make_pdf

ENGLISH = (
    "The nurse signed the drug chart each night and the fridge was locked when we came to the ward in May. "
    "Two of the nine people whose notes we read had not been weighed for a month, and no one had asked why."
)
WELSH = (
    "Mae’r disgyblion yn gwneud cynnydd da yn eu gwaith ac maent yn siarad yn hyderus am yr hyn y maent wedi dysgu. "
    "Mae’r athrawon yn eu hadnabod yn dda ac yn cynllunio gwersi diddorol ar eu cyfer."
)
FIGURES = "Milltown 12 of 20 £1,200 4.5% NHS 2019/20 HMP A-12 " * 12
CHINESE = "项目描述：负责磨子电站引水隧洞爆破方案优化设计及爆破震动监测工作。" * 12


def moved(text: str, by: int) -> str:
    """Every letter as another: a font whose signs are numbered otherwise than the alphabet."""
    return "".join(chr((ord(c) - 97 + by) % 26 + 97) if "a" <= c <= "z" else c for c in text.lower())


@pytest.mark.parametrize("text", [ENGLISH, WELSH, FIGURES, CHINESE, ENGLISH.upper(), "Room 4.", ""])
def test_words_are_written(text: str) -> None:
    assert is_written([text])


@pytest.mark.parametrize("by", [1, 3, 7, 13])
def test_letters_that_stand_for_others_are_not(by: int) -> None:
    assert not is_written([moved(ENGLISH * 3, by)])


def test_signs_are_not() -> None:
    assert not is_written(["".join(chr(33 + (ord(c) * 7) % 90) for c in ENGLISH * 3)])


def test_a_pdf_of_signs_is_told_as_what_it_is(tmp_path: Path) -> None:
    page = PdfPage()
    for count in range(12):
        page.text(
            70, 100 + 15 * count, "".join(chr(33 + (ord(c) * 7) % 90) for c in ENGLISH[count : count + 90])
        )
    file = make_pdf(tmp_path / "signs.pdf", page)
    with pytest.raises(ReadingError) as told:
        read_pdf(file)
    assert str(told.value) == (
        "‘signs.pdf’ has text whose letters cannot be read: its fonts do not say which letter each sign stands for. "
        "Ask the publisher for another copy or run text recognition on it."
    )
