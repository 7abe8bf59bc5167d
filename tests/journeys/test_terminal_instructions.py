"""Packing instructions by command: made, changed, tried, dropped; gifts, care, and a parcel's photo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.program import Program, one_sentence

pytestmark = pytest.mark.slow


def test_instructions_are_kept_by_command(tmp_path: Path) -> None:
    program = Program(tmp_path / "home").begin()
    goods, orders = tmp_path / "products.csv", tmp_path / "orders.csv"
    goods.write_text("sku,name\nVASE,Vase\nFLYER,Flyer\n", "utf-8")
    orders.write_text("order,sku,qty,placed_at,customer\nO1,VASE,2,2026-01-06,C1\n", "utf-8")
    assert program.call("import", "products", goods).code == 0
    assert program.call("import", "orders", orders).code == 0
    picture = tmp_path / "how.png"
    Image.new("RGB", (30, 20), "red").save(picture)
    glass = (
        "--category",
        "glass",
        "--moment",
        "item",
        "--text",
        "Wrap it",
        "--text",
        "de=Einwickeln",
        "--topic",
        "wrap",
    )
    assert program.call("instruction", "add", "Glass", *glass, "--picture", picture).out == "Instruction 1 holds.\n"
    vase = ("--product", "vase", "--topic", "wrap", "--must", "--insert", "flyer")
    assert program.call("instruction", "add", "Vase", *vase).code == 0
    assert program.call("product", "care", "VASE", "--category", "glass", "--un", "UN1263", "--class", "3").code == 0
    why = program.call("instruction", "why", "O1", "--json").json
    assert [(each["name"], each["why"]) for each in why] == [
        ("Vase", "holds for VASE"),
        ("Glass", "no: 2 says more of it"),
    ]
    assert program.call("instruction", "change", "2", "--product", "", "--country", "ch").code == 0
    told = program.call("instruction", "list", "--json").json
    assert [(each["name"], each["country"], each["texts"]) for each in told] == [
        ("Glass", "", {"de": "Einwickeln", "en": "Wrap it"}),
        ("Vase", "CH", {}),
    ]
    assert program.call("instruction", "change", "2", "--picture", picture).code == 0
    assert len(program.call("instruction", "list", "--json").json[1]["picture"]) == 64
    assert program.call("instruction", "change", "2", "--no-picture").code == 0
    assert program.call("instruction", "list", "--json").json[1]["picture"] == ""
    assert program.call("instruction", "drop", "2").out == "Instruction 2 holds no more.\n"
    assert program.call("order", "gift", "O1", "--note", "For you", "--no-prices").out == "Order O1 is a gift.\n"
    assert program.call("order", "show", "O1", "--json").json["gift"] == {"note": "For you", "no_prices": True}
    assert one_sentence(program.call("parcel", "photo", "P00000009", picture)).startswith("There is no parcel")
    assert program.call("parcel", "photo", "O1", picture, "--order", "--note", "=1+1").out == "Photo 1 is kept.\n"
    assert [each["about"] for each in program.call("photo", "list", "O1", "--json").json] == ["order"]
    assert "'=1+1" in program.call("export", "photos", "--format", "csv").out
    assert program.call("doctor").code == 0
