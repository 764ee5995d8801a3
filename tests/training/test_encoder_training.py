"""The training of the encoder: what is computed, on numbers a reader can work out."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from findings.encoding.load import load_encoder
from training.encoder.crossval import table
from training.encoder.model import Adapted, base_folder, kept_pieces, pooled
from training.encoder.train import highest, late_interaction, shortened


def test_marks_punctuation_and_function_words_do_not_count() -> None:
    assert kept_pieces(["[CLS]", "the", "children", "##s", ",", "2019"]).tolist() == [
        False,
        False,
        True,
        True,
        False,
        True,
    ]


def test_late_interaction_is_the_mean_of_each_query_tokens_best_cosine() -> None:
    east, north = [1.0, 0.0], [0.0, 1.0]
    query = torch.tensor([[east, north, north]])
    asked = torch.tensor([[True, True, False]])  # the third is padding
    passages = torch.tensor([[east, east], [east, north]])
    counted = torch.tensor([[True, True], [True, True]])
    assert late_interaction(query, asked, passages, counted).tolist() == [[0.5, 1.0]]
    # Without its second token the second passage has no more to offer than the first.
    counted[1, 1] = False
    assert late_interaction(query, asked, passages, counted).tolist() == [[0.5, 0.5]]


def test_a_long_text_is_cut_and_ended_by_its_mark() -> None:
    assert shortened([101, 7, 8, 9, 102], 4) == [101, 7, 8, 102]
    assert shortened([101, 7, 102], 4) == [101, 7, 102]


def test_a_sentence_is_the_mean_of_its_states_at_unit_length() -> None:
    states = torch.tensor([[[9.0, 9.0], [3.0, 0.0], [0.0, 4.0]], [[0.0, 2.0], [9.0, 9.0], [9.0, 9.0]]])
    found = pooled(states, [[(1, 3), (1, 2), (0, 0)], [(0, 1)]])
    assert found.flatten().tolist() == pytest.approx([0.6, 0.8, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0])


def test_a_passage_scores_as_its_best_sentence() -> None:
    scores = torch.tensor([[0.1, 0.7, 0.3], [0.5, -0.2, -0.4]])
    assert highest(scores, [2, 1]).flatten().tolist() == pytest.approx([0.7, 0.3, 0.5, -0.4])


@pytest.mark.model
def test_without_adapters_the_vectors_are_those_of_the_product() -> None:
    from tokenizers import Tokenizer

    texts = ["The LADO role is effective.", "youngsters who ran away and whether anyone asked them why"]
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    encoded = Adapted(rank=1, alpha=1.0, width=4, seed=0).encode(
        [tokenizer.encode(text).ids for text in texts]
    )
    cosines = (encoded.vectors * load_encoder("all-MiniLM-L6-v2").encode(texts)).sum(axis=1)
    assert cosines == pytest.approx([1.0, 1.0], abs=1e-3)  # bfloat16 against single precision
    assert encoded.tokens.shape[1] == 4
    assert np.linalg.norm(encoded.tokens, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_the_table_averages_over_seeds_and_queries() -> None:
    def line(model: str, number: int, rank: int) -> dict[str, object]:
        return {"fold": 0, "model": model, "type": "name", "number": number, "fused": rank}

    lines = [
        *(line("base", 0, 2), line("base", 1, 0)),  # 1/2 and nothing: 0.25
        *(line("seed 0", 0, 1), line("seed 0", 1, 0)),  # 0.5
        *(line("seed 1", 0, 1), line("seed 1", 1, 2)),  # 0.75
    ]
    # Means 0.5 and 0.75: 0.625, standard deviation 0.177. Gains 0.5 and 0.25: 0.375, twice 0.177 / sqrt(2).
    assert list(table(lines)) == ["| name | fused | 0.250 | 0.625 ± 0.177 | +0.375 ± 0.250 | 2 |"]
