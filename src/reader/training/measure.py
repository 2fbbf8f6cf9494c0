"""What a trained encoder finds alone, on writers it was not trained on: python measure.py SECTIONS.jsonl FILE.pt [--json OUT]

Sections: the rank of the section a message was written for, by (passage + nearest wording + profile). Turns of conversations: alone, then with
the question before. Wishes: nearest examples and a logistic classifier over the vectors, as the server fits it."""

import argparse
import json
import os

import torch

import data
from encoder import embed, embed_rows, load
from sections import profiles

WORDINGS = os.path.join(data.TESTS, "coverage", "held-out-wordings.jsonl")

# Turns that need what was said before.
LINKED = {"continues", "corrects", "returns"}


def ranked(scores: torch.Tensor, right: list) -> dict:
    """Share found first, in ten, and the mean reciprocal rank, in %."""
    ranks = []
    for i, place in enumerate(right):
        ranks.append(int((scores[i] > scores[i, place]).sum()) + 1)
    x = torch.tensor(ranks, dtype=torch.float)
    share = lambda ok: round(100 * float(ok.float().mean()), 1)
    return {"n": len(ranks), "first": share(x <= 1), "in ten": share(x <= 10), "mrr": round(100 * float((1 / x).mean()), 1)}


def main() -> None:
    a = argparse.ArgumentParser()
    a.add_argument("sections")
    a.add_argument("model")
    a.add_argument("--json")
    a = a.parse_args()
    torch.set_num_threads(os.cpu_count() or 1)
    encoder, tokeniser, _ = load(a.model)
    pages = data.sections(a.sections)
    at = {page["key"]: i for i, page in enumerate(pages)}
    passages = embed(encoder, tokeniser, ["passage: " + data.passage_of(p) for p in pages], 128)
    asked = [(i, "query: " + w) for i, p in enumerate(pages) for w in [p["heading"], *p["wordings"]]]
    wordings = embed(encoder, tokeniser, [text for _, text in asked], 64)
    owner = torch.tensor([i for i, _ in asked])
    profile, bias = profiles(encoder, tokeniser, pages)

    def scored(q: torch.Tensor) -> torch.Tensor:
        best = torch.full((len(q), len(pages)), -1.0)
        nearest = best.scatter_reduce(1, owner[None].expand(len(q), -1), q @ wordings.T, "amax")
        return q @ passages.T + nearest + q @ profile.T + bias

    def scores(texts: list) -> torch.Tensor:
        return scored(embed(encoder, tokeniser, ["query: " + text for text in texts], 96))

    figures = {}
    held = [x for x in data.rows(WORDINGS) if x["key"] in at]
    figures["held-out wordings"] = ranked(scores([x["wording"] for x in held]), [at[x["key"]] for x in held])
    lines = [x for x in data.held_out_messages() if x["section"] in at]
    for style in sorted({x["style"] for x in lines}):
        some = [x for x in lines if x["style"] == style]
        if style == "near":
            found = scores([x["text"] for x in some])
            wrong = [float(found[i].argmax() == at[x["section"]]) for i, x in enumerate(some)]
            figures["near (taken for its section)"] = {"n": len(some), "first": round(100 * sum(wrong) / len(wrong), 1)}
        else:
            figures[style] = ranked(scores([x["text"] for x in some]), [at[x["section"]] for x in some])
    turns = [x for x in data.held_out_dialogues() if x.get("section") in at and x["link"] in LINKED and x["before"] in at]
    if turns:
        figures["dialogue turns, alone"] = ranked(scores([x["text"] for x in turns]), [at[x["section"]] for x in turns])
        rows = [tokeniser.in_context("query: " + x["text"], x["question"], pages[at[x["before"]]]["heading"]) for x in turns]
        found = scored(embed_rows(encoder, tokeniser, rows))
        figures["dialogue turns, in context"] = ranked(found, [at[x["section"]] for x in turns])
    known, unseen = data.wishes(), data.held_out_wishes()
    if unseen:
        names = sorted({x["wish"] for x in known})
        v = embed(encoder, tokeniser, ["query: " + x["text"] for x in known], 96)
        q = embed(encoder, tokeniser, ["query: " + x["text"] for x in unseen], 96)
        head = torch.nn.Linear(v.shape[1], len(names))
        y = torch.tensor([names.index(x["wish"]) for x in known])
        optimiser = torch.optim.LBFGS(head.parameters(), max_iter=200)

        def loss():
            optimiser.zero_grad()
            value = torch.nn.functional.cross_entropy(head(v * 6), y) + 1e-3 * head.weight.pow(2).sum()
            value.backward()
            return value

        optimiser.step(loss)
        said = [names[k] for k in head(q * 6).argmax(1)]
        nearest = [known[int(k)]["wish"] for k in (q @ v.T).argmax(1)]
        for name, answers in (("wishes, classifier", said), ("wishes, nearest", nearest)):
            right = sum(x["wish"] == w for x, w in zip(unseen, answers))
            figures[name] = {"n": len(unseen), "right": round(100 * right / len(unseen), 1)}
        wrong = [(x["wish"], w) for x, w in zip(unseen, said) if x["wish"] != w]
        figures["wishes, confused"] = {f"{a} → {b}": wrong.count((a, b)) for a, b in sorted(set(wrong), key=lambda p: -wrong.count(p))[:20]}
    for name, value in figures.items():
        print(name, value, flush=True)
    if a.json:
        with open(a.json, "w", encoding="utf-8") as file:
            json.dump(figures, file, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    main()
