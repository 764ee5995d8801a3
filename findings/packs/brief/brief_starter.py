"""A template to begin with: the brief as it looks without one, with every placeholder in its place."""

from __future__ import annotations

import io

from findings.packs import wording
from findings.packs.brief import brief_wording as said
from findings.packs.brief.brief_to_word import UPRIGHT
from findings.packs.reproducible_zip import without_times
from findings.packs.word_styles import footer, header_row, named_line

_CELLS = (
    "{{ row.item }}",
    "{{ row.authority if several else row.inspection }}",
    "{{ row.date }}",
    "{{ row.label }}",
    "‘{{ row.sentence }}’",
    "{{ row.place }}",
)
_AUTHORITY = (
    (said.LATEST, "latest"),
    (said.LABEL_LINES["strength"], "strengths"),
    (said.LABEL_LINES["mixed"], "mixed"),
    (said.LABEL_LINES["needs_improvement"], "needs"),
    (said.LABEL_LINES["mentioned"], "mentioned"),
    (said.NOT_QUOTED, "not_quoted"),
    (said.SILENT, "silent"),
)


def starter_bytes() -> bytes:
    """The template, a Word document to restyle."""
    import docx
    from docx.shared import Cm

    from findings.packs.brief.brief_styles import TABLE_TEXT, dress, thin_lines

    document = docx.Document()
    dress(document, lying=False)
    footer(document, "{{ title }}")
    add = document.add_paragraph
    add("{{ title }}", "Title")
    add("{%p if purpose %}")
    named_line(add(), "Purpose", "{{ purpose }}")
    add("{%p endif %}")
    add("Prepared on {{ date }}{% if prepared_by %} by {{ prepared_by }}{% endif %}. {{ summary }}")
    document.add_heading(said.TABLE_TITLE, 1)
    table = document.add_table(4, len(UPRIGHT))
    table.autofit = False
    thin_lines(table)
    for column, (_, width) in zip(table.columns, UPRIGHT, strict=True):
        column.width = Cm(width)
    titles = [title or "{{ 'Authority' if several else 'Inspection' }}" for title, _ in UPRIGHT]
    begin = ("{%tr for row in rows %}", *[""] * 5)
    end = ("{%tr endfor %}", *[""] * 5)
    for line, words in zip(table.rows, (titles, begin, _CELLS, end), strict=True):
        for cell, (_, width), text in zip(line.cells, UPRIGHT, words, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].style = TABLE_TEXT
            cell.paragraphs[0].add_run(text)
    words = table.rows[2].cells[4]
    first = words.paragraphs[0]
    for test, name, text in (
        ("for warning in row.warnings", "Warning", "{{ warning }}"),
        ("if row.under", "Under", "‘{{ row.under }}’"),
        ("if row.before", "Before", "‘{{ row.before }}’"),
    ):
        first.insert_paragraph_before(f"{{%p {test} %}}", TABLE_TEXT)
        named_line(first.insert_paragraph_before("", TABLE_TEXT), name, text)
        first.insert_paragraph_before(f"{{%p end{test.split()[0]} %}}", TABLE_TEXT)
    for field, name, text in (
        ("after", said.GOES_ON, "‘{{ row.after }}’"),
        ("note", wording.NOTE, "{{ row.note }}"),
        ("response", wording.RESPONSE, "{{ row.response }}"),
        ("evidence", wording.EVIDENCE, "{{ row.evidence }}"),
    ):
        words.add_paragraph(f"{{%p if row.{field} %}}", TABLE_TEXT)
        named_line(words.add_paragraph("", TABLE_TEXT), name, text)
        words.add_paragraph("{%p endif %}", TABLE_TEXT)
    header_row(table)
    add("{{ labels_note }}", "Small")
    document.add_heading(said.AUTHORITIES_TITLE, 1)
    add("{%p for one in authorities %}")
    document.add_heading("{{ one.name }}", 2)
    for name, field in _AUTHORITY:
        add(f"{{%p if one.{field} %}}")
        named_line(add(), name, f"{{{{ one.{field} }}}}")
        add("{%p endif %}")
    add("{%p for asked in one.requests %}")
    later = (
        "{% if asked.later %}Later:{% endif %}"
        "{% for told in asked.later %} {{ told.place }}: ‘{{ told.sentence }}’{% endfor %}"
    )
    named_line(add(), said.ASKED, "item {{ asked.item }} ({{ asked.date }}). {{ asked.none }}" + later)
    add("{%p endfor %}")
    add("{%p endfor %}")
    add("{{ numbers_note }}", "Small")
    document.add_heading(wording.SOURCES_TITLE, 1)
    add("{%p for source in sources %}")
    add("{{ source }}", "Small")
    add("{%p endfor %}")
    add("{%p for line in searched %}")
    named_line(add("", "Small"), wording.SEARCHED_TITLE, "{{ line }}")
    add("{%p endfor %}")
    named_line(add("", "Small"), said.CHECK_TITLE, "{{ check }}")
    out = io.BytesIO()
    document.save(out)
    return without_times(out.getvalue())
