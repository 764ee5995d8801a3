"""How an evidence pack looks in Word: real styles, British English, page numbers, a header row on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

FONT = "Arial"
INK = "14191F"
# Style: (points, points before, points after, bold)
SIZES = {
    "Title": (24, 0, 12, True),
    "Heading 1": (18, 24, 6, True),
    "Heading 2": (14, 18, 6, True),
    "Heading 3": (12, 12, 4, True),
    "Normal": (12, 0, 6, False),
    "Quote": (12, 6, 6, False),
    "List Number": (12, 0, 6, False),
    "List Bullet": (12, 0, 6, False),
}


def dress(document: Document) -> None:
    """Arial 12 point, one and a half lines, left; headings of the same ink, none by colour alone."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    for name, (size, before, after, bold) in SIZES.items():
        style: Any = document.styles[name]
        font(style, size, bold)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.line_spacing = 1.5 if size == 12 else 1.15
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT
        form.keep_with_next = name.startswith("Heading")
        without_border(style)
    quote: Any = document.styles["Quote"]
    quote.paragraph_format.left_indent = Cm(1)
    _rule(quote.element.get_or_add_pPr())
    language(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)  # A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)


def font(style: Any, points: float, bold: bool = False) -> None:
    """Arial of this size in our ink, whatever the theme says."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = FONT, Pt(points), bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(INK)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would win
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)


def without_border(style: Any) -> None:
    """Without the line that Word draws under a title."""
    from docx.oxml.ns import qn

    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


def language(document: Document) -> None:
    """British English for every style."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    defaults: Any = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "en-GB")
    lang.set(qn("w:eastAsia"), "en-GB")
    run.append(lang)


def named_line(paragraph: Paragraph, name: str, value: str) -> None:
    """ "Name: value", the name bold."""
    paragraph.add_run(f"{name}: ").bold = True
    paragraph.add_run(value)


def footer(document: Document, name: str) -> None:
    """The pack's name and "Page 2 of 9"."""
    from docx.shared import Pt

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{name}. Page ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size = Pt(10)


def header_row(table: Table) -> None:
    """The first row is repeated on every page; no row is broken across pages."""
    from docx.oxml import OxmlElement

    for number, row in enumerate(table.rows):
        properties: Any = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
            for cell in row.cells:
                for run in cell.paragraphs[0].runs:
                    run.bold = True


def _field(paragraph: Paragraph, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "separate", "value", "end"):
        run: Any = paragraph.add_run("1" if kind == "value" else "")
        if kind == "value":
            continue
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = code
        run._r.append(mark)


def _rule(properties: Any) -> None:
    """A line on the left of a quotation, as on the screen."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "10"), ("color", "1D5A8A")):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:outlineLvl"
    )
