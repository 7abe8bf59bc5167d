"""Templates of labels and papers: what is told of them, and the noes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal

LONGEST_TEMPLATE = 64_000
"""Signs of one template's text."""


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong in a template: a code for wording, the line it is in (0: the whole), and what it concerns."""

    code: str
    line: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One template in a list. `own`: the company has a version of its own, kept `at` a time by `who` (a name)."""

    name: str
    title: str
    kind: str
    own: bool = False
    at: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class NoSuchTemplate(Refusal):
    """There is no template of that name."""

    code: ClassVar[str] = "no_such_template"
    template: str


@dataclass(frozen=True, slots=True)
class TemplateWrong(Refusal):
    """The text is no template: `problem` is the first fault's code, in that line, of `faults` in all."""

    code: ClassVar[str] = "template_wrong"
    template: str
    problem: str
    line: int
    detail: str
    faults: int


@dataclass(frozen=True, slots=True)
class TemplateMoved(Refusal):
    """Somebody else saved the template while one worked at it."""

    code: ClassVar[str] = "template_moved"
    template: str
