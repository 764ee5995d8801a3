"""Whether a sentence shows that a question takes something for granted that is not so, and which."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from findings.answers.evidence import Sentence
from findings.answers.question import Question
from findings.index.protocol import SearchIndex
from findings.judge.calibration import calibration
from findings.judge.stance import lean_of

# A sentence denies from this probability on, and unless it leans to the side of the question by more than this (the
# product of the two, each -1..1): a mere number leans to neither side and can deny.
DENIES, AGREES = 0.3, 0.05


def denial_in(generation: SearchIndex, question: Question, sentences: Sequence[Sentence]) -> Sentence | None:
    """The sentence that denies what `question` takes for granted; None where nothing does.

    The judge takes a fault that is asked about ("why do plans drift?") for denied by a sentence that finds that very
    fault. So what denies must not lean to the question's own side: who takes a fault for granted is denied by praise.
    """
    leaning = calibration(generation.encoder).stance
    asked = lean_of(question.text, generation.embed(question.text).vector, leaning)
    return likeliest(sentences, lambda one: asked * lean_of(one.text, one.vector, leaning) < AGREES)


def likeliest(sentences: Sequence[Sentence], opposes: Callable[[Sentence], bool]) -> Sentence | None:
    """The likeliest denial, if it opposes the question and no sentence is likelier to answer it."""
    denial = max(sentences, key=lambda s: s.judgement.denies, default=None)
    if denial is None or denial.judgement.denies < DENIES:
        return None
    best = max(s.judgement.says for s in sentences)
    return denial if denial.judgement.denies >= best and opposes(denial) else None
