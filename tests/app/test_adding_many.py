"""Many documents at once, on the page that adds them: only what needs something has inputs, refusals come last."""

import io
import zipfile

from findings.app.components.upload import upload_form
from findings.app.text import uploads_text
from findings.reading import sidefile
from findings.uploads.job import read
from tests.app.test_adding_page import adding, site, upload
from tests.uploads import make_files

__all__ = ["site"]


def archive(*entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in entries:
            made.writestr(name, data)
    return "reports.zip", out.getvalue()


def letters(number):
    return [(f"letter-{n}.pdf", make_files.letter(f"Letter number {n}.")) for n in range(1, number + 1)]


def test_only_what_needs_something_has_inputs_and_the_rest_is_one_table(site):
    upload(adding(site), archive(*letters(6), ("bare.pdf", make_files.bare()), ("notes.txt", b"words")))
    assert "7 documents can be added and 1 cannot" in site.status
    assert "1 of 7 documents needs something from you." in site.html
    assert [box.label for box in site.app.text_input] == ["Date of the inspection"]
    assert "<h3>bare.pdf</h3>" in site.html
    assert "<h3>6 documents with nothing to do</h3>" in site.html
    for number in range(1, 7):
        assert f"letter-{number}.pdf" in site.html
    assert site.html.index("6 documents with nothing to do") < site.html.index(uploads_text.REFUSED_TITLE)
    assert "‘notes.txt’ is not a PDF, an Office document or an e-mail." in site.html


def test_the_others_are_added_as_they_were_found_and_one_of_them_as_it_was_corrected(site):
    upload(adding(site), archive(*letters(6)))
    assert "We found the facts of all 6 documents. You can correct them before you add them." in site.html
    assert not site.app.text_input
    [others] = [box for box in site.app.multiselect if box.label == uploads_text.CORRECT]
    others.set_value(["letter-2"]).run()
    [authority] = [box for box in site.app.selectbox if box.label == "Local authority"]
    authority.set_value("Rotherham")
    site.button("Add 6 documents").click().run()
    assert not site.app.exception
    added = sorted(path.name for path in (site.corpus / "uploads").iterdir())
    assert added == sorted([*(f"letter-{n}.pdf" for n in range(1, 7)), "letter-2.yml"])
    assert sidefile.facts_for("uploads/letter-2.pdf", site.corpus) == {"authority": "Rotherham"}
    assert len(read(site.data).outcomes) == 6


def test_a_missing_date_stops_them_all_until_it_is_entered(site):
    upload(adding(site), archive(*letters(6), ("bare.pdf", make_files.bare())))
    site.button("Add 7 documents").click().run()
    assert "Enter the date of the inspection for ‘bare.pdf’." in site.html
    assert not (site.corpus / "uploads").exists()
    site.app.text_input[0].set_value("13 January 2023")
    site.button("Add 7 documents").click().run()
    assert len(list((site.corpus / "uploads").glob("*.pdf"))) == 7


def test_few_files_are_all_shown_with_their_inputs(site):
    upload(adding(site), archive(*letters(upload_form.FEW)))
    assert len(site.app.text_input) == upload_form.FEW
    assert uploads_text.CORRECT not in [box.label for box in site.app.multiselect]


def test_an_archive_that_holds_too_many_says_so(site, monkeypatch):
    name, data = archive(*[(f"{n}.txt", b"x") for n in range(201)])
    upload(adding(site), (name, data))
    assert "‘reports.zip’ holds 201 files. Add 200 documents or fewer at a time." in site.html


def test_a_whole_folder_can_be_chosen(site):
    adding(site)
    folder = site.app.file_uploader[1]
    assert folder.label == uploads_text.CHOOSE_FOLDER
    folder.set_value([("Halton/letter.pdf", make_files.letter(), "application/pdf")])
    site.app.run()
    assert "<h3>letter.pdf</h3>" in site.html
