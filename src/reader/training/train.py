"""Trains the encoder: messages find their section, and wishes gather by what is wanted.

    python train.py SECTIONS.jsonl OUT.pt [--minutes 90] [--size 48] [--rate 5e-5] [--seed 1] [--start FILE.pt]

Three losses. Sections: in-batch contrastive (InfoNCE, both ways), half the batches made of neighbouring sections,
near misses as wrong questions of their section; the rate falls over the last two fifths. Wishes: supervised contrastive and a classifier, which serves training only. Dialogues: a turn, read with the
question before it and the heading of what answered that, finds its own section, not the one before.
With `--start` it goes on from an encoder that is trained (`from-shipped.py`), and its steps are counted on. A checkpoint is written every five minutes; the same command goes on from it, with the data as it is by then."""

import argparse
import os
import random
import time

import torch
import torch.nn.functional as F

import data
from encoder import HIDDEN, embed, load, load_base, mean_pool, save
from noise import noisy

QUERY_TOKENS, PASSAGE_TOKENS = 64, 104
TEMPERATURE, WISH_TEMPERATURE = 0.05, 0.07
CHECKPOINT_S = 300
# Texts that run in one batch.
TOGETHER = 24
WRONG = -1e4


class Sections:
    """Batches of (message, what answers it) with at most one of a section."""

    def __init__(self, sections: list, messages: list, r: random.Random):
        self.r, self.sections = r, sections
        at = {section["key"]: i for i, section in enumerate(sections)}
        self.asked = [[s["heading"], *s["wordings"]] for s in sections]
        self.near = [[] for _ in sections]
        for line in messages:
            i = at.get(line["section"])
            if i is None:
                continue
            if line["style"] == "near":
                self.near[i].append(line["text"])
            elif line["style"] in data.STYLES_ANSWERED:
                self.asked[i].append(line["text"])
        self.passages = [data.passage_of(s) for s in sections]
        self.queue, self.groups = [], []
        self.neighbours = None

    def look(self, encoder, tokeniser) -> None:
        """Finds again which sections are near each other, as the encoder sees them now."""
        vectors = embed(encoder, tokeniser, ["query: " + s["heading"] for s in self.sections], QUERY_TOKENS)
        self.neighbours = (vectors @ vectors.T).topk(12, dim=1).indices.tolist()

    def batch(self, size: int) -> list:
        """Indices of sections: neighbours together half the time, any otherwise."""
        if self.neighbours is None or self.r.random() < 0.5:
            if len(self.queue) < size:
                self.queue = list(range(len(self.sections)))
                # A section is met as often as it has messages, but for its square root.
                self.queue += [i for i, asked in enumerate(self.asked) for _ in range(max(0, len(asked) // 8 - 1))]
                self.r.shuffle(self.queue)
            chosen, rest = [], []
            for i in self.queue:
                (chosen if len(chosen) < size and i not in chosen else rest).append(i)
            self.queue = rest
            return chosen
        chosen = []
        while len(chosen) < size:
            if not self.groups:
                self.groups = list(range(len(self.sections)))
                self.r.shuffle(self.groups)
            for i in self.r.sample(self.neighbours[self.groups.pop()], 6):
                if i not in chosen and len(chosen) < size:
                    chosen.append(i)
        return chosen

    def texts(self, chosen: list) -> tuple[list, list, list, list]:
        """Messages, what answers them, near misses, and the place of the section of each near miss."""
        r = self.r
        queries, answers, near, owners = [], [], [], []
        for place, i in enumerate(chosen):
            first, other = r.sample(self.asked[i], 2) if len(self.asked[i]) > 1 else (self.asked[i][0],) * 2
            queries.append("query: " + noisy(first, r))
            answers.append("passage: " + self.passages[i] if r.random() < 0.4 else "query: " + other)
            if self.near[i] and r.random() < 0.3:
                near.append("query: " + noisy(r.choice(self.near[i]), r))
                owners.append(place)
        return queries, answers, near, owners


class Wishes:
    """Batches of messages by what is wanted: several of each, questions about the rules more often."""

    def __init__(self, lines: list, questions: list, r: random.Random):
        self.r = r
        self.by = {}
        for line in lines:
            self.by.setdefault(line["wish"], []).append(line["text"])
        self.by.setdefault(data.QUESTION, []).extend(questions)
        self.names = sorted(self.by)

    def batch(self) -> tuple[list, torch.Tensor]:
        """16 wishes of 3 messages, and 8 questions more, as many questions are asked."""
        chosen = self.r.sample(range(len(self.names)), min(16, len(self.names)))
        question = self.names.index(data.QUESTION)
        pairs = [(text, y) for y in chosen for text in self.r.sample(self.by[self.names[y]], 3)]
        pairs += [(text, question) for text in self.r.sample(self.by[data.QUESTION], 8)]
        return ["query: " + noisy(text, self.r) for text, _ in pairs], torch.tensor([y for _, y in pairs])


class Dialogues:
    """Turns said after an answer, and single messages after an answer that they have nothing to do with."""

    def __init__(self, turns: list, sections: Sections, r: random.Random):
        self.r, self.sections = r, sections
        at = {section["key"]: i for i, section in enumerate(sections.sections)}
        self.turns = [
            (turn["text"], turn["question"], at[turn["before"]], at[turn["section"]])
            for turn in turns
            if turn.get("section") in at and turn["before"] in at
        ]

    def batch(self) -> list:
        """(message, question before, section before, section that answers it), one of each section."""
        r, asked = self.r, self.sections.asked
        chosen, seen = [], set()
        for turn in r.sample(self.turns, min(14, len(self.turns))):
            if turn[3] not in seen:
                chosen.append(turn)
                seen.add(turn[3])
        for i in self.sections.batch(6):
            if i in seen:
                continue
            seen.add(i)
            near = self.sections.neighbours[i] if self.sections.neighbours else [r.randrange(len(asked))]
            before = r.choice(near if r.random() < 0.6 else [r.randrange(len(asked))])
            chosen.append((r.choice(asked[i]), r.choice(asked[before]), before, i))
        return chosen


def pooled(encoder, tokeniser, texts: list, limit: int) -> torch.Tensor:
    return pooled_rows(encoder, tokeniser, [tokeniser.ids(text, limit) for text in texts])


def pooled_rows(encoder, tokeniser, rows: list) -> torch.Tensor:
    """Vectors of texts, in their order. Texts of like length run together: padding costs as much as words."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    parts = []
    for start in range(0, len(order), TOGETHER):
        ids, mask = tokeniser.batch([rows[i] for i in order[start : start + TOGETHER]])
        states = encoder(ids, mask)
        with torch.autocast("cpu", enabled=False):
            parts.append(mean_pool(states.float(), mask))
    return torch.cat(parts)[torch.tensor(order).argsort()]


def likeness(u: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    """Cosines of unit vectors, in full precision: a temperature of 0.05 multiplies what is lost by twenty."""
    with torch.autocast("cpu", enabled=False):
        return u @ v.T


def section_loss(encoder, tokeniser, sections: Sections, size: int) -> torch.Tensor:
    queries, answers, near, owners = sections.texts(sections.batch(size))
    vectors = pooled(encoder, tokeniser, queries + answers + near, PASSAGE_TOKENS)
    u, v, missed = vectors.split([len(queries), len(answers), len(near)])
    logits = likeness(u, v) / TEMPERATURE
    right = torch.arange(len(queries))
    backwards = logits.T
    if near:
        # A near miss is a wrong question of its own section; of the others it may be a right one.
        wrong = torch.full((len(answers), len(near)), WRONG)
        scores = likeness(v, missed) / TEMPERATURE
        own = torch.zeros_like(wrong, dtype=torch.bool)
        own[owners, range(len(near))] = True
        backwards = torch.cat([backwards, torch.where(own, scores, wrong)], 1)
    return (F.cross_entropy(logits, right) + F.cross_entropy(backwards, right)) / 2


def dialogue_loss(encoder, tokeniser, dialogues: Dialogues) -> torch.Tensor:
    r, sections = dialogues.r, dialogues.sections
    batch = dialogues.batch()
    rows = [
        tokeniser.in_context("query: " + noisy(text, r), question, sections.sections[before]["heading"])
        for text, question, before, _ in batch
    ]

    def answer(i: int, long: float) -> str:
        return "passage: " + sections.passages[i] if r.random() < long else "query: " + r.choice(sections.asked[i])

    # What answered the question before is the wrong answer that comes first to mind.
    answers = [answer(i, 0.3) for _, _, _, i in batch] + [answer(before, 0.1) for _, _, before, _ in batch]
    u = pooled_rows(encoder, tokeniser, rows)
    v = pooled(encoder, tokeniser, answers, PASSAGE_TOKENS)
    owners = torch.tensor([i for _, _, _, i in batch] + [before for _, _, before, _ in batch])
    mine = torch.tensor([i for _, _, _, i in batch])
    right = torch.arange(len(batch))
    logits = likeness(u, v) / TEMPERATURE
    # Another text of the right section is no wrong answer.
    same = (owners[None] == mine[:, None]) & (torch.arange(len(answers))[None] != right[:, None])
    return F.cross_entropy(logits.masked_fill(same, WRONG), right)


# Of the questions of a batch of wishes, those that go on with a conversation.
GOING_ON = 6


def wish_loss(encoder, tokeniser, head, wishes: Wishes, sections: Sections, dialogues: Dialogues) -> torch.Tensor:
    texts, y = wishes.batch()
    r = wishes.r
    turns = r.sample(dialogues.turns, min(GOING_ON, len(dialogues.turns)))

    def row(text: str) -> list:
        """Alone, or after an answer that has nothing to do with it: people want things in the middle of a conversation."""
        if r.random() < 0.7:
            return tokeniser.ids(text, QUERY_TOKENS)
        before = r.randrange(len(sections.sections))
        return tokeniser.in_context(text, r.choice(sections.asked[before]), sections.sections[before]["heading"])

    going_on = [
        tokeniser.in_context("query: " + noisy(text, r), question, sections.sections[before]["heading"])
        for text, question, before, _ in turns
    ]
    v = pooled_rows(encoder, tokeniser, [row(text) for text in texts] + going_on)
    y = torch.cat([y, torch.full((len(turns),), wishes.names.index(data.QUESTION))])
    with torch.autocast("cpu", enabled=False):
        classes = head(v * 6)
    itself = torch.eye(len(v))
    same = (y[:, None] == y[None]).float() - itself
    alike = likeness(v, v) / WISH_TEMPERATURE + WRONG * itself
    contrastive = -((alike - alike.logsumexp(1, keepdim=True)) * same).sum(1) / same.sum(1).clamp(min=1)
    return F.cross_entropy(classes, y, label_smoothing=0.05) + 0.5 * contrastive.mean()


def main() -> None:
    a = argparse.ArgumentParser()
    a.add_argument("sections")
    a.add_argument("out")
    a.add_argument("--minutes", type=float, default=90)
    a.add_argument("--size", type=int, default=48)
    a.add_argument("--rate", type=float, default=5e-5)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--start")
    a = a.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(os.cpu_count() or 1)
    checkpoint = a.out + ".checkpoint"
    held = torch.load(checkpoint, weights_only=False) if os.path.exists(checkpoint) else None
    r = random.Random(a.seed + (held["step"] if held else 0))

    pages = data.sections(a.sections)
    lines = data.messages()
    sections = Sections(pages, lines, r)
    wished = data.wishes()
    asked = [text for texts in sections.asked for text in texts]
    wishes = Wishes(wished, r.sample(asked, min(4000, len(asked))), r)
    dialogues = Dialogues(data.dialogues(), sections, r)
    print(f"{len(dialogues.turns)} turns after an answer")
    print(f"{len(pages)} sections, {len(asked)} messages, {len(wished)} wishes of {len(wishes.names)} kinds", flush=True)

    begun = 0
    if held or a.start:
        encoder, tokeniser, source = load(checkpoint if held else a.start)
        begun = source["step"]
    else:
        corpus = sections.passages + asked + [line["text"] for line in wished] + [line["text"] for line in lines]
        encoder, tokeniser = load_base(corpus + [noisy(text, r) for text in corpus])
    head = torch.nn.Linear(HIDDEN, len(wishes.names))
    if held and held["names"] == wishes.names:
        head.load_state_dict(held["head"])
    print(f"{len(tokeniser.pieces)} pieces, {sum(p.numel() for p in encoder.parameters()) / 1e6:.1f} M", flush=True)

    # The pieces of words keep what they were: training moves what is made of them.
    encoder.word.weight.requires_grad_(False)
    flat = [p for p in encoder.parameters() if p.requires_grad and p.dim() <= 1]
    deep = [p for p in encoder.parameters() if p.requires_grad and p.dim() > 1]
    rates = [a.rate, a.rate, 2e-3]
    optimiser = torch.optim.AdamW(
        [{"params": deep, "weight_decay": 0.01}, {"params": flat, "weight_decay": 0}, {"params": head.parameters()}],
        fused=True,
    )
    if held:
        optimiser.load_state_dict(held["optimiser"])
    if held and held["names"] != wishes.names:
        optimiser.state.clear()
    spent, step = held["spent"] if held else 0.0, begun
    started = saved = time.time()
    encoder.train()
    losses = []
    while True:
        minutes = spent + (time.time() - started) / 60
        done = minutes / a.minutes
        if done >= 1:
            break
        if (step - begun) % 150 == 0:
            sections.look(encoder, tokeniser)
        warm = min(1.0, (step - begun + 1) / 50)
        for group, rate in zip(optimiser.param_groups, rates):
            group["lr"] = rate * warm * max(0.02, min(1.0, (1 - done) / 0.4))
        # One context for the step: weights are turned into bfloat16 once.
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = section_loss(encoder, tokeniser, sections, a.size)
            shown = loss.item()
            # Measured: with an eighth of the gradient, wishes stayed far behind what they reach alone.
            if step % 3 < 2:
                loss = loss + wish_loss(encoder, tokeniser, head, wishes, sections, dialogues)
            elif dialogues.turns:
                loss = loss + dialogue_loss(encoder, tokeniser, dialogues)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*encoder.parameters(), *head.parameters()], 1.0)
        optimiser.step()
        losses.append(shown)
        step += 1
        if step % 10 == 0:
            print(f"{step} loss {sum(losses[-10:]) / 10:.3f} all {loss.item():.2f} minute {minutes:.1f}", flush=True)
        if time.time() - saved > CHECKPOINT_S:
            saved = time.time()
            now = {"optimiser": optimiser.state_dict(), "head": head.state_dict(), "names": wishes.names}
            save(checkpoint + ".new", encoder, tokeniser, step=step, spent=spent + (saved - started) / 60, **now)
            os.replace(checkpoint + ".new", checkpoint)
    save(a.out, encoder, tokeniser, step=step)
    print("saved", a.out, flush=True)


if __name__ == "__main__":
    main()
