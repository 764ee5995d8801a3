"""When documents came: what is new since a visit."""

import pytest

from findings.errors import AddingError
from findings.uploads.arrivals import arrived, since
from tests.fakes import make_document

OLD, NEW = make_document("old"), make_document("new")
FIRST, LATER = "2026-11-01T09:00:00+00:00", "2026-11-20T09:00:00+00:00"


def test_only_what_came_after_the_visit_is_new(tmp_path):
    assert arrived(tmp_path, [OLD], FIRST) == {"old": ""}  # held before anybody looked
    seen = arrived(tmp_path, [OLD, NEW], LATER)
    assert seen == {"old": "", "new": LATER}
    assert since([OLD, NEW], seen, FIRST) == [NEW]
    assert since([OLD, NEW], seen, LATER) == []
    assert since([OLD, NEW], seen, "") == []  # a first visit
    assert arrived(tmp_path, [OLD, NEW], "2027-01-01T00:00:00+00:00") == seen


def test_a_file_that_cannot_be_read_is_made_anew_and_one_that_cannot_be_written_told(tmp_path):
    (tmp_path / "arrivals.json").write_text("[", encoding="utf-8")
    assert arrived(tmp_path, [OLD], FIRST) == {"old": ""}
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(AddingError, match="arrivals"):
        arrived(tmp_path / "file", [OLD], FIRST)
