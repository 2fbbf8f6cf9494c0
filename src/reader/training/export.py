"""Writes what the server reads: python export.py FILE.pt ../weights

`int8.onnx` (int8: ids, mask [1, length] to vector [1, 384]), `tokenizer.json`, `metadata.json`. Quantised with
`reduce_range`, so that processors without VNNI, which saturate, give the same."""

import hashlib
import json
import os
import sys
import tempfile

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import nn

from encoder import CONTEXT_TOKENS, HIDDEN, load, mean_pool

QUERY_TOKENS, PASSAGE_TOKENS = 96, 128


class Embed(nn.Module):
    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, ids, mask):
        return mean_pool(self.encoder(ids, mask), mask)


def main() -> None:
    source, out = sys.argv[1:3]
    os.makedirs(out, exist_ok=True)
    encoder, tokeniser, held = load(source)
    net = Embed(encoder.eval()).eval()
    ids = torch.randint(4, 100, (2, 16))
    mask = torch.ones(2, 16, dtype=torch.long)
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length", min=2, max=512)
    shapes = {"ids": {0: batch, 1: length}, "mask": {0: batch, 1: length}}
    with tempfile.TemporaryDirectory() as work:
        plain, fused = f"{work}/float.onnx", f"{work}/fused.onnx"
        torch.onnx.export(
            net, (ids, mask), plain, input_names=["ids", "mask"], output_names=["vector"],
            dynamo=True, dynamic_shapes=shapes, external_data=False,
        )  # fmt: skip
        fusing = optimizer.optimize_model(plain, model_type="bert", num_heads=12, hidden_size=HIDDEN, opt_level=1)
        fusing.save_model_to_file(fused)
        quantize_dynamic(fused, f"{out}/int8.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    tokeniser.library.save(f"{out}/tokenizer.json")
    digest = hashlib.sha256()
    for name in ("int8.onnx", "tokenizer.json"):
        with open(f"{out}/{name}", "rb") as file:
            digest.update(file.read())
    about = {
        "name": "hotline-e5-small",
        "dimension": HIDDEN,
        "prefixes": {"question": "query: ", "passage": "passage: "},
        "limits": {"question": QUERY_TOKENS, "passage": PASSAGE_TOKENS},
        "context": CONTEXT_TOKENS,
        "steps": held.get("step"),
        "digest": digest.hexdigest()[:16],
    }
    with open(f"{out}/metadata.json", "w", encoding="utf-8") as file:
        file.write(json.dumps(about, indent=2) + "\n")
    for name in sorted(os.listdir(out)):
        print(name, f"{os.path.getsize(f'{out}/{name}') / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
