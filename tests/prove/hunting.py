"""The code whose small faults are hunted, and the tests that are to notice them."""

from __future__ import annotations

from dataclasses import dataclass

from tests.prove.mutating import Mutant, mutants_of


@dataclass(frozen=True)
class Scope:
    """Modules, and the tests that are to notice faults in them."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    marks: str = "not system"


_L, _D = "warehouse_app.store", "warehouse_app.domain"
SCOPES = {
    "ledger": Scope(
        (
            *(f"{_D}.ledger.{name}" for name in ("rules", "promises", "entries", "audit")),
            *(f"{_L}.{name}" for name in ("ledger", "cells", "promises", "promising", "yielding", "undoing", "lines")),
        ),
        (
            *(f"tests/domain/test_ledger_{name}.py" for name in ("book", "rules", "audit")),
            *(f"tests/store/test_ledger_{name}.py" for name in ("posting", "promises", "undoing", "told")),
            *(f"tests/store/test_{name}.py" for name in ("audit_trail", "audit_tampering", "projections")),
            *(f"tests/application/test_{name}.py" for name in ("allocation", "stock_release", "picking", "trail")),
            *("tests/application/test_packing_sums.py", "tests/application/test_shipping_handover.py"),
        ),
    ),
    "pack": Scope(
        (
            *(f"{_D}.packing.{name}" for name in ("judge", "states")),
            *(
                f"warehouse_app.application.packing.{name}"
                for name in (
                    "bench_now",
                    "closing",
                    "damaged",
                    "opening",
                    "scanning",
                    "state",
                    "unpacking",
                    "verifying",
                )
            ),
            "warehouse_app.application.writeoff",
        ),
        (
            "tests/domain/test_packing_rules.py",
            *(
                f"tests/application/test_packing_{name}.py"
                for name in (
                    "beside",
                    "bench",
                    "laws",
                    "sums",
                    "open",
                    "told",
                    "changed",
                    "damaged",
                    "back",
                    "marks",
                    "weighed",
                )
            ),
            *("tests/application/test_pack_beside.py", "tests/application/test_shipping_handover.py"),
        ),
    ),
    "label": Scope(
        tuple(
            f"warehouse_app.documents.{name}"
            for name in (
                "label",
                "zpl",
                "proof",
                "code128",
                "placing",
                "symbols",
                "gs1",
                "linear",
                "graphics",
                "scanning",
            )
        ),
        (
            *("tests/documents/test_label_approved.py", "tests/documents/test_labels.py"),
            *("tests/documents/test_code128.py", "tests/documents/test_label_words.py"),
            *("tests/documents/test_proof_bounds.py", "tests/documents/test_symbols.py"),
            *("tests/documents/test_graphics.py", "tests/documents/test_foreign.py"),
            *("tests/documents/test_proof.py", "tests/documents/test_scripts.py"),
            "tests/application/test_printing_once.py",
        ),
        marks="not system and not slow",
    ),
}


SCOPES["sample"] = Scope(
    (f"{_D}.packing.judge", f"{_D}.ledger.rules"),
    (
        *(f"tests/domain/test_{name}.py" for name in ("ledger_book", "ledger_rules", "packing_rules")),
        "tests/store/test_ledger_posting.py",
        *("tests/application/test_packing_bench.py", "tests/application/test_packing_laws.py"),
    ),
)
"""A small scope, for every run of all tests."""


def all_of(scope: str) -> list[Mutant]:
    """Return every fault of a scope."""
    return [mutant for module in SCOPES[scope].modules for mutant in mutants_of(module)]
