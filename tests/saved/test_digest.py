"""The digest against a real mail server of this machine: what it says, that nothing goes twice, what a failure does."""

import socket
import ssl
from dataclasses import replace
from datetime import timedelta

import pytest

from findings.errors import SettingsError
from findings.saved.after_build import after_build
from findings.saved.saved_question import Question
from findings.saved.sending import send_digest
from findings.saved.sent import SentStore
from findings.settings import Mail, read_settings
from tests.saved.collection import LADO, TEXTS, WEATHER, holding

BUILT = "2026-11-20T08:00:00+00:00"
ADDRESS = "https://findings.example.org"


class Inbox:
    """What a server took; `refuse` is what it answers instead of taking."""

    def __init__(self):
        self.messages = []
        self.refuse = ""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        from email import message_from_bytes, policy

        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def mail(inbox):
    from aiosmtpd.controller import Controller

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield Mail("127.0.0.1", "findings@example.org", ("ann@example.org", "bob@example.org"), "none", port)
    controller.stop()


@pytest.fixture
def grown(tmp_path, came, clock, store):
    """A collection whose recipients are known, to which two documents came; a topic is saved for all."""

    def grow(mail):
        first = holding(tmp_path, TEXTS)
        came.note(first.documents(), BUILT)
        store.save(Question("over_time", "LADO"), "Designated officers", "ann", for_all=True)
        for recipient in mail.recipients:
            SentStore(tmp_path / "data", clock).begin(recipient)
        clock.pass_hours(1)
        later = holding(tmp_path, {**LADO, **WEATHER})
        came.note(later.documents(), "")
        return later

    return grow


@pytest.fixture
def digest(tmp_path, clock):
    def send(library, mail, **options):
        documents, data = library.documents(), tmp_path / "data"
        return send_digest(documents, lambda: library, data, mail, ADDRESS, clock=clock, **options)

    return send


def became(outcomes):
    return [(one.recipient, one.became, one.documents) for one in outcomes]


def test_what_is_sent_and_that_it_is_sent_once(grown, digest, mail, inbox):
    library = grown(mail)
    assert became(digest(library, mail)) == [("ann@example.org", "sent", 2), ("bob@example.org", "sent", 2)]
    assert [message["To"] for message in inbox.messages] == ["ann@example.org", "bob@example.org"]
    message = inbox.messages[0]
    assert message["From"] == "findings@example.org"
    assert message["Subject"] == "2 new inspection documents, something new on 1 saved topic"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"] == "Mon, 23 Nov 2026 10:30:00 +0000"
    assert message.get_content().splitlines() == [
        "2 new inspection documents, something new on 1 saved topic.",
        "",
        "",
        "- Document ‘lado.txt’ of Northshire, published 4 March 2024",
        "  https://findings.example.org/documents?doc=lado",
        "- Document ‘weather.txt’ of Southshire, published 7 June 2024",
        "  https://findings.example.org/documents?doc=weather",
        "",
        "",
        "Designated officers (Over time: ‘LADO’)",
        "",
        "- ‘The LADO knew of each allegation.’",
        "  Document ‘lado.txt’ of Northshire, published 4 March 2024, line 1",
        "  https://findings.example.org/documents?doc=lado&p=lado%3A0-33",
        "",
        "",
        "Quotations are word for word from the documents. Check the document before you use them.",
        "An administrator of Findings decides who gets this e-mail.",
    ]
    assert became(digest(library, mail)) == [
        ("ann@example.org", "nothing", 0),
        ("bob@example.org", "nothing", 0),
    ]
    assert len(inbox.messages) == 2


def test_who_is_new_is_told_from_now_on(grown, digest, mail, inbox):
    library = grown(mail)
    more = replace(mail, recipients=("new@example.org",))
    assert became(digest(library, more)) == [("new@example.org", "begun", 0)]
    assert became(digest(library, more)) == [("new@example.org", "nothing", 0)]
    assert inbox.messages == []


def test_a_dry_run_sends_and_notes_nothing(grown, digest, mail, inbox):
    library = grown(mail)
    shown = digest(library, mail, dry_run=True)
    assert became(shown) == [("ann@example.org", "shown", 2), ("bob@example.org", "shown", 2)]
    assert shown[0].message["Subject"] == "2 new inspection documents, something new on 1 saved topic"
    assert became(digest(library, replace(mail, recipients=("new@example.org",)), dry_run=True)) == [
        ("new@example.org", "begun", 0)
    ]
    assert inbox.messages == []
    assert [one.became for one in digest(library, mail)] == ["sent", "sent"]


def test_what_was_refused_is_tried_again(grown, digest, mail, inbox):
    library = grown(mail)
    inbox.refuse = "550 no such person"
    first, second = digest(library, mail)
    assert (first.became, second.became) == ("failed", "failed")
    assert first.said == (
        f"The digest to ann@example.org was not sent: 127.0.0.1, port {mail.port}: the recipient was refused "
        "(550 no such person). It is tried again the next time. Look at the FINDINGS_SMTP settings if this goes on."
    )
    inbox.refuse = ""
    assert [one.became for one in digest(library, mail)] == ["sent", "sent"]


