"""The sector's terms and the themes among them."""

from findings.text.terms import SECTOR_TERMS, THEMES


def test_a_short_form_is_spelled_out_as_a_theme():
    [lado] = [theme for theme in THEMES if "LADO" in theme.title]
    assert lado == (
        "local authority designated officer",
        "Local authority designated officer (LADO)",
        "Help and protection",
    )


def test_a_theme_without_other_names_brings_no_pair():
    assert "supervision" in {theme.topic for theme in THEMES}
    assert "supervision" not in {term for term, _ in SECTOR_TERMS}


def test_no_theme_stands_twice_and_each_has_a_group():
    assert len({theme.topic for theme in THEMES}) == len(THEMES) >= 50
    assert all(theme.group for theme in THEMES)
