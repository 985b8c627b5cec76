"""Near copies found in a stream of stories, through the product's own window: what is paired, and how fast.

    python tests/evaluate/duplicates.py DIR

DIR holds `wikinews_dups*.jsonl.gz`. The documents come one after the other as the file has them; each is sketched,
looked up among those before it, judged, and put into a group, as ingest does it. Prints one line of JSON:

- `f1 precision recall`: over all pairs of documents. A pair is predicted where both are in the same group at the end.
- `ari`: adjusted Rand index of the groups.
- `template_false`: the share of documents of kind neg-template that stand in a group with, or were judged a copy of, a
  document of the story that gave them their form.
- `docs_per_s`: documents sketched, looked up and judged per second of one core, without storing them.
- `p95_ms`: of looking one story up and judging what is found (95th percentile, one core), with 100,000 invented stories
  in the window, which share words, sentences and boilerplate; asked for the documents and for 500 further such stories.

Pairs as they were judged, other orders, and halves of the set go to stderr.
"""

import gzip
import json
import os
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import accumulate, combinations
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.db import connection, transaction
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

from articles.bands import numbers
from articles.models import Article, Fingerprint
from newsroom.ingest import duplicates
from newsroom.ingest.alike import pack, sketch
from newsroom.ingest.models import Band, Sketch
from tests.evaluate.reading import console

WINDOW, ASKED, ORDERS = 100_000, 500, 3
BATCH = 5_000


class Told(NamedTuple):
    """What the code under test may see of a document; nothing of the truth."""

    title: str
    body: str


class Stream(NamedTuple):
    """What came of a stream: the group of each document, the pairs judged to be copies, and the seconds of one core."""

    groups: list[int]
    pairs: set[tuple[int, int]]
    seconds: float


def main(folder: Path) -> None:
    """Score the set, then fill the window and take the time."""
    rows = [json.loads(line) for line in gzip.decompress(only_set(folder).read_bytes()).splitlines()]
    documents = [Told(row["title"], row["body"]) for row in rows]
    found = streamed(documents)
    told = scored(rows, found)
    console.print(f"as the file has them: {told}; pairs as judged: {judged(rows, found.pairs)}")
    others(rows, documents)
    told["docs_per_s"] = len(documents) / found.seconds
    empty()
    invented = Invented()
    fill(invented)
    further = [invented.story(number) for number in range(WINDOW, WINDOW + ASKED)]
    told["p95_ms"] = latency([*documents, *further])
    print(json.dumps({name: round(value, 4) for name, value in told.items()}))


def only_set(folder: Path) -> Path:
    """The file of the set, whichever split it is."""
    found = sorted(folder.glob("wikinews_dups*.jsonl.gz"))
    if not found:
        raise SystemExit(f"There is no wikinews_dups.jsonl.gz in {folder}.")
    return found[0]


def streamed(documents: Sequence[Told]) -> Stream:
    """Let the documents come in one after the other, as stories of as many sources."""
    pairs: set[tuple[int, int]] = set()
    seconds = 0.0
    numbers: dict[int, int] = {}
    for place, document in enumerate(documents):
        started = time.process_time()
        signature = pack(sketch(document.title, document.body))
        found = duplicates.copies(signature)
        seconds += time.process_time() - started
        article = Article.objects.bulk_create([Article(headline=document.title[:300], slug=f"told-{place}")])[0]
        Fingerprint.objects.bulk_create(
            [Fingerprint(article=article, kind="text", key=str(place), signature=signature)]
        )
        duplicates.remember(article.pk, signature, found)
        pairs |= {(numbers[one.article], place) for one in found if one.likeness.same}
        numbers[article.pk] = place
    groups = dict(Sketch.objects.values_list("article", "group"))
    return Stream([groups.get(article, -article) for article in numbers], pairs, seconds)


def scored(rows: Sequence[dict[str, Any]], found: Stream) -> dict[str, float]:
    """The figures of one run."""
    truth = [row["cluster"] for row in rows]
    told = agreement(truth, found.groups)
    forms = [place for place, row in enumerate(rows) if row["kind"] == "neg-template"]
    told["template_false"] = sum(mistaken(rows, found, place) for place in forms) / max(len(forms), 1)
    return told


def mistaken(rows: Sequence[dict[str, Any]], found: Stream, form: int) -> bool:
    """Whether a document of one form with other facts was paired with one of the story that has this form."""
    origin, cluster = rows[form]["source_url"], rows[form]["cluster"]
    story = [place for place, row in enumerate(rows) if row["source_url"] == origin and row["cluster"] != cluster]
    paired = found.pairs & {(min(form, place), max(form, place)) for place in story}
    return bool(paired) or any(found.groups[place] == found.groups[form] for place in story)


def agreement(truth: Sequence[Hashable], groups: Sequence[Hashable]) -> dict[str, float]:
    """Precision, recall and F1 over all pairs, and the adjusted Rand index (Hubert and Arabie, 1985)."""
    both = pairs_in(Counter(zip(truth, groups, strict=True)))
    wanted, given = pairs_in(Counter(truth)), pairs_in(Counter(groups))
    precision, recall = both / given if given else 1.0, both / wanted if wanted else 1.0
    chance = wanted * given / max(len(truth) * (len(truth) - 1) / 2, 1)
    spread = (wanted + given) / 2 - chance
    return {
        "f1": 2 * both / (wanted + given) if wanted + given else 1.0,
        "precision": precision,
        "recall": recall,
        "ari": (both - chance) / spread if spread else 1.0,
    }


