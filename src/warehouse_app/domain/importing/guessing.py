"""What a foreign table probably is: which kind, and which column holds which field, with how sure that is.

By the words people and shops use for columns in several languages, then by what the first cells look like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from warehouse_app.domain.importing.dates import moment
from warehouse_app.domain.importing.fields import COLUMNS, Column, plain
from warehouse_app.domain.importing.mapping import FieldRule, FileMapping
from warehouse_app.domain.importing.values import BadValueError
from warehouse_app.domain.zones import zone

Sureness = Literal["sure", "likely", "maybe"]
EXACT, SPELLING, WORD, PART_OF, LOOKS = 100, 90, 80, 50, 40
"""Points of a guess: the field's own name, a spelling natively understood, a word of a language, a name that holds
such a word, cells that look like it."""

WHOLE = 2
"""So many columns more a table may understand that lacks a needed field, and is still not preferred."""

MOST_SAMPLES = 50
SHORTEST_PART = 4
_GTIN = frozenset({8, 12, 13, 14})

WORDS: Mapping[str, str] = {
    "sku": "artikelnummer artikelnr artnr artikel sachnummer teilenummer référence réf codearticle código codigo"
    " referencia codice codicearticolo articolo artikelkode varenummer lineitemsku itemsku variantsku productsku"
    " artikelcode número商品コード 品番 货号",
    "qty": "menge anzahl stück stückzahl bestand quantité qté nombre cantidad unidades quantità quantita aantal antal"
    " quantidade ilość ilosc lineitemquantity quantityordered qtyordered bestellmenge stk pcs ordered 数量",
    "name": "bezeichnung artikelbezeichnung artikelname titel nom désignation libellé nombre descripción denominazione"
    " nome naam omschrijving namn navn nazwa opis 商品名",
    "barcodes": "strichcode barcodenummer gtin13 codebarres códigodebarras codiceabarre streepjescode variantbarcode",
    "base_unit": "einheit mengeneinheit unité unidad unità eenheid enhed",
    "weight_g": "gewichtg gewicht poids peso vikt vægt gramm grammes gramos grammi variantgrams",
    "weight_kg": "gewichtkg poidskg pesokg weightkg weightinkg",
    "length_mm": "länge laenge longueur longitud largo lunghezza lengte",
    "width_mm": "breite largeur ancho larghezza breedte",
    "height_mm": "höhe hoehe hauteur alto altezza hoogte",
    "hs_code": "zolltarifnummer warennummer codedouanier códigoarancelario codicedoganale variantharmonizedsystemcode"
    " hts htscode taric",
    "origin_country": "ursprungsland herkunftsland paysdorigine paísdeorigen paesediorigine landvanherkomst",
    "picture": "bild foto imagesrc imageurl photo imagen immagine",
    "place": "lagerplatz platz fach lagerort regal emplacement ubicación ubicacion ubicazione posizione locatie"
    " binlocation shelf stellplatz",
    "code": "lagerplatz platz fach lagerort emplacement ubicación ubicacion ubicazione kundennummer kundennr"
    " numeroclient númerocliente",
    "aisle": "gang reihe allée pasillo corsia",
    "bay": "regal feld travée estantería scaffale",
    "level": "ebene fachboden niveau nivel livello",
    "walk_seq": "laufweg reihenfolge wegfolge ordre orden ordine",
    "lot": "charge chargennummer lote lotto batchcode numérodelot",
    "serial": "seriennummer numérodesérie númerodeserie numerodiserie serienummer",
    "order": "nr nummer bestellnummer bestellnr bestellung auftragsnummer auftragsnr auftrag belegnummer commande"
    " numérodecommande nocommande pedido númerodepedido numeropedido ordine numeroordine bestelnummer"
    " ordernummer ordrenummer zamówienie purchaseorder ponumber orderref 注文番号 订单号",
    "price": "preis einzelpreis stückpreis vkpreis prix prixunitaire precio preciounitario prezzo prezzounitario"
    " prijs pris cena lineitemprice priceperitem 単価",
    "placed_at": "datum bestelldatum auftragsdatum belegdatum datecommande fecha fechapedido data dataordine"
    " besteldatum orderdato orderedon purchasedate paidat 注文日",
    "ship_by": "lieferdatum liefertermin versandbis datelivraison fechaentrega dataconsegna leverdatum latestshipdate"
    " shipbefore deliverydate",
    "customer": "kunde kundennummer kundennr client numéroclient cliente númerocliente codicecliente klant klantnummer"
    " kunden kund",
    "customer_name": "kundenname käufer nomclient acheteur nombrecliente comprador nomecliente klantnaam billingname"
    " customerfullname",
    "ship_name": "empfänger empfaenger liefername destinataire destinatario ontvanger mottaker deliveryname"
    " recipientname shiptoname",
    "company": "firma firmenname société empresa azienda bedrijf ragionesociale",
    "street1": "straße strasse anschrift adresse lieferadresse rue calle dirección direccion via indirizzo adres"
    " straat gata vej ulica shippingstreet deliveryaddress 住所",
    "street2": "adresszusatz zusatz complément adresseligne2 addressline2",
    "city": "ort stadt lieferort ville ciudad città citta plaats woonplaats stad miasto shippingcity 市",
    "region": "bundesland région provincia departamento provincie shippingprovince",
    "postcode": "postleitzahl plz codepostal códigopostal codigopostal cap postcodes postnummer kodpocztowy"
    " shippingzip 郵便番号",
    "country": "land lieferland pays país pais paese kraj shippingcountry 国",
    "email": "emailadresse mailadresse courriel correo correoelectrónico posta epost customeremail",
    "phone": "telefon telefonnummer handy téléphone teléfono telefono telefoon",
    "payment": "zahlung zahlungsstatus bezahlt paiement pago pagamento betaling statuspaiement",
    "currency": "währung waehrung devise moneda valuta divisa",
    "gift_note": "geschenktext geschenknachricht geschenkbotschaft grußtext grusstext grußkarte messagecadeau"
    " mensajeregalo messaggioregalo cadeautekst",
    "no_prices": "ohnepreise keinepreise",
    "channel": "kanal verkaufskanal shop boutique tienda canal canale",
    "description": "artikelbezeichnung bezeichnung artikelname produktname libellé désignation descripción"
    " descrizione lineitemname omschrijving",
    "line": "position posnr zeile ligne línea riga regel",
    "role": "rolle rôle rol ruolo",
    "warehouse": "lager entrepôt almacén magazzino magazijn",
    "supplier": "lieferant lieferantennummer lieferantennr kreditor fournisseur proveedor fornitore leverancier",
    "supplier_name": "lieferantenname firma société empresa",
    "supplier_sku": "bestellnummerlieferant lieferantenartikelnummer lieferantenartikelnr référencefournisseur",
    "purchase": "bestellung bestellnummer bestellnr commandefournisseur pedidodecompra ordinedacquisto inkooporder",
    "delivery": "lieferschein lieferscheinnummer lieferscheinnr avis bondelivraison albarán bolla pakbon",
    "due": "liefertermin lieferdatum datelivraison fechaentrega dataconsegna leverdatum",
    "pack": "verpackungseinheit vpe colisage",
    "expiry": "mhd mindesthaltbarkeit verfall dlc caducidad scadenza",
    "grade": "zustand état estado condizione",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping that may be right, and for each of its fields how sure that is (points, see above)."""

    mapping: FileMapping
    points: Mapping[str, int]

    def sureness(self, field: str) -> Sureness:
        """Return how sure a field is, in three words."""
        points = self.points.get(field, 0)
        return "sure" if points >= SPELLING else "likely" if points >= WORD else "maybe"

    @property
    def total(self) -> int:
        """Return all points together, by which kinds are compared."""
        return sum(self.points.values())

    @property
    def likely(self) -> bool:
        """Tell whether at least half of the needed fields have a column."""
        needed = [each.name for each in COLUMNS[self.mapping.kind] if each.needed]
        return 2 * sum(name in self.points for name in needed) >= len(needed)

    @property
    def complete(self) -> bool:
        """Tell whether every needed field has a column."""
        return all(each.name in self.points for each in COLUMNS[self.mapping.kind] if each.needed)


