"""The rules of the house that an import linter cannot see, as functions over files and models."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db.models import Model

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 300
EMPTY_PROMISES = {"utils.py", "helpers.py", "services.py", "common.py", "misc.py", "signals.py"}
# From the top of the ladder to its foot; each room may point only to itself and what stands below it.
LADDER = ("operations", "desk", "takedowns", "ingest", "outbox", "articles")
GROUND = {"auth", "contenttypes", "taggit"}
TEXT = {"headline", "standfirst", "body", "body_text"}


def product_files(root: Path = ROOT) -> list[Path]:
    """Every Python file of the project but migrations."""
    folders = ("articles", "newsroom", "tests")
    files = [file for folder in folders for file in (root / folder).rglob("*.py")]
    return sorted(file for file in files if "migrations" not in file.parts)


def too_long(files: Iterable[Path]) -> list[str]:
    """Files with more lines than one subject needs."""
    counted = ((file, len(file.read_text().splitlines())) for file in files)
    return [f"{file.name} has {lines} lines" for file, lines in counted if lines > LONGEST]


def badly_named(files: Iterable[Path]) -> list[str]:
    """Files whose name promises nothing."""
    return [str(file) for file in files if file.name in EMPTY_PROMISES]


def upward_keys(models: Iterable[type[Model]]) -> list[str]:
    """Relations that point up the ladder; a key written as a string is no import, so no linter sees it."""
    found = []
    for model in models:
        allowed = set(LADDER[LADDER.index(model._meta.app_label) :]) | GROUND
        for field in [*model._meta.get_fields(include_hidden=False)]:
            target = field.related_model if field.is_relation and not field.auto_created else None
            if isinstance(target, type) and target._meta.app_label not in allowed:
                found.append(f"{model.__name__}.{field.name} points up to {target.__name__}")
    return found


def status_writers(source: str) -> list[int]:
    """Lines that write an article's status."""
    return sorted(line for names, line in written(source) if "status" in names)


def text_writers(source: str) -> list[int]:
    """Lines that write an article's text."""
    return sorted(line for names, line in written(source) if names & TEXT)


def written(source: str) -> Iterator[tuple[set[str], int]]:
    """The names that a file writes on objects or by queryset updates, with their lines."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {target.attr for target in targets if isinstance(target, ast.Attribute) and not on_self(target)}
            yield names, node.lineno
        elif isinstance(node, ast.Call) and called(node) in {"update", "bulk_update", "update_or_create"}:
            yield {word.arg for word in node.keywords if word.arg}, node.lineno
        elif isinstance(node, ast.Call) and called(node) == "setattr" and len(node.args) > 1:
            name = node.args[1]
            yield ({str(name.value)} if isinstance(name, ast.Constant) else set()), node.lineno


def on_self(target: ast.Attribute) -> bool:
    """Whether an attribute is set on `self`."""
    return isinstance(target.value, ast.Name) and target.value.id == "self"


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
