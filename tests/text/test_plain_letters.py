"""Letters in another form are searched as plain letters and stay where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from findings.text.plain_letters import plain_letters, with_offsets
from findings.text.stems import stems, tokens


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("a ﬁre certiﬁcate", "a fire certificate"),
        ("eﬃcient staﬀ", "efficient staff"),
        ("Ｏｆｓｔｅｄ ２０２３", "Ofsted 2023"),
        ("𝐅𝐢𝐧𝐝𝐢𝐧𝐠𝐬", "Findings"),
        ("Part Ⅳ", "Part IV"),
        ("re\u0301sume\u0301", "r\u00e9sum\u00e9"),
        # Signs and the figures of footnotes are no letters.
        ("½ of agencies² ™ …", "½ of agencies² ™ …"),
        ("plain", "plain"),
    ],
)
def test_the_plain_letters_of_a_text(printed: str, plain: str) -> None:
    assert plain_letters(printed) == plain


def test_words_in_other_letters_have_the_stems_of_the_plain_ones() -> None:
    assert stems("ｆｉｒｅ certiﬁcates") == stems("fire certificates")


def test_a_word_is_found_where_it_stands_in_the_printed_text() -> None:
    text = "The ﬁre certiﬁcate of the staﬀ, 𝐦𝐢𝐬𝐬𝐢𝐧𝐠 since May"
    assert [text[start:end] for start, end, _ in tokens(text)] == [
        *("The", "ﬁre", "certiﬁcate", "of", "the", "staﬀ", "𝐦𝐢𝐬𝐬𝐢𝐧𝐠", "since", "May")
    ]


@given(st.text(alphabet="abé ﬁﬀＡ２Ⅳe\u0301½²-", max_size=40))
def test_offsets_lead_back_to_the_printed_text(text: str) -> None:
    plain, offsets = with_offsets(text)
    assert plain == plain_letters(text)
    assert len(offsets) == len(plain) + 1
    assert offsets == sorted(offsets) and offsets[-1] == len(text)