def forms(name: str) -> tuple[str, ...]:
    """Return how a column name may be compared: without accents, and with umlauts written as two letters."""
    lower = name.lower().replace("ß", "ss")
    spread = lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    found = [_letters(text) for text in (lower, spread)]
    return tuple(dict.fromkeys(text for text in found if text))


def _letters(text: str) -> str:
    plain_text = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain_text if sign.isalnum() and not unicodedata.combining(sign))


_KNOWN: Mapping[str, frozenset[str]] = {
    field: frozenset(form for word in words.split() for form in forms(word)) for field, words in WORDS.items()
}


def guess(kind: str, header: Sequence[str], samples: Sequence[Sequence[str]] = (), channel: str = "") -> Guess:
    """Return the most likely mapping of a header to `kind`. Each column gives one field at most; the surest first."""
    wishes: list[tuple[int, int, int, str]] = []
    for at, name in enumerate(header):
        heads = _heads(kind, name)
        for order, column in enumerate(COLUMNS[kind]):
            points = _by_name(column, name)
            if points > PART_OF or (points and column.name in heads):
                wishes.append((-points, order, at, column.name))
    taken: dict[str, tuple[int, int]] = {}
    used: set[int] = set()
    for points, _, at, field in sorted(wishes):
        if field not in taken and at not in used:
            taken[field] = at, -points
            used.add(at)
    _name_of_customer(taken, samples)
    for field, at in _by_cells(kind, header, samples, used, taken).items():
        taken[field] = at, LOOKS
    rules = tuple(FieldRule(each.name, (header[taken[each.name][0]],)) for each in COLUMNS[kind] if each.name in taken)
    mapping = FileMapping(kind, rules, channel, rows=_rows(kind, taken, samples))
    return Guess(mapping, {field: points for field, (_, points) in taken.items()})


