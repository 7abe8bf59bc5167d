"""The templates that travel with the program, and which one holds: the company's own, else ours."""

from __future__ import annotations

from functools import lru_cache

from warehouse_app.documents.papers.templates.reading import TemplateFaults, read
from warehouse_app.documents.papers.templates.shapes import LabelTemplate, PaperTemplate, Template
from warehouse_app.documents.papers.templates.things import THINGS
from warehouse_app.ports.resources import resource_path


@lru_cache(maxsize=64)
def our_text(name: str) -> str:
    """Return the text of our template; KeyError for a name there is none of."""
    return resource_path("templates", f"{THINGS[name].name}.toml").read_text(encoding="utf-8")


def template(name: str, own: str = "") -> Template:
    """Return the template that holds; `own` is the company's text. One that cannot be read any more gives way to ours.

    It was proven when it was saved: only another version of the program may find fault with it.
    """
    if own:
        try:
            return read(own, THINGS[name].knows)
        except TemplateFaults:
            pass
    return read(our_text(name), THINGS[name].knows)


def label_template(name: str, own: str = "") -> LabelTemplate:
    """Return the template of a label."""
    found = template(name, own)
    if not isinstance(found, LabelTemplate):
        found = template(name)
    assert isinstance(found, LabelTemplate), "ours is of its kind"
    return found


def paper_template(name: str, own: str = "") -> PaperTemplate:
    """Return the template of a paper."""
    found = template(name, own)
    if not isinstance(found, PaperTemplate):
        found = template(name)
    assert isinstance(found, PaperTemplate), "ours is of its kind"
    return found
