"""What a learner does at the table and on the road of lesson 04, in Italian."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, expect


def press(cell: Locator, name: str) -> None:
    cell.get_by_role("button", name=name, exact=True).click()


def badly_then_well(table: Locator, road: Locator, folder: Path) -> None:
    """Set a table badly then well, and walk a road wrong then right."""
    press(table, "Salva il soggetto")
    expect(table).to_contain_text("un soggetto senza nome non si può salvare")
    table.get_by_label("Chi è", exact=True).fill("Comune di Lucca")
    table.get_by_label("Potere (1 poco, 5 molto)").select_option("5")
    press(table, "Salva il soggetto")
    expect(table).to_contain_text("1 soggetto al tavolo")
    table.locator("textarea").fill(
        "Coop. Il Ponte; 3; 5\nIl Ponte coop. sociale\n; 4; 4\nFamiglie; 1; 5; comunità"
    )
    press(table, "Aggiungi l'elenco")
    expect(table).to_contain_text("riga 3")
    expect(table.locator("textarea")).to_have_value("; 4; 4")
    expect(table).to_contain_text("forse è lo stesso soggetto, scritto in più modi")
    table.get_by_label("Soggetto", exact=True).select_option("Il Ponte coop. sociale")
    button = table.get_by_role("button", name="Togli il soggetto")
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    press(table, "Togli il soggetto")
    expect(table).to_contain_text("3 soggetti al tavolo")
    table.page.wait_for_timeout(300)  # what comes of every press is drawn below, and nobody is taken there
    assert button.bounding_box() == before
    expect(table).not_to_contain_text("scritto in più modi")
    press(table, "Prepara la pagina")
    expect(table).to_contain_text("Pagina pronta: mappa-dei-soggetti.html")
    assert "Famiglie" in (folder / "mappa-dei-soggetti.html").read_text(encoding="utf-8")

    press(road, "Prendi questa strada")
    expect(road).to_contain_text("Scegli prima una delle risposte")
    road.get_by_label("faccio una determina").check()
    press(road, "Prendi questa strada")
    expect(road).to_contain_text("La strada si ferma")
    road.get_by_label("lascia aperta la strada").check()
    press(road, "Prendi questa strada")
    road.get_by_label("un gruppo di cittadini").check()
    press(road, "Prendi questa strada")
    expect(road).to_contain_text("Da chiedere al segretario comunale")


def found_again(table: Locator, road: Locator) -> None:
    """Find what was left there the last time."""
    expect(table).to_contain_text("3 soggetti al tavolo")
    expect(road).to_contain_text("Patto di collaborazione")
    press(road, "Ricomincia")
    expect(road).to_contain_text("Che cosa dice il piano?")
