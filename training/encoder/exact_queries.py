"""Queries cut from passages by rule (short forms, names, numbers, exact phrases), to train with and to evaluate with.

Training for paraphrases must not make the encoder forget these. For the same reason, `off_domain` ranks texts from
outside the sector: each first line of Python's own documentation should find the rest of its text.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import random
import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from findings.errors import QueryError
from training.encoder.data import Corpus, Pair, pair_of
from training.encoder.model import Adapted

EACH = 10
SEED = 7
PHRASE = 6  # words
# Kind -> pattern, and the number of passages it may stand in within the authority.
PATTERNS = {
    "acronym": (re.compile(r"\b[A-Z][A-Za-z]*[A-Z]+\b"), 4),
    "name": (re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]+ ){1,3}[A-Z][a-z]+\b"), 4),
    "number": (re.compile(r"(?:[a-z]+ ){1,2}£?\d[\d,.]*%?(?: [a-z]+){1,2}"), 2),
}
MODULES = """argparse calendar codecs collections configparser contextlib csv datetime decimal difflib email fileinput
    fractions functools gzip heapq inspect io ipaddress itertools json locale logging mailbox math multiprocessing
    operator os pathlib pickle plistlib queue random re sched secrets shelve shutil signal smtplib socket sqlite3 ssl
    statistics string struct subprocess tarfile tempfile textwrap threading time timeit traceback types unittest
    urllib.parse urllib.request uuid wave weakref zipfile""".split()


def evaluation_queries(corpus: Corpus) -> list[Pair]:
    """`EACH` queries of a kind for each authority, with the rows of the passages that hold them."""
    rng = random.Random(SEED)
    rows: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(corpus.authorities):
        if name and corpus.passages[row].kind != "standard":
            rows[name].append(row)
    found = []
    for authority in sorted(rows):
        texts = {row: " ".join(corpus.passages[row].text.split()) for row in rows[authority]}
        for kind, (pattern, most) in PATTERNS.items():
            words = {word for text in texts.values() for word in pattern.findall(text)}
            standing = {word: [row for row, text in texts.items() if word in text] for word in sorted(words)}
            chosen = [word for word, where in standing.items() if len(where) <= most]
            chosen = [word for word in chosen if authority.split()[0] not in word]
            for word in rng.sample(chosen, min(EACH, len(chosen))):
                found.append((kind, word, authority, standing[word]))
        long = [text.split() for text in texts.values() if len(text.split()) > 25]
        for words_of in rng.sample(long, EACH):
            start = rng.randrange(len(words_of) - PHRASE)
            phrase = " ".join(words_of[start : start + PHRASE])
            found.append(("phrase", phrase, authority, [r for r, text in texts.items() if phrase in text]))
    pairs = []
    for kind, query, authority, where in found:
        with contextlib.suppress(QueryError):  # nothing but punctuation
            pairs.append(pair_of(corpus, kind, query, authority, where))
    return pairs


def training_queries(corpus: Corpus, rows: Sequence[int], seed: int) -> list[Pair]:
    """One query for every passage of `rows`, cut from it by the same rules.

    The passage comes first among the rows of its pair; others of `rows` that hold the same words follow.
    """
    rng = random.Random(seed)
    texts = {row: " ".join(corpus.passages[row].text.split()) for row in rows}
    pairs = []
    for row, text in texts.items():
        kind = rng.choice(("phrase", *PATTERNS))
        found = sorted(set(PATTERNS[kind][0].findall(text))) if kind in PATTERNS else []
        words = text.split()
        length = min(len(words), rng.randint(4, 8))
        start = rng.randrange(len(words) - length + 1)
        query = rng.choice(found) if found else " ".join(words[start : start + length])
        holding = [row, *(other for other in rows if other != row and query in texts[other])]
        with contextlib.suppress(QueryError):  # nothing but punctuation
            pairs.append(pair_of(corpus, "exact", query, corpus.authorities[row], holding))
    return pairs


def documentation() -> dict[str, str]:
    """The first line of a description -> the rest of it."""
    found = {}
    for module in map(importlib.import_module, MODULES):
        for name, thing in sorted(vars(module).items()):
            text = inspect.getdoc(thing) if callable(thing) and not name.startswith("_") else None
            first, _, rest = (text or "").partition("\n\n")
            if 5 <= len(first.split()) <= 25 and len(rest.split()) >= 15:
                found[" ".join(first.split())] = " ".join(rest.split())
    return dict(sorted(found.items()))


def off_domain(corpus: Corpus, model: Adapted) -> list[int]:
    """The rank of the right text for every first line, by vectors alone."""
    texts = documentation()
    asked = model.encode(corpus.ids(list(texts))).vectors
    cosines = asked @ model.encode(corpus.ids(list(texts.values()))).vectors.T
    return [int((row > row[own]).sum()) + 1 for own, row in enumerate(np.asarray(cosines))]
