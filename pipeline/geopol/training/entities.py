"""Train ``models/entities``: a spaCy pipeline that finds the codebook's entities.

python -m geopol.training.entities ../shared/data corpus/articles corpus/news -o models/entities
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopol
from geopol.corpus import read_labelled
from geopol.entities import EntityFinder
from geopol.errors import InputError
from geopol.evaluation import Pair
from geopol.evaluation.mentions import score_entities
from geopol.gold import GoldText, read_gold
from geopol.models import write_meta
from geopol.records import Document, Paragraph, Passage
from geopol.summary import summarise
from geopol.training.augment import dress, pick
from geopol.training.calibration import calibrate
from geopol.training.cards import card, entity_tables
from geopol.training.examples import example
from geopol.training.silver import read_silver

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

CONFIG = Path(__file__).with_name("entities.cfg")


@dataclass(frozen=True, slots=True)
class Source:
    """One labelled file and how often an epoch shows it.

    Attributes:
        path: File below the data folder.
        share: 1.0 takes every text once an epoch, 0.1 a tenth of them (drawn anew each epoch), 2.0 every text twice.
    """

    path: str
    share: float


# Texts labelled throughout by the codebook count double. The large partial sets are thinned: they mark one label and leave
# everything else unknown, so in full they would teach the model to see that label everywhere.
TRAIN = (
    Source("gold/train.jsonl", 2.0),
    Source("entities/train-wars.jsonl", 0.5),
    Source("entities/train-politics.jsonl", 1.0),
    Source("entities/train-wikigold.jsonl", 0.5),
    Source("entities/train-ewt.jsonl", 0.2),
    Source("entities/train-gum.jsonl", 0.25),
    Source("entities/train-crossner.jsonl", 0.25),
    Source("entities/partial-fewnerd-a.jsonl", 0.05),
    Source("entities/partial-fewnerd-b.jsonl", 0.05),
)
DEV = (Source("gold/dev.jsonl", 1.0), Source("gold/dev-thinktank.jsonl", 1.0))

# What the card says of the pipeline; the last ones are never trained on and follow guidelines of their own.
MEASURED = (
    "gold/dev.jsonl",
    "gold/dev-thinktank.jsonl",
    "entities/dev-politics.jsonl",
    "entities/dev-brexit.jsonl",
    "entities/dev-europarl.jsonl",
    "entities/dev-ewt.jsonl",
    "entities/dev-gum.jsonl",
)
ABOUT = "Named entities of geopolitical text, labelled by geopol's codebook: OntoNotes 5 with WEAPON."


# How often an epoch shows the project's own articles, which are marked throughout by the codebook, and the teacher's labels.
ARTICLES_SHARE = 2.0
SILVER_SHARE = 1.0


def sources(data: str | Path, articles: Iterable[str | Path]) -> list[tuple[list[GoldText], float]]:
    """What people and language models have labelled: texts, and how often an epoch shows them."""
    own = [text for text in read_labelled(articles) if text.entities is not None]
    return [*((list(read_gold([Path(data) / source.path])), source.share) for source in TRAIN), (own, ARTICLES_SHARE)]


def corpus(
    data: str, articles: list[str], silver: str, split: str, dressed: bool = True
) -> Callable[[Language], Iterator[Example]]:
    """The reader that `entities.cfg` names ``geopol.Gold.v2``; each call of the result gives one shuffled epoch.

    Args:
        data: Folder that holds ``gold/``, ``entities/`` and ``text/``.
        articles: Folders of headed articles with marks beside them; only ``train`` takes them.
        silver: The teacher's labels of raw text, or nothing; only ``train`` takes them.
        split: ``train`` or ``dev``.
        dressed: Whether some texts of an epoch wear another dress; see `geopol.training.augment`.
    """
    if split == "train":
        texts = sources(data, articles)
        texts += [(list(read_silver(Path(silver), data)), SILVER_SHARE)] if silver else []
    else:
        texts = [(list(read_gold([Path(data) / source.path])), source.share) for source in DEV]
    draw = random.Random(20)  # noqa: S311 - shuffles an epoch, secures nothing
    made: dict[tuple[int, str], Example] = {}

    def epoch(nlp: Language) -> Iterator[Example]:
        chosen = [(text, "") for group, share in texts for text in _draw(group, share, draw)]
        if split == "train":
            draw.shuffle(chosen)
        if split == "train" and dressed:
            # A name that nobody marked is known by its capital alone, so texts that mark some labels wear none.
            chosen = [(text, pick(draw) if text.cover is None else "") for text, _ in chosen]
        for text, name in chosen:
            key = (id(text), name)
            if key not in made:
                made[key] = example(nlp.make_doc(dress(text, name).text), text)
            yield made[key]

    return epoch


def _draw(texts: list[GoldText], share: float, draw: random.Random) -> list[GoldText]:
    whole, rest = divmod(share, 1.0)
    return texts * int(whole) + draw.sample(texts, round(rest * len(texts)))


def train(
    data: str | Path,
    articles: Iterable[str | Path],
    teacher: str | Path,
    output: str | Path,
    overrides: dict[str, object] | None = None,
) -> None:
    """Train the pipeline of `entities.cfg`, save the best state on the dev files, and calibrate its scores there.

    Args:
        data: Folder that holds ``gold/``, ``entities/`` and ``text/``.
        articles: Folders of headed articles with marks beside them.
        teacher: Folder of the teacher's labels and word vectors (`geopol.training.silver`).
        output: Folder for the pipeline.
        overrides: Settings of the config to replace, by dotted name (``training.max_steps``).

    Raises:
        InputError: If a file is missing.
    """
    import spacy
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as run
    from spacy.util import load_config, registry
    from thinc.api import NumpyOps, set_current_ops

    missing = [source.path for source in (*TRAIN, *DEV) if not (Path(data) / source.path).is_file()]
    if missing:
        raise InputError(f"{data} lacks {', '.join(missing)}")
    set_current_ops(NumpyOps(use_blis=False))
    registry.readers.register("geopol.Gold.v2", func=corpus)
    paths = {"paths.data": str(data), "paths.articles": [str(path) for path in articles], "paths.teacher": str(teacher)}
    config = load_config(CONFIG, {**paths, **(overrides or {})}, interpolate=True)
    with tempfile.TemporaryDirectory() as scratch:  # the loop keeps its best state on disk alone
        run(init_nlp(config), Path(scratch))
        nlp = spacy.load(Path(scratch) / "model-best")
    calibrate(nlp, Path(data) / DEV[0].path)
    save(nlp, data, output)


def save(nlp: Language, data: str | Path, output: str | Path) -> None:
    """Write the pipeline's folder: weights, ``meta.json`` with scores and hash, and the card."""
    output = Path(output)
    nlp.meta.update(name="geopol_entities", version=geopol.__version__, description=ABOUT, license="see LICENSES.md")
    nlp.meta["performance"] = {Path(path).stem: measure(EntityFinder(nlp), Path(data) / path) for path in MEASURED}
    nlp.to_disk(output)
    (output / "README.md").write_text(card("entities", entity_tables(nlp.meta["performance"])), encoding="utf-8")
    write_meta(output, json.loads((output / "meta.json").read_text(encoding="utf-8")))