def test_a_server_that_is_not_there_and_one_that_cannot_keep_a_secret(grown, digest, mail, inbox):
    library = grown(mail)
    one = replace(mail, recipients=("ann@example.org",))
    [nobody] = digest(library, replace(one, port=1))
    assert "127.0.0.1, port 1: Connection refused. It is tried again the next time." in nobody.said
    [open_only] = digest(library, replace(one, security="starttls"))
    assert "STARTTLS extension not supported by server" in open_only.said
    assert inbox.messages == []  # never in the clear where it was to be kept secret
    [no_login] = digest(library, replace(one, user="findings", password="s3cret"))
    assert "SMTP AUTH extension not supported by server" in no_login.said
    assert "s3cret" not in no_login.said + repr(replace(one, password="s3cret"))
    [tls] = digest(library, replace(one, security="tls"))
    assert tls.became == "failed"
    assert isinstance(ssl.SSLError(), OSError)  # as which it is told


def test_a_fault_gives_back_what_was_taken(grown, digest, mail, inbox):
    library = grown(mail)

    def broken(message, to):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        digest(library, mail, send=broken)
    assert [one.became for one in digest(library, mail)] == ["sent", "sent"]


def test_two_programs_do_not_tell_of_the_same_and_one_that_was_killed_holds_it_ten_minutes(
    tmp_path, came, clock
):
    sent = SentStore(tmp_path / "data", clock)
    sent.begin("ann")
    with sent.telling("ann", ["a", "b"]) as mine:
        assert mine == {"a", "b"}
        with sent.telling("ann", ["b", "c"]) as others:
            assert others == {"c"}
        assert sent.untold("ann", ["a", "b", "c"]) == frozenset()
    killed = sent.telling("ann", ["d"])
    killed.__enter__()
    clock.now += timedelta(minutes=9)
    assert sent.untold("ann", ["d"]) == frozenset()
    clock.now += timedelta(minutes=2)
    assert sent.untold("ann", ["c", "d"]) == {"d"}
    with sent.telling("ann", ["c", "d"]) as again:
        assert again == {"d"}


def test_a_build_tells_and_a_failing_server_is_a_line(tmp_path, store, mail, inbox):
    data = tmp_path / "data"
    library = holding(tmp_path, TEXTS)
    store.save(Question("search", "LADO"), "LADO", "ann", for_all=True)
    assert after_build(library.documents(), lambda: library, data, "", mail) == ()
    assert sorted(path.name[:1] for path in (data / "feeds").iterdir()) == ["d", "s"]
    later = holding(tmp_path, LADO)
    [ann, _bob] = after_build(later.documents(), lambda: later, data, "", replace(mail, port=1))
    assert ann.startswith(
        "The digest to ann@example.org was not sent: 127.0.0.1, port 1: Connection refused."
    )
    assert after_build(later.documents(), lambda: later, data, "", mail) == ()
    assert [message["Subject"][:25] for message in inbox.messages] == ["1 new inspection document"] * 2


def test_what_cannot_be_noted_fails_no_build(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "saved.db").write_bytes(b"this is no database, and long enough to be read" * 99)
    [said] = after_build((), lambda: None, tmp_path / "data", "", None)
    assert "saved.db is damaged" in said


SET = {
    "FINDINGS_SMTP_HOST": "mail.example.org",
    "FINDINGS_SMTP_FROM": "findings@example.org",
    "FINDINGS_SMTP_TO": "ann@example.org, bob@example.org,ann@example.org",
}


def test_the_digest_is_off_until_a_server_is_named():
    assert read_settings({}).mail is None
    assert read_settings({"FINDINGS_SMTP_TO": "ann@example.org"}).mail is None
    assert read_settings(SET).mail == Mail(
        "mail.example.org", "findings@example.org", ("ann@example.org", "bob@example.org"), "starttls", 587
    )
    assert read_settings({**SET, "FINDINGS_SMTP_SECURITY": "TLS"}).mail.port == 465
    assert (
        read_settings({**SET, "FINDINGS_SMTP_SECURITY": "none", "FINDINGS_SMTP_PORT": "2525"}).mail.port
        == 2525
    )
    assert read_settings({"FINDINGS_ADDRESS": "https://f.example.org/"}).address == "https://f.example.org"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECURITY", "ssl3", "FINDINGS_SMTP_SECURITY is ‘ssl3’: give starttls, tls, none"),
        ("PORT", "many", "FINDINGS_SMTP_PORT is ‘many’: give a number from 1 to 65535"),
        ("PORT", "70000", "FINDINGS_SMTP_PORT is ‘70000’: give a number from 1 to 65535"),
        ("FROM", "", "FINDINGS_SMTP_FROM is ‘’: give an e-mail address, or unset FINDINGS_SMTP_HOST"),
        ("TO", "ann", "FINDINGS_SMTP_TO is ‘ann’: give an e-mail address, or unset FINDINGS_SMTP_HOST"),
        (
            "TO",
            "a@b\nc: d",
            "FINDINGS_SMTP_TO is ‘a@b c: d’: give an e-mail address, or unset FINDINGS_SMTP_HOST",
        ),
    ],
)
def test_settings_that_cannot_be_used(name, value, said):
    with pytest.raises(SettingsError) as told:
        read_settings({**SET, f"FINDINGS_SMTP_{name}": value})
    assert str(told.value) == said