def pairs_in(sizes: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def judged(rows: Sequence[dict[str, Any]], pairs: set[tuple[int, int]]) -> dict[str, float]:
    """The figures of the pairs as they were judged, before groups were made of them."""
    wanted = {
        pair for pair in combinations(range(len(rows)), 2) if rows[pair[0]]["cluster"] == rows[pair[1]]["cluster"]
    }
    right = len(wanted & pairs)
    return {"precision": right / max(len(pairs), 1), "recall": right / len(wanted)}


def others(rows: Sequence[dict[str, Any]], documents: Sequence[Told]) -> None:
    """Other orders, and the two halves of the set, to be compared by eye."""
    whole = range(len(rows))
    trials: list[tuple[str, Sequence[int]]] = [
        (f"order {seed}", random.Random(seed).sample(whole, len(rows))) for seed in range(1, ORDERS)
    ]
    origins = sorted({row["source_url"] for row in rows})
    for half in (0, 1):
        chosen = set(origins[half::2])
        trials.append((f"half {half + 1}", [place for place in whole if rows[place]["source_url"] in chosen]))
    for name, places in trials:
        empty()
        found = streamed([documents[place] for place in places])
        console.print(f"{name}: {scored([rows[place] for place in places], found)}")


def empty() -> None:
    """Forget every story."""
    for model in (Band, Sketch, Fingerprint, Article):
        model._default_manager.all().delete()


class Invented:
    """Stories of sentences of words by their frequency, each always the same; some sentences stand in several."""

    def __init__(self) -> None:
        chance = random.Random("words of no language")
        ends = ["n", "ra", "ti", "lo", "ssen", "mar", "ke", "dal", "vi", "tor"]
        words = ["".join(chance.choices(ends, k=chance.choice((1, 2, 2, 3, 3, 4)))) for _one in range(20_000)]
        weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
        self.sentences = [self._sentence(chance, words, weights) for _one in range(150_000)]
        self.furniture = self.sentences[:40]

    def _sentence(self, chance: random.Random, words: list[str], weights: list[float]) -> str:
        chosen = chance.choices(words, cum_weights=weights, k=chance.randint(10, 22))
        chosen[chance.randrange(len(chosen))] = chance.choice(words).capitalize()
        if chance.random() < 0.3:
            chosen[chance.randrange(len(chosen))] = str(chance.randint(2, 9_000))
        return f"{' '.join(chosen).capitalize()}."

    def story(self, number: int) -> Told:
        """The story of this number; every tenth is a copy of an earlier one, cut and with a sentence of its own."""
        chance = random.Random(f"story {number}")
        if number % 10 == 9:
            origin = self.story(number - 7).body.split("\n")
            kept = [chance.choice(self.sentences), *origin[: chance.randint(5, len(origin))]]
            return Told(" ".join(origin[0].split()[:8]), "\n".join(kept))
        text = [*chance.choices(self.sentences, k=chance.randint(8, 16)), chance.choice(self.furniture)]
        return Told(" ".join(text[0].split()[:8]), "\n".join(text))


def fill(invented: Invented) -> None:
    """Put the invented stories into the window."""
    started, index = time.monotonic(), Band._meta.indexes[0]
    with connection.schema_editor() as editor:  # to be made at once is a fraction of the work
        editor.remove_index(Band, index)
    for first in range(0, WINDOW, BATCH):
        signed = [(number, pack(sketch(*invented.story(number)))) for number in range(first, first + BATCH)]
        store(signed)
        console.print(f"{first + BATCH} stories in the window after {time.monotonic() - started:.0f} s")
    with connection.schema_editor() as editor:
        editor.add_index(Band, index)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@transaction.atomic
def store(signed: Sequence[tuple[int, bytes]]) -> None:
    """The rows of many stories at once."""
    now = timezone.now()
    articles = Article.objects.bulk_create(
        Article(headline="", slug=f"invented-{number}") for number, _packed in signed
    )
    pairs = [(article.pk, number, packed) for article, (number, packed) in zip(articles, signed, strict=True)]
    Fingerprint.objects.bulk_create(
        Fingerprint(article_id=article, kind="text", key=f"i{number}", signature=packed)
        for article, number, packed in pairs
    )
    Sketch.objects.bulk_create(Sketch(article_id=article, group=article, at=now) for article, _number, _packed in pairs)
    keys = [(key, article) for article, _number, packed in pairs for key in numbers(packed)]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {Band._meta.db_table} (key, sketch_id) VALUES (%s, %s)", keys)


def latency(asked: Sequence[Told]) -> float:
    """The 95th percentile of the time to look one story up and judge what is found, in milliseconds."""
    times, met = [], []
    for document in asked:
        signature = pack(sketch(*document))
        started = time.process_time()
        found = duplicates.copies(signature)
        times.append((time.process_time() - started) * 1000)
        met.append(len(found))
    told = statistics.quantiles(times, n=20)
    console.print(
        f"median {statistics.median(times):.2f} ms, p95 {told[18]:.2f} ms; met {statistics.mean(met):.1f} each"
    )
    return told[18]


if __name__ == "__main__":
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        main(Path(sys.argv[1]))
    finally:
        teardown_databases(databases, verbosity=0)
