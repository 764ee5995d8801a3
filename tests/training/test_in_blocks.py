"""Matrices in blocks as operators of the standard, and read from there: numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from training.judge.in_blocks import BLOCK, in_standard_form, matrices_of

# Two outputs of 64 inputs: two blocks each, unsigned with 128 for zero.
BLOCKS = (np.arange(2 * 2 * BLOCK, dtype=np.uint8) + 64).reshape(2, 2, BLOCK)
SCALES = np.array([[0.5, 0.25], [1.0, 2.0]], np.float32)
MATRIX = ((BLOCKS.astype(np.float32) - 128) * SCALES[..., None]).reshape(2, 64)


def network(inputs: int = 64) -> onnx.ModelProto:
    """One matrix as onnxruntime's quantiser leaves it."""
    node = helper.make_node(
        "MatMulNBits",
        ["x", "matrix_Q8", "matrix_scales"],
        ["y"],
        name="matrix",
        domain="com.microsoft",
        K=inputs,
        N=2,
        bits=8,
        block_size=BLOCK,
        accuracy_level=4,
    )
    graph = helper.make_graph(
        [node],
        "one",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 64])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 2])],
        [
            numpy_helper.from_array(BLOCKS, "matrix_Q8"),
            numpy_helper.from_array(SCALES.reshape(-1), "matrix_scales"),
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def test_the_matrix_is_the_same_in_operators_of_the_standard() -> None:
    made = in_standard_form(network())
    assert [node.op_type for node in made.graph.node] == ["DequantizeLinear", "MatMul"]
    [found] = matrices_of(made.graph)
    assert np.array_equal(found, MATRIX)


def test_a_matrix_that_is_not_made_of_whole_blocks_is_refused() -> None:
    with pytest.raises(ValueError, match="matrix is not made of whole blocks of 32 weights about zero"):
        in_standard_form(network(60))
