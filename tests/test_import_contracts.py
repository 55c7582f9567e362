"""The kind of import contract that lists what is allowed."""

from __future__ import annotations

from grimp import ImportGraph

from scripts.import_contracts import OnlyContract


def contract() -> OnlyContract:
    """Return a contract by which `shop.text` may import itself and `shop.words`."""
    options = {"modules": ["shop.text"], "allowed": ["shop.text", "shop.words"]}
    return OnlyContract("text is pure", {"root_packages": ["shop"]}, options)


def graph(*imports: tuple[str, str]) -> ImportGraph:
    """Return a graph of a package `shop` with these imports."""
    made = ImportGraph()
    for module in ("shop", "shop.text", "shop.text.lines", "shop.words", "shop.wordsmith"):
        made.add_module(module)
    for importer, imported in imports:
        made.add_import(importer=importer, imported=imported)
    return made


def test_the_standard_library_and_what_is_allowed() -> None:
    """Imports of the standard library, of what is allowed and of each other keep the contract."""
    kept = graph(
        ("shop.text", "shop.text.lines"),
        ("shop.text.lines", "shop.words"),
        ("shop.text.lines", "json"),
        ("shop.words", "requests"),
    )
    assert contract().check(kept, verbose=False).kept


def test_anything_else() -> None:
    """A third-party package and another module break it, also in a module below; each is named."""
    check = contract().check(
        graph(("shop.text", "requests"), ("shop.text.lines", "shop.wordsmith")), verbose=False
    )
    assert not check.kept
    assert check.metadata["wrong"] == [
        "shop.text imports requests",
        "shop.text.lines imports shop.wordsmith",
    ]
