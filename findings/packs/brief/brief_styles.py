"""How a brief looks in Word: A4, Arial, thin lines between the rows, as small as can still be read on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from findings.packs.word_styles import font, language, without_border

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

TABLE_TEXT = "Table text"
# Style: (points, points before, points after, bold)
SIZES = {
    "Title": (18, 0, 4, True),
    "Heading 1": (12, 8, 3, True),
    "Heading 2": (10.5, 5, 1, True),
    "Normal": (9.5, 0, 2, False),
    TABLE_TEXT: (9, 0, 0, False),
    "Small": (8.5, 1, 1, False),
}
MARGIN = 1.6  # centimetres
LINE = "B8C0C8"
SHADE = "F3F5F7"


def dress(document: Document, *, lying: bool, scale: float = 1.0) -> None:
    """The styles, `scale` times as large, and A4 upright or lying."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    for name, (size, before, after, bold) in SIZES.items():
        if name in (TABLE_TEXT, "Small"):
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
        style: Any = document.styles[name]
        font(style, round(2 * size * scale) / 2, bold)  # Word knows halves of a point
        without_border(style)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before * scale), Pt(after * scale), 1.0
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT
        form.keep_with_next = name.startswith("Heading")
    language(document)
    section = document.sections[0]
    width, height = Cm(21), Cm(29.7)
    if lying:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin, section.bottom_margin = Cm(1.5), Cm(1.5)
    section.footer_distance = Cm(0.7)


def thin_lines(table: Table) -> None:
    """A thin line around and between the cells, and a little room inside them."""
    properties: Any = table._tbl.tblPr
    borders = _element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(side, val="single", sz="4", space="0", color=LINE))
    margins = _element("tblCellMar")
    for side, twips in (("top", "30"), ("left", "70"), ("bottom", "30"), ("right", "70")):
        margins.append(_element(side, w=twips, type="dxa"))
    look = properties.find(_name("tblLook"))
    for element in (borders, margins):
        if look is not None:
            look.addprevious(element)
        else:
            properties.append(element)


def shade(cell: Any) -> None:
    """The grey of a header; its words are bold too."""
    cell._tc.get_or_add_tcPr().append(_element("shd", val="clear", color="auto", fill=SHADE))


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{tag}"))


def _element(tag: str, **values: str) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        element.set(_name(name), value)
    return element
