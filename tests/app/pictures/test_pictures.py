"""Pictures for slides: the same drawing as SVG and PNG, with title, date and source line."""

import io
from datetime import date
from xml.etree import ElementTree

from PIL import Image

from findings.app.components.pictures.drawing import Drawing, Mark, Rule, Words, framed, svg
from findings.app.components.pictures.pictures import Caption, matrix, timeline
from findings.app.components.pictures.png import png
from findings.app.text import shared_text
from findings.records import Plan
from tests.app.fake_views import inspections

SOURCE = shared_text.picture_source(2, date(2026, 11, 21))
CAPTION = Caption("LADO <in> Northshire, 2014 to 2024", "As found on 29 November 2026", SOURCE)
SVG = "{http://www.w3.org/2000/svg}"


def read(drawing):
    root = ElementTree.fromstring(svg(drawing))
    return root, [text.text for text in root.iter(f"{SVG}text")]


def test_the_source_line_says_what_the_picture_is_made_from():
    assert SOURCE == (
        "Source: 2 published inspection documents, read by Findings; documents last updated 21 November 2026. "
        "The marks are the tool's reading of each document. They are not Ofsted grades."
    )


def test_a_line_of_time_has_its_title_date_source_and_a_mark_for_every_dated_inspection():
    views = [view for view in inspections(Plan("LADO", "LADO")) if view.document.date]
    root, words = read(timeline(views, CAPTION))
    assert root.find(f"{SVG}title").text == CAPTION.title
    assert words[:2] == [CAPTION.title, CAPTION.dated]
    assert " ".join(words).endswith("They are not Ofsted grades.")
    assert {"Strength", "Not mentioned", "Could not be read"} <= set(words)
    marks = [one for one in root if one.tag in (f"{SVG}polygon", f"{SVG}circle")]
    crosses = [one for one in root if one.tag == f"{SVG}path" and one.get("stroke-width") == "2"]
    assert len(marks) + len(crosses) == len(views)


def test_a_matrix_has_a_row_a_name_and_says_what_its_marks_mean():
    rows = [("Halton", [(2020, "strength"), (2020, "mixed"), (2022, "not_mentioned")]), ("Leeds", [])]
    root, words = read(matrix(rows, CAPTION))
    assert {"Halton", "Leeds", "2020", "2021", "2022", "Strength", "Mixed", "Not mentioned"} <= set(words)
    assert "Needs improvement" not in words
    assert len(list(root.iter(f"{SVG}polygon"))) == 2 * 2  # each in its row and in the key
    assert len(list(root.iter(f"{SVG}circle"))) == 1 * 2


def test_the_png_is_twice_as_large_and_not_empty():
    marks = [Mark(20.0 * n, 20, code) for n, code in enumerate(("strength", "unreadable", "out_of_scope"), 1)]
    drawing = framed("Title", "Day", "Source", [*marks, Rule(0, 0, 80, 0), Words(0, 40, "Words")], 100, 60)
    image = Image.open(io.BytesIO(png(drawing)))
    assert image.size == (2 * drawing.width, 2 * drawing.height)
    colours = {colour for _, colour in image.getcolors(100_000)}
    assert {(255, 255, 255), (0x14, 0x53, 0x2D)} <= colours
    assert png(drawing) == png(drawing)


def test_a_long_source_is_broken_into_lines():
    drawing = framed("Title", "Day", "word " * 200, [], 100, 60)
    assert isinstance(drawing, Drawing)
    feet = [item.text for item in drawing.items if isinstance(item, Words) and item.size == 11]
    # 592 pixels are 98 letters: 19 words of four letters with a space between them.
    assert [len(text.split()) for text in feet] == [19] * 10 + [10]