def measure(finder: EntityFinder, path: Path) -> dict[str, Any]:
    """Strict scores of the pipeline alone, without rules, dates and countries around it."""
    pairs = []
    for gold in read_gold([path]):
        [found] = finder.find([Passage.of(gold.text)])
        paragraph = Paragraph(0, "body", 0, len(gold.text), None, gold.text, entities=found)
        pairs.append(Pair(gold, summarise(Document(gold.id, gold.text), [paragraph], "narrative", geopol.__version__, "")))
    return score_entities(pairs)


def main(arguments: Iterable[str] | None = None) -> None:
    """The command: train, then write the pipeline."""
    import argparse

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", help="folder that holds gold/, entities/ and text/")
    parser.add_argument("articles", nargs="+", help="folders of headed articles with marks beside them")
    parser.add_argument("-t", "--teacher", default="models/teacher", help="folder of the teacher's labels and word vectors")
    parser.add_argument("-o", "--output", required=True, help="folder for the pipeline")
    parser.add_argument("--steps", type=int, help="number of updates, where the config's are too many")
    args = parser.parse_args(None if arguments is None else list(arguments))
    overrides = {"training.max_steps": args.steps} if args.steps else None
    train(args.data, args.articles, args.teacher, args.output, overrides)


if __name__ == "__main__":
    main()
