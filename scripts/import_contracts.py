"""A kind of contract for import-linter: what modules may import at all, instead of what they may not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.helpers import module_expressions_to_modules

if TYPE_CHECKING:
    from grimp import ImportGraph
    from importlinter.domain.imports import ModuleExpression


class OnlyContract(Contract):
    """``modules`` may import ``allowed`` packages and the standard library, and nothing else.

    import-linter replaces its fields by the values that the configuration gives them.
    """

    type_name = "only"
    modules = fields.SetField(subfield=fields.ModuleExpressionField())
    allowed = fields.SetField(subfield=fields.StringField(), required=False, default=set())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 - the base class's
        """Return every import that is not allowed."""
        del verbose
        expressions = cast("set[ModuleExpression]", self.modules)
        chosen = {module.name for module in module_expressions_to_modules(graph, expressions)}
        chosen |= {name for module in chosen for name in graph.find_descendants(module)}
        wrong = [
            f"{module} imports {imported}"
            for module in sorted(chosen)
            for imported in sorted(graph.find_modules_directly_imported_by(module))
            if not self._allows(imported)
        ]
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print the imports that are not allowed."""
        for line in check.metadata["wrong"]:
            output.print_error(line)

    def _allows(self, imported: str) -> bool:
        if imported.partition(".")[0] in sys.stdlib_module_names:
            return True
        allowed = cast("set[str]", self.allowed)
        return any(imported == name or imported.startswith(f"{name}.") for name in allowed)
