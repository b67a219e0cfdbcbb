"""Dependencies point one way: corpus ← index ← assistant ← {app.py, evals}; each framework stays in its place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("corpus", "index", "assistant", "evals", "app")

MAY_IMPORT = {
    "corpus": {"corpus"},
    "index": {"index", "corpus"},
    "assistant": {"assistant", "index", "corpus"},
    "evals": {"evals", "assistant", "index", "corpus"},
    "app": {"assistant"},
}

# framework → where it may be imported; a folder covers what is in it
FRAMEWORKS = {
    "chromadb": ("index/vectors.py",),
    "gradio": ("assistant/web",),
    "gradio_client": (),
    "fastapi": ("assistant/web",),
    "mcp": ("assistant/web",),
    "uvicorn": ("assistant/web",),
    "jinja2": ("assistant/templating.py", "assistant/web", "assistant/publishing/page.py", "evals/page/render.py"),
    "httpx": ("assistant/rewording/endpoint.py", "evals"),
    "tests": (),
}

HEAVY = {"torch", "transformers", "sentence_transformers", "chromadb", "gradio"}


def product_modules() -> list[Path]:
    packages = [ROOT / name for name in OURS if name != "app"]
    return [ROOT / "app.py", *sorted(path for package in packages for path in package.rglob("*.py"))]


def imported_names(path: Path) -> Iterator[str]:
    """Every module named in an import statement, wherever it stands; relative imports count as the package's own."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction of a dependency"
            yield node.module or ""


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def package_of(path: Path) -> str:
    return relative(path).partition("/")[0].removesuffix(".py")


@pytest.mark.parametrize("path", product_modules(), ids=relative)
def test_a_module_imports_only_what_lies_beneath_it(path: Path) -> None:
    ours = {name.partition(".")[0] for name in imported_names(path)} & set(OURS)
    assert ours <= MAY_IMPORT[package_of(path)]


@pytest.mark.parametrize("path", product_modules(), ids=relative)
def test_frameworks_stay_in_their_places(path: Path) -> None:
    for name in {name.partition(".")[0] for name in imported_names(path)} & set(FRAMEWORKS):
        places = FRAMEWORKS[name]
        assert any(relative(path) == place or relative(path).startswith(place + "/") for place in places), (
            f"{name} belongs in {places or 'no module of the product'}"
        )


def test_the_corpus_is_pure_text() -> None:
    for path in (ROOT / "corpus").rglob("*.py"):
        assert not {name.partition(".")[0] for name in imported_names(path)} & HEAVY, relative(path)


def test_no_module_reads_the_workshop_beside_the_repository() -> None:
    for path in product_modules():
        assert "/shared" not in path.read_text(encoding="utf-8"), relative(path)
