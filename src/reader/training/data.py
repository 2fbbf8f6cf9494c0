"""What training reads: the pages (`dump.ts`), what people say to the features (`wishes.jsonl` in their folders), and the
messages of `data/`, one JSON line each: {section, style, text, writer}. The work of some writers is held out whole, in
`test/evaluation`: it is opened once a training, to measure."""

import glob
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.path.join(HERE, "..", "..")
TESTS = os.path.join(SOURCES, "..", "test", "evaluation")
# A message that none of the features takes, by what the answer to it is.
QUESTION, NEAR, FAR = "question", "unanswerable", "out-of-scope"
STYLES_ANSWERED = ("phone", "plain", "story", "turn", "denied", "talk", "same", "against", "yes", "no", "open", "words")


def rows(path: str) -> list:
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def sections(dump: str) -> list:
    return rows(dump)


def passage_of(section: dict) -> str:
    return re.sub(r"\s+", " ", f"{section['title']}. {section['heading']} {section['body']}").strip()


def held_out_messages() -> list:
    return rows(os.path.join(TESTS, "messages", "held-out.jsonl"))


def messages(folder: str = os.path.join(HERE, "data")) -> list:
    """Every line of `data/sections*.jsonl`: messages written for a section, near misses included."""
    return [line for path in sorted(glob.glob(os.path.join(folder, "sections*.jsonl"))) for line in rows(path)]


def dialogues(folder: str = os.path.join(HERE, "data")) -> list:
    """Turns said after an answer: {text, section, link, question, heading of what answered it (`before`)}."""
    paths = sorted(glob.glob(os.path.join(folder, "dialogues*.jsonl")))
    return [turn for path in paths for line in rows(path) for turn in turns_of(line)]


def turns_of(dialogue: dict) -> list:
    """The turns of a conversation that come after an answer, each with what was asked and answered before it."""
    found, before = [], None
    for turn in dialogue["turns"]:
        if before is not None:
            asked, section = before
            found.append({**turn, "question": asked, "before": section})
        sections = turn.get("sections") or [turn.get("section")]
        if sections[0]:
            before = (turn["text"], sections[-1])
    return found


def held_out_dialogues() -> list:
    lines = rows(os.path.join(TESTS, "messages", "held-out-dialogues.jsonl"))
    return [turn for line in lines for turn in turns_of(line)]


def wishes() -> list:
    """What people want of the features, and what none of them takes: the examples of each feature's folder."""
    paths = glob.glob(os.path.join(SOURCES, "features", "**", "wishes.jsonl"), recursive=True)
    return [line for path in sorted(paths) for line in rows(path)]


def held_out_wishes() -> list:
    return rows(os.path.join(TESTS, "wishes", "held-out.jsonl"))

