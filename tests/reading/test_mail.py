"""E-mail: decoded head and body with their places, attachments under their names, what cannot be read said by name."""

from __future__ import annotations

from datetime import date

import pytest

from findings.citation import place
from findings.errors import ReadingError
from findings.reading import Reading, read
from findings.reading.passages import cut
from tests.reading.office_files import mail, opendocument, pdf, workbook

TROLLEY = "The medicines trolley was left unlocked on two of the five days."


def read_mail(tmp_path, message, name: str = "a.eml") -> Reading:
    path = tmp_path / name
    path.write_bytes(message if isinstance(message, bytes) else message.as_bytes())
    return read(path, tmp_path)


def said(reading: Reading) -> list[tuple[str, str]]:
    """(place in words, words) of each passage."""
    passages = cut(reading.document, reading.content)
    assert all(reading.content.text[each.start : each.end] == each.text for each in passages)
    return [(place(each, reading.document), each.text) for each in passages]


def test_an_e_mail_is_decoded(tmp_path):
    html = f"<p>{TROLLEY}</p>"
    reading = read_mail(tmp_path, mail(f"{TROLLEY} It must be put right – by Friday.\n", html))
    document = reading.document
    assert (document.format, document.title) == ("eml", "Your report – Elm House")
    assert (document.published, document.published_from) == (date(2019, 8, 19), "printed")
    assert said(reading) == [("line 1", f"{TROLLEY} It must be put right – by Friday.")]
    assert "From: Care Inspectors <inspectors@example.org>" in reading.content.text
    assert "quoted-printable" not in reading.content.text and "base64" not in reading.content.text


def test_a_body_in_html_alone_is_read(tmp_path):
    reading = read_mail(tmp_path, mail("", f"<h1>Visit</h1><p>{TROLLEY}</p>"))
    assert said(reading) == [("paragraph 2", TROLLEY)]


def test_a_body_that_only_points_to_the_other_gives_way_to_it(tmp_path):
    reading = read_mail(tmp_path, mail("Your program cannot show this.", f"<p>{TROLLEY} {TROLLEY}</p>"))
    assert [place for place, _ in said(reading)] == ["paragraph 1"]


def test_letters_in_an_old_encoding_are_read(tmp_path):
    message = (
        b"From: a@example.org\r\nTo: b@example.org\r\nSubject: =?iso-8859-1?Q?Visit_of_caf=E9?=\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\nThe caf\xe9 was closed on the day of the visit.\r\n"
    )
    reading = read_mail(tmp_path, message)
    assert reading.document.title == "Visit of café"
    assert said(reading) == [("line 1", "The café was closed on the day of the visit.")]


def test_an_e_mail_is_known_by_its_head_whatever_its_name(tmp_path):
    assert read_mail(tmp_path, mail(), "letter.txt").document.format == "eml"


@pytest.mark.parametrize(
    "text",
    ["Note: the visit was short.\nTo: be continued.\n\nMore words.", "Subject: a visit\n\nDear Ms Smith\n"],
)
def test_a_text_that_begins_with_a_label_is_no_e_mail(tmp_path, text):
    assert read_mail(tmp_path, text.encode(), "note.txt").document.format == "text"


def test_attachments_follow_under_their_names(tmp_path):
    report = pdf(
        "The first page says nothing of it.", "The brakes of bus nine had not been tested since May."
    )
    table = workbook({"Actions": [["Lock the trolley every night", "the manager"]]})
    reading = read_mail(tmp_path, mail(attached=[("report.pdf", report), ("plan.xlsx", table)]))
    assert said(reading) == [
        ("line 1", TROLLEY),
        ("‘report.pdf’, page 1", "The first page says nothing of it."),
        ("‘report.pdf’, page 2", "The brakes of bus nine had not been tested since May."),
        ("‘plan.xlsx’, sheet ‘Actions’, row 1", "Lock the trolley every night\tthe manager"),
    ]
    assert not reading.content.lines  # their pages are not those of the e-mail


