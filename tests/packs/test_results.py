"""Results of a search as files: the words of the documents, in the order found, with what was searched."""

import csv
import io
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest

from findings.cli.export_results import export_results
from findings.cli.main import main
from findings.errors import PackError, QueryError
from findings.packs.results.results_files import RESULT_FORMATS, file_name
from findings.packs.results.search_results import checked_results
from findings.records import EVERYTHING
from tests.saved.collection import LADO, TEXTS, holding

ON = date(2026, 11, 29)
FORMULA = {"sum.txt": "@ Northshire 2021-02-03\n=SUM(A1) the LADO kept a list."}


@pytest.fixture
def library(tmp_path):
    return holding(tmp_path, {**TEXTS, **LADO, **FORMULA})


@pytest.fixture
def results(library):
    """Those of three documents; that of `old.txt` is only a possible match."""
    found = library.search("LADO", 3)
    hits = [replace(hit, possible=hit.document.file == "old.txt") for hit in found.hits]
    return checked_results(hits, library.receipt(found.plan), library.stance, library)


def quotes(library):
    return [hit.passage.text for hit in library.search("LADO", 3).hits]


def test_possible_matches_come_last_and_all_quotations_are_compared(results):
    assert results.clear == 2
    assert results.found[-1].item.kept.document.file == "old.txt"
    assert {one.status for one in results.found} == {"same"}


def test_a_quotation_that_differs_is_never_written(library):
    found = library.search("LADO", 10)
    hit = found.hits[0]
    wrong = replace(hit, passage=replace(hit.passage, text="The LADO was never there."))
    with pytest.raises(PackError) as told:
        checked_results([wrong], library.receipt(found.plan), library.stance, library)
    assert str(told.value) == (
        f"1 quotations are not as they stand in their documents, the first in ‘{hit.document.file}’. Nothing was "
        "written. Search again; if it goes on, run `findings verify`."
    )


def test_csv_says_in_each_row_what_was_searched(results, library):
    text = RESULT_FORMATS["csv"].write(results, ON).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["Quotation"].removeprefix("'") for row in rows} == set(quotes(library))
    assert [row["Match"] for row in rows] == ["Clear match", "Clear match", "Possible match"]
    assert [row["Item"] for row in rows] == ["1", "2", "3"]
    for row in rows:
        assert row["Searched for"] == "LADO"
        assert row["Filters"] == "None"
        assert row["Documents searched"] == "4"
        assert row["Quotations"] == "All 3 quotations match their documents."
    assert [row["Quotation"] for row in rows if row["File"] == "sum.txt"] == [
        "'=SUM(A1) the LADO kept a list."
    ]
    assert "Your note (not inspectors' words)" not in rows[0]


def test_excel_has_the_passages_and_what_was_searched(results, library):
    book = openpyxl.load_workbook(io.BytesIO(RESULT_FORMATS["xlsx"].write(results, ON)))
    assert book.sheetnames == ["Passages", "What we searched"]
    head, *rows = book["Passages"].iter_rows(values_only=True)
    assert {row[head.index("Quotation")] for row in rows} == set(quotes(library))
    told = list(book["What we searched"].iter_rows(values_only=True))
    assert ("Prepared", "Prepared on 29 November 2026") in told
    assert ("Searched for", "LADO") in told
    assert [value for name, value in told if name == "Document searched"] == [
        "Document ‘lado.txt’ of Northshire, published 4 March 2024 (lado.txt)",
        "Document ‘old.txt’ of Northshire, published 13 January 2023 (old.txt)",
        "Document ‘other.txt’ of Southshire, published 2 May 2022 (other.txt)",
        "Document ‘sum.txt’ of Northshire, published 3 February 2021 (sum.txt)",
    ]
    assert all(cell.data_type != "f" for row in book["Passages"].iter_rows() for cell in row)


def test_word_has_real_headings_and_the_words_as_they_stand(results):
    document = docx.Document(io.BytesIO(RESULT_FORMATS["docx"].write(results, ON)))
    styles = [(one.style.name, one.text) for one in document.paragraphs]
    assert ("Title", "Search results: ‘LADO’") in styles
    assert [text for style, text in styles if style == "Heading 1"] == [
        "Passages",
        "Possible matches",
        "What we searched",
    ]
    assert [text for style, text in styles if style == "Quote"] == [
        one.item.kept.quote for one in results.found
    ]
    assert ("Heading 2", "Documents searched: 4") in styles
    assert document.core_properties.title == "Search results: ‘LADO’"
    again = RESULT_FORMATS["docx"].write(results, ON)
    assert again == RESULT_FORMATS["docx"].write(results, ON)


def test_names_of_files():
    assert file_name("LADO: who's in charge?", "csv") == "search-results-lado-who-s-in-charge.csv"
    assert file_name("???", "docx") == "search-results.docx"


def test_on_the_command_line(library, tmp_path, capsys):
    out = tmp_path / "found.csv"
    export_results(library, "LADO", 2, EVERYTHING, out)
    assert len(list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))) == 3
    assert capsys.readouterr().err == f"{out}: 2 passages; every quotation matches its document\n"
    with pytest.raises(
        QueryError, match=r"found\.pdf: the name of the file must end with one of: \.docx, \.xlsx, \.csv"
    ):
        export_results(library, "LADO", 2, EVERYTHING, tmp_path / "found.pdf")
    with pytest.raises(PackError, match=r"gone.found\.csv: cannot be written \(No such file or directory\)"):
        export_results(library, "LADO", 2, EVERYTHING, tmp_path / "gone" / "found.csv")


def test_export_goes_with_a_query_alone(capsys):
    assert main(["search", "LADO", "--json", "--export", "a.csv"]) == 2
    assert "--export goes with a query, and without --queries and --json" in capsys.readouterr().err
