"""Settings come from the environment, once; what is not set keeps its default."""

from pathlib import Path

import pytest

from findings.errors import SettingsError
from findings.settings import Settings, read_settings


def test_nothing_set_is_every_default():
    assert read_settings({}) == Settings()


def test_what_is_set_is_taken():
    found = read_settings(
        {
            "FINDINGS_DATA": "kept",
            "FINDINGS_UPLOADS": "off",
            "FINDINGS_THREADS": "2",
            "FINDINGS_SIGN_IN": "Yes",
        }
    )
    assert (found.data, found.journal) == (Path("kept"), Path("kept/journal.jsonl"))
    assert (found.uploads, found.threads, found.sign_in) == (False, 2, True)


def test_an_unclear_switch_is_left_as_it_is():
    found = read_settings({"FINDINGS_UPLOADS": "maybe", "FINDINGS_SIGN_IN": "maybe"})
    assert (found.uploads, found.sign_in) == (True, False)


def test_a_number_that_is_none_is_named():
    with pytest.raises(
        SettingsError, match=r"^FINDINGS_THREADS is ‘two’: give a number of cores, 0 for all of them$"
    ):
        read_settings({"FINDINGS_THREADS": "two"})
