"""Token ids of the golden texts and turns, as Python gives them: python golden.py [TOKENIZER.json]

The texts stay; their ids are written anew, to be run once for each new tokenizer. A unit test wants TypeScript to give
the same ones. A turn is a message, the question before it, and the heading of what answered that.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parents[3]
TOKENIZER = ROOT / "src/reader/weights/tokenizer.json"
GOLDEN = ROOT / "test/unit/reader/encoder/golden-tokens.jsonl"
TURNS = ROOT / "test/unit/reader/encoder/golden-turns.jsonl"
LIMIT = 96
# As CONTEXT_TOKENS of encoder.py, which needs torch.
CONTEXT = (48, 32, 24)
START, END = 0, 2


def normalise(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def read(path: Path) -> list:
    # Some texts hold other ends of line than this one.
    return [json.loads(line) for line in path.read_text(encoding="utf-8").strip("\n").split("\n")]


def write(path: Path, lines: list) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    print(f"{path.name}: {len(lines)}")


def main(tokenizer_file: Path = TOKENIZER) -> None:
    tokenizer = Tokenizer.from_file(str(tokenizer_file))

    def pieces(text: str, most: int) -> list:
        return tokenizer.encode(normalise(text), add_special_tokens=False).ids[:most]

    def together(parts: list) -> list:
        first, second, third = map(pieces, parts, CONTEXT)
        return [START, *first, END, END, *second, END, END, *third, END]

    texts = [line["text"] for line in read(GOLDEN)]
    write(GOLDEN, [{"text": text, "ids": [START, *pieces(text, LIMIT - 2), END]} for text in texts])
    turns = [line["parts"] for line in read(TURNS)]
    write(TURNS, [{"parts": parts, "ids": together(parts)} for parts in turns])


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