def _name_of_customer(taken: dict[str, tuple[int, int]], samples: Sequence[Sequence[str]]) -> None:
    """Take a column "customer" whose cells are names for the name: two people of one name are not one customer."""
    at, points = taken.get("customer", (-1, 0))
    if points != WORD or "customer_name" in taken:
        return
    cells = [row[at].strip() for row in samples[:MOST_SAMPLES] if at < len(row) and row[at].strip()]
    if cells and all(" " in cell and not any(map(str.isdigit, cell)) for cell in cells):
        taken["customer_name"] = taken.pop("customer")


def forms_known(kind: str, header: Sequence[str]) -> int:
    """Count the names of a header that mean a field of this kind in some language."""
    words = [_KNOWN.get(each.name, frozenset()) for each in COLUMNS[kind]]
    return sum(any(not known.isdisjoint(forms(name)) for known in words) for name in header)


_SURE: Mapping[str, frozenset[str]] = {"returns": frozenset({"return", "reason", "theirs"})}
"""Fields of which a table has one, or it is of another kind: what comes back looks like what was ordered."""


def _sure(found: Guess) -> bool:
    return not _SURE.get(found.mapping.kind, found.points.keys()).isdisjoint(found.points)


def guess_kind(header: Sequence[str], samples: Sequence[Sequence[str]] = (), kinds: Iterable[str] = ()) -> str:
    """Return the kind a table most probably is: the one that understands most of its columns, "" for none.

    One whose needed fields are all there goes before another; one that lacks more than half of them is out.
    """
    names = tuple(kinds) or tuple(COLUMNS)
    found = [each for each in (guess(kind, header, samples) for kind in names) if each.likely and _sure(each)]
    if not found:
        return ""
    return max(found, key=lambda each: (len(each.points) + WHOLE * each.complete, each.total)).mapping.kind


def _by_name(column: Column, name: str) -> int:
    own = plain(column.name)
    spelled = forms(name)
    if own in spelled:
        return EXACT
    if plain(name) in column.others:
        return SPELLING
    words = _KNOWN.get(column.name, frozenset())
    if not words.isdisjoint(spelled):
        return WORD
    return PART_OF if _begins(column, name) is not None else 0


def _begins(column: Column, name: str) -> int | None:
    """Return where in a name the first word of a field stands, None for nowhere."""
    parts = (plain(column.name), *column.others, *_KNOWN.get(column.name, ()))
    found = [form.find(part) for form in forms(name) for part in parts if len(part) >= SHORTEST_PART]
    return min((at for at in found if at >= 0), default=None)


def _heads(kind: str, name: str) -> frozenset[str]:
    """Return the fields whose word stands first in a name: "price per piece" is a price and never a quantity."""
    found = {each.name: at for each in COLUMNS[kind] if (at := _begins(each, name)) is not None}
    first = min(found.values(), default=0)
    return frozenset(field for field, at in found.items() if at == first)


def _by_cells(
    kind: str, header: Sequence[str], samples: Sequence[Sequence[str]], used: set[int], taken: Mapping[str, object]
) -> dict[str, int]:
    """Return fields whose look is unmistakable: codes with a check digit, mail addresses, dates."""
    tests = {"barcodes": _is_gtin, "email": _is_mail, "placed_at": _is_date}
    fields = {each.name for each in COLUMNS[kind]}
    found: dict[str, int] = {}
    for field, test in tests.items():
        if field not in fields or field in taken:
            continue
        for at in range(len(header)):
            cells = [row[at].strip() for row in samples[:MOST_SAMPLES] if at < len(row) and row[at].strip()]
            if at not in used and at not in found.values() and cells and all(map(test, cells)):
                found[field] = at
                break
    return found


def _is_gtin(text: str) -> bool:
    if not (text.isascii() and text.isdigit() and len(text) in _GTIN):
        return False
    padded = text.zfill(14)
    return sum(int(digit) * (3 if n % 2 == 0 else 1) for n, digit in enumerate(padded)) % 10 == 0


def _is_mail(text: str) -> bool:
    return bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text))


def _is_date(text: str) -> bool:
    try:
        moment(text, "day", zone("UTC"))
    except BadValueError:
        try:
            moment(text, "month", zone("UTC"))
        except BadValueError:
            return False
    return True


def _rows(kind: str, taken: Mapping[str, tuple[int, int]], samples: Sequence[Sequence[str]]) -> Literal["own", "above"]:
    """Tell whether rows without an order number follow rows that have one."""
    if kind != "orders" or "order" not in taken:
        return "own"
    at = taken["order"][0]
    numbers = [row[at].strip() for row in samples if at < len(row) and any(cell.strip() for cell in row)]
    return "above" if any(numbers) and not all(numbers) and bool(numbers[0]) else "own"
