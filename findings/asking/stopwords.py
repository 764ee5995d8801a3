"""Words of a query that carry no topic: they are not searched for on their own.

Question words and the verbs of asking ("what did inspectors say about") are here because every report is what
inspectors said; nouns of the sector never are.
"""

from findings.indexing.function_words import FUNCTION_WORDS

__all__ = ["ASKING_WORDS", "FUNCTION_WORDS", "ORDINARY_SHORT"]

ASKING_WORDS = frozenset(
    """
    anything anybody ask asked evidence find finding findings found give inspection inspections inspector
    inspectors know list mention mentioned please report reported reports said say saying says show tell
    think thought whats whens wheres whos
    """.split()
)

# A short form in lower case is taken for the ordinary word it also is.
ORDINARY_SHORT = frozenset(
    "aim all an art cart care cat do ice in is it led may no or pa pen pep so us was".split()
)
