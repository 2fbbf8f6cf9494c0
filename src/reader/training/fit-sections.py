"""The regression of `fit-sections.ts` by matrices, where Python is at hand: half a minute instead of half an hour.

    python fit-sections.py FOLDER COUNT FIT

FIT is the object of that name in `fit-sections.ts`, as JSON: it says what each of its numbers is. FOLDER holds
`messages.f32` [n, 384], `sections.i32` [n] and `means.f32` [COUNT, 384]; `profiles.f32` [COUNT, 385], the bias last, is
written there."""

import json
import sys

import numpy as np


def with_ones(rows: np.ndarray, value: float) -> np.ndarray:
    return np.hstack([rows, np.full((len(rows), 1), value, "f4")])


def fit(messages: np.ndarray, owners: np.ndarray, means: np.ndarray, by: dict) -> np.ndarray:
    """Profiles [sections, 385] of messages [n, 384] and the section of each; deterministic."""
    sharp, smooth, decay, decay_square = by["sharp"], by["smooth"], by["decay"], by["decaySquare"]
    rows, starts = with_ones(messages, 1), with_ones(means, 0)
    values, first, second = starts.copy(), np.zeros_like(starts), np.zeros_like(starts)
    random, step = np.random.default_rng(7), 0
    for _ in range(by["epochs"]):
        order = random.permutation(len(rows))
        for at in range(0, len(order), by["batch"]):
            some = order[at : at + by["batch"]]
            odds = sharp * (rows[some] @ values.T)
            odds = np.exp(odds - odds.max(1, keepdims=True))
            missed = odds / odds.sum(1, keepdims=True) - smooth / len(means)
            missed[np.arange(len(some)), owners[some]] -= 1 - smooth
            away = 2 * by["ridge"] * (values - starts)
            away[:, -1] = 0
            slopes = sharp * missed.T @ rows[some] / len(some) + away
            step += 1
            first = decay * first + (1 - decay) * slopes
            second = decay_square * second + (1 - decay_square) * slopes * slopes
            size = np.sqrt(second / (1 - decay_square**step)) + 1e-8
            values -= by["rate"] * first / (1 - decay**step) / size
    return values


if __name__ == "__main__":
    folder, count = sys.argv[1], int(sys.argv[2])
    means = np.fromfile(f"{folder}/means.f32", "f4").reshape(count, -1)
    messages = np.fromfile(f"{folder}/messages.f32", "f4").reshape(-1, means.shape[1])
    owners = np.fromfile(f"{folder}/sections.i32", "i4")
    fit(messages, owners, means, json.loads(sys.argv[3])).astype("f4").tofile(f"{folder}/profiles.f32")
