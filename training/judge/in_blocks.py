"""The judge's matrices in int8, in blocks, as operators of the ONNX standard; and read from there again."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

BLOCK = 32  # weights that share a scale
MIDDLE = 128  # of unsigned 8 bits: what stands for zero
BLOCKS_OPSET, IR_VERSION = 21, 10  # the first with scales for blocks


def in_standard_form(made: onnx.ModelProto) -> onnx.ModelProto:
    """The network with every MatMulNBits written as DequantizeLinear before MatMul, in blocks: the same numbers, in
    operators that any runtime knows. onnxruntime makes one operator of the two again, or brings the matrix to single
    precision, as it is told (findings/encoding/onnx_session.py).

    Raises ValueError where a matrix is no multiple of a block, or has zeros of its own.
    """
    graph = made.graph
    held = {one.name: one for one in graph.initializer}
    nodes, matrices = [], []
    for node in graph.node:
        if node.op_type != "MatMulNBits":
            nodes.append(node)
            continue
        facts = {one.name: helper.get_attribute_value(one) for one in node.attribute}
        if facts["K"] % BLOCK or any(node.input[3:]):
            raise ValueError(f"{node.name} is not made of whole blocks of {BLOCK} weights about zero.")
        blocks = numpy_helper.to_array(held.pop(node.input[1]))  # [columns, blocks, BLOCK]
        scales = numpy_helper.to_array(held.pop(node.input[2])).reshape(blocks.shape[:2])
        name = node.input[1].removesuffix("_Q8")
        given = [f"{name}_int8", f"{name}_scales", f"{name}_zero"]
        values = (
            blocks.reshape(len(blocks), -1).T.copy(),
            scales.T.copy(),
            np.full(scales.T.shape, MIDDLE, np.uint8),
        )
        matrices += [numpy_helper.from_array(value, one) for value, one in zip(values, given, strict=True)]
        whole = f"{name}_single"
        nodes += [
            helper.make_node("DequantizeLinear", given, [whole], name=whole, axis=0, block_size=BLOCK),
            helper.make_node("MatMul", [node.input[0], whole], node.output, name=node.name),
        ]
    del graph.node[:], graph.initializer[:], made.opset_import[:]
    graph.node.extend(nodes)
    graph.initializer.extend([*held.values(), *matrices])
    made.opset_import.append(helper.make_opsetid("", BLOCKS_OPSET))
    made.ir_version = IR_VERSION
    onnx.checker.check_model(
        made
    )  # other operators may have changed since the version that was asked of torch
    return made


def matrices_of(graph: onnx.GraphProto) -> Iterator[NDArray[np.float32]]:
    """The matrices in blocks, in the order in which they are used: float32 [outputs, inputs], as torch keeps them."""
    held = {one.name: one for one in graph.initializer}
    for node in graph.node:
        if node.op_type == "DequantizeLinear":
            values, scales, zero = (
                numpy_helper.to_array(held[name]).astype(np.float32) for name in node.input
            )
            yield ((values - zero.repeat(BLOCK, axis=0)) * scales.repeat(BLOCK, axis=0)).T
