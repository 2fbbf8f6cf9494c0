"""The regression of `fit-sections.ts` by matrices, where Python is at hand: half a minute instead of half an hour.

    python fit-sections.py FOLDER COUNT

FOLDER holds `messages.f32` [n, 384], `sections.i32` [n] and `means.f32` [COUNT, 384]; `profiles.f32` [COUNT, 385], the
bias last, is written there. The constants are those of `fit-sections.ts`, which says why."""

import sys

import numpy as np

EPOCHS, BATCH, RATE = 15, 2048, 2e-3
SHARP, SMOOTH, RIDGE = 20, 0.1, 1e-4
DECAY, DECAY_SQUARE = 0.9, 0.999


def with_ones(rows: np.ndarray, value: float) -> np.ndarray:
    return np.hstack([rows, np.full((len(rows), 1), value, "f4")])


def fit(messages: np.ndarray, owners: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Profiles [sections, 385] of messages [n, 384] and the section of each; deterministic."""
    rows, starts = with_ones(messages, 1), with_ones(means, 0)
    values, first, second = starts.copy(), np.zeros_like(starts), np.zeros_like(starts)
    random, step = np.random.default_rng(7), 0
    for _ in range(EPOCHS):
        order = random.permutation(len(rows))
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            odds = SHARP * (rows[some] @ values.T)
            odds = np.exp(odds - odds.max(1, keepdims=True))
            missed = odds / odds.sum(1, keepdims=True) - SMOOTH / len(means)
            missed[np.arange(len(some)), owners[some]] -= 1 - SMOOTH
            away = 2 * RIDGE * (values - starts)
            away[:, -1] = 0
            slopes = SHARP * missed.T @ rows[some] / len(some) + away
            step += 1
            first = DECAY * first + (1 - DECAY) * slopes
            second = DECAY_SQUARE * second + (1 - DECAY_SQUARE) * slopes * slopes
            size = np.sqrt(second / (1 - DECAY_SQUARE**step)) + 1e-8
            values -= RATE * first / (1 - DECAY**step) / size
    return values


if __name__ == "__main__":
    folder, count = sys.argv[1], int(sys.argv[2])
    means = np.fromfile(f"{folder}/means.f32", "f4").reshape(count, -1)
    messages = np.fromfile(f"{folder}/messages.f32", "f4").reshape(-1, means.shape[1])
    owners = np.fromfile(f"{folder}/sections.i32", "i4")
    fit(messages, owners, means).astype("f4").tofile(f"{folder}/profiles.f32")
