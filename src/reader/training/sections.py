"""Learns what sets each section apart from the others, for `measure.py` to measure an encoder with.

A section has a profile: the mean of the messages and wordings that it answers, and a correction that is learnt with all
sections at once (softmax over sections, cross-entropy), from messages alone and after an answer. The score of a page is
(what it says) + (its nearest wording) + (its profile): one way of weighing them, by which encoders are compared. Seconds
to fit; what ships is learnt and weighed by `write-sections.ts`, over the int8 file."""

import torch
import torch.nn.functional as F

import data
from encoder import HIDDEN, embed, embed_rows

# What the sum of a section's own mean and passage is multiplied by to be the odds that the correction adds to.
SHARP = 10.0
# What the correction weighs beside cosines.
WEIGHT = 0.1
EPOCHS, BATCH, RATE = 8, 256, 0.02


def mean_of(vectors: torch.Tensor, owners: torch.Tensor, size: int) -> torch.Tensor:
    return F.normalize(torch.zeros(size, HIDDEN).index_add_(0, owners, vectors), dim=1)


def fit(vectors: torch.Tensor, owners: torch.Tensor, start: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The correction [sections, 384] and bias [sections] that add to `start`; deterministic."""
    torch.manual_seed(1)
    correction = torch.nn.Parameter(torch.zeros_like(start))
    bias = torch.nn.Parameter(torch.zeros(len(start)))
    optimiser = torch.optim.AdamW([correction, bias], weight_decay=0)
    steps, step = EPOCHS * -(-len(vectors) // BATCH), 0
    for _ in range(EPOCHS):
        for some in torch.randperm(len(vectors)).split(BATCH):
            for group in optimiser.param_groups:
                group["lr"] = RATE * (1 - step / steps) + 1e-5
            loss = F.cross_entropy(vectors[some] @ (start + correction).T + bias, owners[some])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
    return correction.detach(), bias.detach()


def examples(encoder, tokeniser, pages: list) -> tuple[torch.Tensor, torch.Tensor]:
    """Vectors of all that is known to be answered by a section, and the section of each."""
    at = {page["key"]: i for i, page in enumerate(pages)}
    asked = [(i, text) for i, page in enumerate(pages) for text in [page["heading"], *page["wordings"]]]
    asked += [
        (at[line["section"]], line["text"])
        for line in data.messages()
        if line["section"] in at and line["style"] in data.STYLES_ANSWERED
    ]
    turns = [turn for turn in data.dialogues() if turn.get("section") in at and turn["before"] in at]
    alone = embed(encoder, tokeniser, ["query: " + text for _, text in asked], 96)
    rows = [tokeniser.in_context("query: " + t["text"], t["question"], pages[at[t["before"]]]["heading"]) for t in turns]
    later = embed_rows(encoder, tokeniser, rows)
    owners = [i for i, _ in asked] + [at[turn["section"]] for turn in turns]
    return torch.cat([alone, later]), torch.tensor(owners)


def profiles(encoder, tokeniser, pages: list) -> tuple[torch.Tensor, torch.Tensor]:
    """The profile [sections, 384] and the bias [sections] of each section, as they are added to cosines."""
    passages = embed(encoder, tokeniser, ["passage: " + data.passage_of(page) for page in pages], 128)
    vectors, owners = examples(encoder, tokeniser, pages)
    mean = mean_of(vectors, owners, len(pages))
    seen = torch.cat([vectors, passages])
    correction, bias = fit(seen, torch.cat([owners, torch.arange(len(pages))]), SHARP * (mean + passages))
    return mean + WEIGHT * correction, WEIGHT * bias

