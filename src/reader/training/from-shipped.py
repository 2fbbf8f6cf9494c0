"""Makes again, from what ships, what training goes on from: python from-shipped.py ../weights OUT.pt

The linear layers come back from int8, a rounding that some steps of training mend; the pieces of words, which training
does not move, come whole from the base."""

import json
import sys

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from base import read_base
from encoder import Encoder, Tokeniser, save


def linear_weights(model: onnx.ModelProto) -> dict:
    """By the name of its bias, the weights [out, in] of every linear layer, in floats."""
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    readers = {}
    for node in model.graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    found = {}
    for node in model.graph.node:
        if node.op_type != "MatMulInteger":
            continue
        name = node.input[1].removesuffix("_quantized")
        weights, scale = held[name + "_quantized"].astype(np.float32), held[name + "_scale"]
        bias, at = None, node
        # The product goes through its casts and scales to the sum with its bias.
        while bias is None:
            (at,) = readers[at.output[0]]
            bias = next((text for text in at.input if text.endswith(".bias")), None)
        found[bias.removesuffix(".bias")] = ((weights - held[name + "_zero_point"]) * scale).T
    return found


def main() -> None:
    shipped, out = sys.argv[1:3]
    model = onnx.load(f"{shipped}/int8.onnx")
    with open(f"{shipped}/tokenizer.json", encoding="utf-8") as file:
        vocabulary = json.load(file)["model"]["vocab"]
    with open(f"{shipped}/metadata.json", encoding="utf-8") as file:
        step = json.load(file)["steps"]
    pieces = [piece for piece, _ in vocabulary]
    base = read_base()
    place = {piece: i for i, piece in enumerate(base.pieces)}
    words = base.tensors["emb.word"].reshape(base.vocabulary, base.hidden)[[place[piece] for piece in pieces]]
    state = {"word.weight": words}
    for tensor in model.graph.initializer:
        if tensor.name.startswith("encoder.") and not tensor.name.startswith("encoder.word"):
            state[tensor.name.removeprefix("encoder.")] = numpy_helper.to_array(tensor)
    for name, weights in linear_weights(model).items():
        state[name.removeprefix("encoder.") + ".weight"] = weights
    encoder = Encoder(len(pieces))
    encoder.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in state.items()})
    save(out, encoder, Tokeniser(pieces, [score for _, score in vocabulary]), step=step)


if __name__ == "__main__":
    main()
