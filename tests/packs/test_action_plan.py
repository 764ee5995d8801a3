"""The action plan: out to Excel, filled in, and back into the pack; nothing that was written is lost on the way."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from findings.errors import PackChanged, PackError
from findings.packs.check import check
from findings.packs.formats import FORMATS
from findings.packs.pack import Response
from findings.packs.plan.plan_import import import_into
from findings.packs.plan.plan_rows import COLUMNS, SHEET
from tests.packs.make_pack import ASKED, BULLET, COUNTED, STRENGTH, TEXTS

ON = date(2026, 11, 21)
HEAD = [name for name, _ in COLUMNS]
NAME = "plan.xlsx"


@pytest.fixture
def pack_id(store):
    made = store.create("LADO arrangements")
    store.add(made, [STRENGTH, ASKED, COUNTED])
    item = store.pack(made).items[0]
    store.respond(made, item.id, Response("Agreed", "", "Bo", date(2026, 12, 1), "begun"), 1)
    return made


def exported(store, pack_id):
    data = FORMATS["xlsx"].write(check(store.pack(pack_id), TEXTS), ON)
    return openpyxl.load_workbook(io.BytesIO(data))


def write(sheet, row, **cells):
    """Write cells by a short name of their column."""
    names = {"response": 7, "evidence": 8, "owner": 9, "due": 10, "status": 11, "words": 5, "reference": 12}
    for name, value in cells.items():
        sheet.cell(row, names[name] + 1).value = value


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def responses(store, pack_id):
    return [item.response for item in store.pack(pack_id).items]


def test_the_sheet_is_made_to_work_in(store, pack_id):
    sheet = exported(store, pack_id)[SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == HEAD
    assert rows[1][:7] == [
        *("1", "Northshire", "Focused visit letter", datetime(2022, 11, 24), "Strength"),
        *(STRENGTH.quote, "Page 1"),
    ]
    assert rows[1][7:12] == ["Agreed", None, "Bo", datetime(2026, 12, 1), "In progress"]
    assert rows[2][5] == f"The local authority should improve:\n{BULLET}"
    assert sheet.auto_filter.ref == "A1:M4"
    assert sheet.freeze_panes == "B2"
    lists = {str(rule.sqref): (rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation}
    assert lists["L2:L204"] == ("list", '"Not started,In progress,Done"')
    assert lists["K2:K204"][0] == "date"


def test_what_is_filled_in_comes_back(store, pack_id):
    book = exported(store, pack_id)
    sheet = book[SHEET]
    write(sheet, 2, response="Agreed, and done", status="done")
    write(
        sheet, 3, response="We\nwill", evidence="=1+1 audit", owner="Cy", due="12/03/27", status="Not started"
    )
    write(sheet, 4, due=datetime(2027, 5, 3))
    outcome = import_into(store, pack_id, saved(book), NAME)
    assert (outcome.said, outcome.lines) == ("3 responses taken in, 0 unchanged.", ())
    assert responses(store, pack_id) == [
        Response("Agreed, and done", "", "Bo", date(2026, 12, 1), "done"),
        Response("We\nwill", "=1+1 audit", "Cy", date(2027, 3, 12), "open"),
        Response(due=date(2027, 5, 3)),
    ]


@pytest.mark.parametrize("day", ["3 May 2027", "03/05/2027", "3.5.27", "2027-05-03"])
def test_a_date_is_read_as_people_in_britain_write_it(store, pack_id, day):
    book = exported(store, pack_id)
    write(book[SHEET], 3, due=day)
    import_into(store, pack_id, saved(book), NAME)
    assert responses(store, pack_id)[1].due == date(2027, 5, 3)


def test_a_file_as_it_was_changes_nothing(store, pack_id):
    before = store.pack(pack_id).items
    outcome = import_into(store, pack_id, saved(exported(store, pack_id)), NAME)
    assert (outcome.said, outcome.lines) == ("0 responses taken in, 3 unchanged.", ())
    assert store.pack(pack_id).items == before


def test_rows_that_were_sorted_and_a_title_above_them_are_no_trouble(store, pack_id):
    book = exported(store, pack_id)
    sheet = book[SHEET]
    write(sheet, 4, response="Counted")
    last = [cell.value for cell in sheet[4]]
    sheet.delete_rows(4)
    sheet.insert_rows(2)
    for place, value in enumerate(last, 1):
        sheet.cell(2, place).value = value
    sheet.insert_rows(1, 2)
    sheet.cell(1, 1).value = "Our plan"
    import_into(store, pack_id, saved(book), NAME)
    assert [response.response for response in responses(store, pack_id)] == ["Agreed", "", "Counted"]


def test_an_empty_cell_clears_nothing(store, pack_id):
    book = exported(store, pack_id)
    write(book[SHEET], 2, response=None, due=None)
    outcome = import_into(store, pack_id, saved(book), NAME)
    assert outcome.lines == (
        "Row 2: ‘Our response’ is empty in the file. The pack keeps: ‘Agreed’",
        "Row 2: ‘Due’ is empty in the file. The pack keeps: 1 December 2026",
    )
    assert responses(store, pack_id)[0] == Response("Agreed", "", "Bo", date(2026, 12, 1), "begun")


def test_what_the_pack_gained_meanwhile_is_kept_and_the_files_words_are_told(store, pack_id):
    book = exported(store, pack_id)
    item = store.pack(pack_id).items[0]
    store.respond(pack_id, item.id, Response("Agreed by the board", "", "Bo"), item.response_version)
    write(book[SHEET], 2, response="Agreed by us", evidence="Audit")
    outcome = import_into(store, pack_id, saved(book), NAME)
    assert outcome.lines == (
        "Row 2: ‘Our response’ was changed in the pack after this file was made. The pack keeps its words. The file "
        "says: ‘Agreed by us’",
    )
    assert responses(store, pack_id)[0] == Response(
        "Agreed by the board", "Audit", "Bo", date(2026, 12, 1), "begun"
    )


def test_a_quotation_that_was_changed_in_the_file_is_told_and_not_taken(store, pack_id):
    book = exported(store, pack_id)
    write(book[SHEET], 2, words="Leaders know their service perfectly.")
    outcome = import_into(store, pack_id, saved(book), NAME)
    assert outcome.lines == (
        "Row 2: the quotation was changed in the file. The pack keeps the document's words.",
    )
    assert store.pack(pack_id).items[0].kept.quote == STRENGTH.quote


def test_rows_of_no_passage_of_the_pack_are_told_with_their_words(store, pack_id):
    book = exported(store, pack_id)
    write(book[SHEET], 5, response="Also this", owner="Di")
    store.remove(pack_id, [COUNTED.key])
    write(book[SHEET], 4, response="Late")
    outcome = import_into(store, pack_id, saved(book), NAME)
    assert outcome.said == "0 responses taken in, 2 unchanged."
    assert outcome.lines == (
        "Row 4 is of no passage of this pack and was not taken in: Our response: ‘Late’",
        "Row 5 was added by hand and was not taken in: Our response: ‘Also this’; Owner: ‘Di’",
    )


def test_cells_that_cannot_be_used_stop_everything_and_are_all_named(store, pack_id):
    book = exported(store, pack_id)
    write(book[SHEET], 2, response="Fine", due="soon")
    write(book[SHEET], 3, status="Finished")
    write(book[SHEET], 4, due="31/02/2027")
    before = responses(store, pack_id)
    with pytest.raises(PackError) as error:
        import_into(store, pack_id, saved(book), NAME)
    assert str(error.value) == (
        "Nothing was taken in from ‘plan.xlsx’. Row 2: ‘soon’ is not a date. Write it like 3 May 2026. "
        "Row 3: ‘Finished’ is not a status. Choose from: Not started, In progress, Done. "
        "Row 4: ‘31/02/2027’ is not a date. Write it like 3 May 2026."
    )
    assert responses(store, pack_id) == before


def test_two_rows_of_one_passage_are_refused(store, pack_id):
    book = exported(store, pack_id)
    write(book[SHEET], 3, reference=book[SHEET].cell(2, 13).value)
    with pytest.raises(PackError, match=r"Rows 2 and 3 are of the same passage\. Keep one\."):
        import_into(store, pack_id, saved(book), NAME)


def test_text_that_is_too_long_stops_everything(store, pack_id):
    book = exported(store, pack_id)
    write(book[SHEET], 3, response="x" * 5001)
    write(book[SHEET], 2, response="Fine")
    with pytest.raises(PackError, match=r"The response has 5,001 characters\. It must be 5,000 or fewer\."):
        import_into(store, pack_id, saved(book), NAME)
    assert responses(store, pack_id)[0].response == "Agreed"


def test_a_change_meanwhile_stops_everything(store, pack_id):
    item = store.pack(pack_id).items[0]
    with pytest.raises(PackChanged):
        store.respond_all(
            pack_id,
            [
                (store.pack(pack_id).items[1].id, Response("new"), 1),
                (item.id, Response("late"), item.response_version - 1),
            ],
        )
    assert [response.response for response in responses(store, pack_id)] == ["Agreed", "", ""]


def test_files_that_are_no_action_plan_are_named(store, pack_id):
    other = store.create("Other")
    store.add(other, [STRENGTH])
    with pytest.raises(
        PackError, match=r"‘plan\.xlsx’ is not an action plan of this pack\. Nothing was taken in\."
    ):
        import_into(store, pack_id, saved(exported(store, other)), NAME)
    with pytest.raises(
        PackError, match=r"‘plan\.xlsx’ has no sheet ‘Action plan’ with the columns ‘Our response’"
    ):
        import_into(store, pack_id, saved(openpyxl.Workbook()), NAME)
    with pytest.raises(PackError, match=r"‘plan\.xlsx’"):
        import_into(store, pack_id, b"nonsense", NAME)
    word = FORMATS["docx"].write(check(store.pack(pack_id), TEXTS), ON)
    with pytest.raises(PackError, match=r"‘plan\.docx’ is not an Excel workbook\. Save it as Excel workbook"):
        import_into(store, pack_id, word, "plan.docx")
