"""Writes the card of the weights from what was measured: python card.py ../weights (README.md, from metadata.json and figures.json)"""

import collections
import json
import os
import sys

import data

STYLES = {
    "phone": "au téléphone",
    "plain": "une phrase",
    "story": "avec son histoire",
    "turn": "tournée autrement",
    "same": "oui ou non, dans le sens de la règle",
    "against": "oui ou non, à rebours",
    "held-out wordings": "formulations des pages gardées à part",
    "dialogue turns, alone": "suite de conversation, lue seule",
    "dialogue turns, in context": "suite de conversation, lue avec ce qui précède",
}


def main() -> None:
    folder = sys.argv[1]
    read = lambda name: json.load(open(os.path.join(folder, name), encoding="utf-8"))
    about, figures = read("metadata.json"), read("figures.json")
    messages, wishes, turns = data.messages(), data.wishes(), data.dialogues()
    writers = sorted({str(line.get("writer")) for line in messages})
    kinds = collections.Counter(line["wish"] for line in wishes)
    sizes = {n: os.path.getsize(os.path.join(folder, n)) / 1e6 for n in sorted(os.listdir(folder)) if n.endswith((".onnx", ".json", ".bin"))}
    lines = [
        "# L'encodeur",
        "",
        "Écrit par `src/reader/training/card.py` : ne pas corriger à la main.",
        "",
        "Un petit réseau qui met un texte en vecteur : ce qui veut dire la même chose est proche. Il trouve les sections, et il entend ce que les gens veulent.",
        "",
        f"- **D'où** : multilingual-e5-small (MIT), vocabulaire réduit au français, entraîné ({about['steps']} pas) par `src/reader/training/train.py`.",
        f"- **Fichiers** : {', '.join(f'`{n}` {s:.1f} Mo' for n, s in sizes.items())}.",
        f"- **Données** : {len(messages)} messages pour les sections ({len(writers)} mains), {len(turns)} suites de conversation, {len(wishes)} exemples de {len(kinds)} vœux, dans `src/reader/training/data/` et à côté des fonctionnalités ; l'encodeur n'a lu que ce qui y était quand il a été entraîné, `profiles.bin` et `examples.bin` ce qui y était depuis. Voir `src/reader/training/data/README.md`.",
        f"- **Empreinte** : `{about['digest']}`.",
        "",
        "## Ce qu'il trouve, seul",
        "",
        "Sur des mains qui n'ont rien écrit de ce qu'il a lu (`measure.py`, avant la mise en int8 ; `npm run evaluate:reader` mesure le fichier livré dans la recherche entière) : la bonne section en tête, dans les dix, rang réciproque moyen.",
        "",
        "| | nombre | en tête | dans les dix | rang réciproque |",
        "|---|---|---|---|---|",
    ]
    for name, value in figures.items():
        if "mrr" in value:
            lines.append(f"| {STYLES.get(name, name)} | {value['n']} | {value['first']} % | {value['in ten']} % | {value['mrr']} % |")
    lines += ["", "## Les vœux", "", "| | nombre | justes |", "|---|---|---|"]
    for name, value in figures.items():
        if "right" in value:
            lines.append(f"| {name} | {value['n']} | {value['right']} % |")
    lines += [
        "",
        "## Ses limites",
        "",
        "- Un vecteur ne dit pas le sens d'une règle : « c'est permis ? » et « c'est interdit ? » sont presque au même endroit. Le oui et le non viennent d'ailleurs.",
        "- Une question proche de notre sujet, mais dont la réponse n'est dans aucune page, ressemble à celles qui en ont une.",
        "- Il ne lit que le français, 96 morceaux de mots d'un message et 128 d'une section.",
        "",
    ]
    with open(os.path.join(folder, "README.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


if __name__ == "__main__":
    main()
