"""Whether a text layer holds words: fonts without a map to letters give signs that look like text and are none."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

_ENOUGH = 1500  # words that tell, taken from all over the document
_FEWEST = 20  # fewer words tell nothing
_LEAST_WRITTEN = 0.5  # share of tokens that have the form of words or figures
_LEAST_ALIKE = 0.85  # below it, everyday words must occur too
_LEAST_EVERYDAY = 0.03
_LEAST_VOWELS = 0.32  # of the letters a to z; 0.4 in the languages below, 0.25 where letters stand for others
_COMMONEST = frozenset("eaiont")
_LONGEST_WORD = 30
_ENOUGH_LETTERS = 150  # in which every text has one of the commonest words
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"[#£$€(]*[\d][\d.,:/%()£$€–-]*")
_VOWEL = re.compile(r"[aeiouyw]")
# The commonest words of the languages that reports are written in here: English, Welsh, Irish, Scottish Gaelic.
_EVERYDAY = frozenset(
    """the of and to in a is that for was are with on as by at be not this from have it or were which they
    yr y yn ac ar o am mae wedi bod sydd gan eu ei hyn ni na
    an na agus ar le do go bhí tá sé atá leis chun is
    anns aig tha gu nan""".split()
)


def is_written(texts: Iterable[str]) -> bool:
    """Whether the texts of a document are made of words, in any script; true of too few to tell."""
    whole = [token for text in texts for token in text.split()]
    tokens = whole[:: 1 + len(whole) // _ENOUGH]
    letters = sum(len(token) for token in tokens)
    if letters < 8 * _FEWEST:
        return True
    # A sign without spaces goes on for lines: it weighs as many words as it is long.
    weights = [max(1.0, len(token) / _LONGEST_WORD) for token in tokens]
    formed = [_is_formed(token) for token in tokens]
    share = sum(w for w, good in zip(weights, formed, strict=True) if good) / sum(weights)
    if share < _LEAST_WRITTEN:
        return False
    if everyday_share(tokens) >= _LEAST_EVERYDAY:
        return True
    return share >= _LEAST_ALIKE and _has_usual_letters(tokens)


def has_everyday_words(texts: Iterable[str]) -> bool:
    """Whether one of the commonest words, of two letters or more, stands on a page; true of too few to tell."""
    whole = list(texts)
    if sum(letter.isalnum() for text in whole for letter in text) < _ENOUGH_LETTERS:
        return True
    return any(len(word) > 1 and word in _EVERYDAY for text in whole for word in _WORD.findall(text.lower()))


def everyday_share(texts: Iterable[str]) -> float:
    """The share of the commonest words among the words of texts; 0 where there are none."""
    words = [word for text in texts for word in _WORD.findall(text.lower())]
    return sum(word in _EVERYDAY for word in words) / len(words) if words else 0.0


def _has_usual_letters(tokens: Sequence[str]) -> bool:
    """Whether Latin letters are as frequent as in a language: enough vowels, one of the usual letters the commonest."""
    latin = Counter(letter for token in tokens for letter in token.lower() if "a" <= letter <= "z")
    if 2 * latin.total() < sum(letter.isalpha() for token in tokens for letter in token):
        return True  # mostly another script
    vowels = sum(latin[letter] for letter in "aeiouwy")
    return latin.most_common(1)[0][0] in _COMMONEST and vowels >= _LEAST_VOWELS * latin.total()


def _is_formed(token: str) -> bool:
    """Whether a token has the form of a word or a figure."""
    word = token.strip("‘’“”\"'()[].,;:!?…•–—-*/&|")
    if not word or _FIGURE.fullmatch(word):
        return True
    if any(unicodedata.category(c) == "Lo" for c in word):
        return True  # another script, which may have no spaces
    plain = unicodedata.normalize("NFKD", word)
    if not plain[0].isalnum() or not all(
        c.isalnum() or c in "-–’'./&@_" or unicodedata.combining(c) for c in plain
    ):
        return False
    if not plain.isascii() and not any("a" <= c <= "z" for c in plain.lower()):
        return True
    if len(word) > _LONGEST_WORD and "." not in word and "/" not in word and "-" not in word:
        return False
    small = plain.lower()
    mixed = re.search(r"[a-z][A-Z]{2,}|[a-zA-Z]\d[a-zA-Z]", plain) is not None
    return not mixed and (len(small) < 4 or plain.isupper() or bool(_VOWEL.search(small)))
