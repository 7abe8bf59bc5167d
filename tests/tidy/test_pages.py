"""Pages of the documentation that a command writes are as it writes them today."""

from __future__ import annotations

from tests.tidy.tree import ROOT
from warehouse_app.application.rights import Way, deeds
from warehouse_app.domain.people import Role
from warehouse_app.terminal.rights import page


def test_the_page_of_rights_is_the_register() -> None:
    written = (ROOT / "docs" / "rights.md").read_text("utf-8").rstrip()
    assert written == page().rstrip(), "write it anew: warehouse user page > docs/rights.md"
    assert Way.BADGE in {deed.way(Role.PACKER) for deed in deeds()}
