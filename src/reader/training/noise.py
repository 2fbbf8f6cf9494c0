"""How people type on a phone: accents dropped, letters swapped, dropped or doubled, some SMS spellings. Seeded."""

import random
import unicodedata

SHORTHAND = {
    "que": "ke", "qui": "ki", "quoi": "koi", "quand": "kan", "c'est": "c", "est": "é", "pour": "pr", "pas": "pa",
    "vous": "vs", "nous": "ns", "avec": "avc", "dans": "ds", "tout": "tt", "quel": "kel", "quelle": "kel",
    "je suis": "chui", "j'ai": "g", "marché": "marcher", "appel d'offres": "appel d'offre", "acompte": "accompte",
}  # fmt: skip


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def mistyped(word: str, r: random.Random) -> str:
    if len(word) < 5:
        return word
    i = r.randrange(1, len(word) - 1)
    kind = r.random()
    if kind < 0.35:
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    if kind < 0.7:
        return word[:i] + word[i + 1 :]
    return word[:i] + word[i] + word[i:]


def noisy(text: str, r: random.Random) -> str:
    """The text as a phone would have it, a little more than half the time; else as it is."""
    if r.random() < 0.45:
        return text
    if r.random() < 0.5:
        text = text.lower()
    if r.random() < 0.5:
        text = without_accents(text)
    if r.random() < 0.25:
        for said, typed in SHORTHAND.items():
            if r.random() < 0.5:
                text = f" {text} ".replace(f" {said} ", f" {typed} ").strip()
    if r.random() < 0.5:
        text = " ".join(mistyped(word, r) if r.random() < 0.2 else word for word in text.split(" "))
    if r.random() < 0.3:
        text = text.rstrip(" ?.!")
    return text
