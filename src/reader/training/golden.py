"""Token ids of the golden texts, as Python gives them: python golden.py [TOKENIZER.json] [GOLDEN.jsonl]

The texts stay; their ids are written anew, to be run once for each new tokenizer. A unit test wants TypeScript to give
the same ones.
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
LIMIT = 96
START, END = 0, 2


def normalise(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def main(tokenizer_file: Path = TOKENIZER, golden_file: Path = GOLDEN) -> None:
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    # Some texts hold other ends of line than this one.
    lines = golden_file.read_text(encoding="utf-8").strip("\n").split("\n")
    texts = [json.loads(line)["text"] for line in lines]
    with golden_file.open("w", encoding="utf-8", newline="\n") as out:
        for text in texts:
            pieces = tokenizer.encode(normalise(text), add_special_tokens=False).ids
            ids = [START, *pieces[: LIMIT - 2], END]
            out.write(json.dumps({"text": text, "ids": ids}, ensure_ascii=False) + "\n")
    print(f"{len(texts)} texts")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