def test_the_facts_of_an_attached_report_are_those_of_the_document(tmp_path):
    letter = (
        "Dear Director\n\nFocused visit to Sheffield children's services\n\nThis letter summarises the findings of "
        "the focused visit to Sheffield children's services on 6 and 7 February 2024 by two inspectors.\n"
    )
    document = read_mail(tmp_path, mail(attached=[("letter.txt", letter.encode())])).document
    assert (document.authority, document.kind) == ("Sheffield", "focused-visit")
    assert document.inspection_end == date(2024, 2, 7)
    assert document.title == "Your report – Elm House"


def test_an_e_mail_within_an_e_mail_is_read_with_what_it_carries(tmp_path):
    plan = opendocument("<text:p>The plan names a night for each door.</text:p>")
    inner = mail("The inner letter speaks of the fire doors.", attached=[("plan.odt", plan)])
    outer = mail()
    outer.add_attachment(inner)
    places = [where for where, _ in said(read_mail(tmp_path, outer))]
    name = "‘Your report – Elm House.eml’"
    assert places == ["line 1", f"{name}, line 1", f"{name}, ‘plan.odt’, line 1"]


def test_what_is_attached_and_cannot_be_read_is_named(tmp_path):
    attached = [("photo.jpg", b"\xff\xd8\xff\xe0 picture"), ("key.asc", b"-----BEGIN KEY-----\nabc\n")]
    document = read_mail(tmp_path, mail(attached=attached)).document
    assert document.notes == (
        "An attachment was not read: ‘photo.jpg’ is a picture, not a document. Save the document itself as PDF and "
        "try again.",
        "An attachment was not read: ‘key.asc’ is not a document.",
    )


def test_a_picture_that_the_body_shows_is_not_named(tmp_path):
    message = mail("", f"<p>{TROLLEY}</p><img src='cid:logo'>")
    message.get_body(("html",)).add_related(b"\x89PNG\r\n", "image", "png", cid="<logo>")
    assert read_mail(tmp_path, message).document.notes == ()


def test_e_mails_within_each_other_without_end_are_bounded(tmp_path):
    message = mail("The innermost letter.")
    for _ in range(6):
        outer = mail()
        outer.add_attachment(message)
        message = outer
    document = read_mail(tmp_path, message).document
    assert document.notes == (
        "An attachment was not read: ‘Your report – Elm House.eml’ is one too many within one file. Add it as a file "
        "of its own.",
    )


def test_only_so_many_attachments_are_read(tmp_path):
    attached = [(f"{number}.txt", f"Words of part {number}.".encode()) for number in range(60)]
    assert len(read_mail(tmp_path, mail(attached=attached)).document.notes) == 10


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"From a@b Mon Aug 19\nFrom: a@example.org\n\nOne.\n\nFrom a@b Tue\nFrom: b@example.org\n\nTwo.\n",
            r"^‘a\.eml’ is a mailbox of several e-mails\. Save each e-mail as a file of its own \(\.eml\)\.$",
        ),
        (
            b"From: a@b.c\nTo: d@e.f\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime; name=smime.p7m\n"
            b"Content-Transfer-Encoding: base64\n\nTUlJ\n",
            r"^‘a\.eml’ is an encrypted e-mail\. Save it without encryption and try again\.$",
        ),
    ],
)
def test_e_mail_that_cannot_be_read_is_told_in_one_line(tmp_path, data, message):
    with pytest.raises(ReadingError, match=message):
        read_mail(tmp_path, data)


def test_a_damaged_outlook_e_mail_is_told(tmp_path, monkeypatch):
    from findings.reading.files import compound

    monkeypatch.setattr(compound, "format_of", lambda name, data: "msg")
    with pytest.raises(
        ReadingError, match=r"^‘a\.msg’ is damaged and could not be opened\. Download it again"
    ):
        read_mail(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "a.msg")
