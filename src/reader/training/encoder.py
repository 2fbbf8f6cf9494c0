"""The encoder in PyTorch and its tokeniser, with a vocabulary kept to the pieces that French text uses."""

import re
import unicodedata

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Metaspace
from torch import nn

from base import read_base

START, PAD, END, UNKNOWN = 0, 1, 2, 3
HIDDEN = 384
# The most pieces of a message, of the question before it, and of the heading of what answered that.
CONTEXT_TOKENS = (48, 32, 24)
# Single characters that stay whatever the corpus: a text of any letters can be read.
ALWAYS_KEPT = re.compile(r"^▁?[\w'’.,;:!?%€()«»/+°&@#\"-]?$")


class Layer(nn.Module):
    """One layer of BERT: attention, then a feed-forward, each with its residual and its norm."""

    def __init__(self, hidden: int, heads: int, feed_forward: int, epsilon: float, drop: float):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(hidden, hidden) for _ in range(4))
        self.aln = nn.LayerNorm(hidden, eps=epsilon)
        self.oln = nn.LayerNorm(hidden, eps=epsilon)
        self.fi = nn.Linear(hidden, feed_forward)
        self.fo = nn.Linear(feed_forward, hidden)
        self.drop = nn.Dropout(drop)

    def forward(self, x, bias):
        batch, length, hidden = x.shape

        def split(t):
            return t.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

        seen = F.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=bias)
        x = self.aln(x + self.drop(self.ao(seen.transpose(1, 2).reshape(batch, length, hidden))))
        return self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))


class Encoder(nn.Module):
    """Tokens [batch, length] to states [batch, length, 384]."""

    def __init__(self, vocabulary, hidden=HIDDEN, layers=12, heads=12, feed_forward=1536, positions=512, epsilon=1e-12, drop=0.1):
        super().__init__()
        self.word = nn.Embedding(vocabulary, hidden, padding_idx=PAD)
        self.pos = nn.Embedding(positions, hidden)
        self.kind = nn.Parameter(torch.zeros(hidden))
        self.ln = nn.LayerNorm(hidden, eps=epsilon)
        self.layers = nn.ModuleList([Layer(hidden, heads, feed_forward, epsilon, drop) for _ in range(layers)])
        self.drop = nn.Dropout(drop)

    def forward(self, ids, mask):
        x = self.drop(self.ln(self.word(ids) + self.pos.weight[: ids.shape[1]] + self.kind))
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(mask == 0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


def mean_pool(states, mask):
    """Unit vectors [batch, 384]: the mean of what is not padding."""
    weight = mask[..., None].to(states.dtype)
    return F.normalize((states * weight).sum(1) / weight.sum(1).clamp(min=1), dim=-1)


def normalise(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


class Tokeniser:
    """Unigram over metaspace, by the library `tokenizers`; its file is read as it is by the server."""

    def __init__(self, pieces, scores):
        self.pieces = pieces
        self.scores = [float(score) for score in scores]
        self.library = Tokenizer(Unigram(list(zip(pieces, self.scores)), unk_id=UNKNOWN))
        self.library.pre_tokenizer = Metaspace(replacement="▁", prepend_scheme="always")

    def pieces_of(self, text: str) -> list:
        return self.library.encode(normalise(text), add_special_tokens=False).ids

    def ids(self, text: str, limit: int) -> list:
        return [START] + self.pieces_of(text)[: limit - 2] + [END]

    def in_context(self, text: str, question: str, heading: str) -> list:
        """What is said after an answer: the message, the question before it, and the heading of what answered it."""
        parts = [self.pieces_of(part)[:most] for part, most in zip((text, question, heading), CONTEXT_TOKENS)]
        return [START] + parts[0] + [END, END] + parts[1] + [END, END] + parts[2] + [END]

    @staticmethod
    def batch(rows):
        """Ids and mask, padded to the longest row."""
        longest = max(map(len, rows))
        ids = torch.full((len(rows), longest), PAD, dtype=torch.long)
        mask = torch.zeros(len(rows), longest, dtype=torch.long)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = torch.tensor(row)
            mask[i, : len(row)] = 1
        return ids, mask


def load_base(corpus) -> tuple[Encoder, Tokeniser]:
    """The base model, its vocabulary pruned to the pieces that these texts use, and to single characters."""
    base = read_base()
    full = Tokeniser(base.pieces, base.scores)
    used = set(range(4))
    for text in corpus:
        used.update(full.pieces_of(text))
    kept = [i for i, piece in enumerate(base.pieces) if i in used or (len(piece) <= 2 and ALWAYS_KEPT.match(piece))]
    encoder = Encoder(len(kept), base.hidden, base.layers, base.heads, base.feed_forward, base.positions, base.epsilon)

    def tensor(name, *shape):
        return torch.from_numpy(base.tensors[name].reshape(*shape))

    hidden, wide = base.hidden, base.feed_forward
    with torch.no_grad():
        encoder.word.weight.copy_(tensor("emb.word", base.vocabulary, hidden)[kept])
        encoder.pos.weight.copy_(tensor("emb.pos", base.positions, hidden))
        encoder.kind.copy_(tensor("emb.type", base.kinds, hidden)[0])
        encoder.ln.weight.copy_(tensor("emb.ln.w", hidden))
        encoder.ln.bias.copy_(tensor("emb.ln.b", hidden))
        for i, layer in enumerate(encoder.layers):
            for name, rows, columns in (
                ("q", hidden, hidden),
                ("k", hidden, hidden),
                ("v", hidden, hidden),
                ("ao", hidden, hidden),
                ("fi", wide, hidden),
                ("fo", hidden, wide),
            ):
                linear = getattr(layer, name)
                linear.weight.copy_(tensor(f"l{i}.{name}.w", rows, columns))
                linear.bias.copy_(tensor(f"l{i}.{name}.b", rows))
            for name in ("aln", "oln"):
                norm = getattr(layer, name)
                norm.weight.copy_(tensor(f"l{i}.{name}.w", hidden))
                norm.bias.copy_(tensor(f"l{i}.{name}.b", hidden))
    return encoder, Tokeniser([base.pieces[i] for i in kept], base.scores[kept])


def save(path: str, encoder: Encoder, tokeniser: Tokeniser, **more) -> None:
    torch.save({"state": encoder.state_dict(), "pieces": tokeniser.pieces, "scores": tokeniser.scores, **more}, path)


def load(path: str) -> tuple[Encoder, Tokeniser, dict]:
    """A saved encoder, its tokeniser, and what was saved beside."""
    held = torch.load(path, weights_only=False)
    encoder = Encoder(len(held["pieces"]))
    encoder.load_state_dict(held["state"])
    return encoder, Tokeniser(held["pieces"], held["scores"]), held


def embed(encoder: Encoder, tokeniser: Tokeniser, texts, limit: int, size: int = 32) -> torch.Tensor:
    """Unit vectors of texts, in their order."""
    return embed_rows(encoder, tokeniser, [tokeniser.ids(text, limit) for text in texts], size)


@torch.no_grad()
def embed_rows(encoder: Encoder, tokeniser: Tokeniser, rows, size: int = 32) -> torch.Tensor:
    """The same, of rows of ids; short ones run together."""
    was_training = encoder.training
    encoder.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    vectors = [None] * len(rows)
    for start in range(0, len(order), size):
        some = order[start : start + size]
        ids, mask = tokeniser.batch([rows[i] for i in some])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = encoder(ids, mask)
        for i, vector in zip(some, mean_pool(states.float(), mask)):
            vectors[i] = vector
    encoder.train(was_training)
    return torch.stack(vectors)
