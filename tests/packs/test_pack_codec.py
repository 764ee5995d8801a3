"""What is kept comes back as it was, also from records that older and newer versions wrote."""

from __future__ import annotations

import json

import pytest

from findings.packs.pack_codec import kept_json, read_kept, read_searched, searched_json
from tests.packs.make_pack import ASKED, SEARCHED


def test_what_is_written_is_read() -> None:
    assert read_kept(kept_json(ASKED), ASKED.topic) == ASKED
    assert read_searched(searched_json(SEARCHED)) == SEARCHED


def test_a_record_without_what_is_null_and_with_an_unknown_field_is_read() -> None:
    values = json.loads(kept_json(ASKED))
    values["document"] = {name: value for name, value in values["document"].items() if value is not None}
    values["passage"] = {name: value for name, value in values["passage"].items() if value is not None}
    values["passage"]["mood"] = "unknown"
    assert read_kept(json.dumps(values), ASKED.topic) == ASKED


@pytest.mark.parametrize("text", ["{", "[]", '{"document": 1}', '{"passage": {}}'])
def test_what_is_no_record_is_an_error(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_kept(text, "")
