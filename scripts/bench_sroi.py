"""How long and how much memory a Monte Carlo of a large value map takes.

    python scripts/bench_sroi.py [rows] [draws]

Thirty rows and 100,000 draws unless said otherwise. Peak memory is of the whole process, numpy included;
the script fails above 500 MB. Nothing of this runs in the tests: times depend on the machine.
"""

from __future__ import annotations

import resource
import sys
import time

from fis_lessons.measures.sroi import Outcome, Resource, ValueMap, around, evaluate, simulate

MOST_MEGABYTES = 500


def value_map(rows: int) -> ValueMap:
    """Return a map with many rows, each a little different."""
    outcomes = tuple(
        Outcome(
            id=f"row-{k}",
            stakeholder="people",
            outcome=f"change {k}",
            quantity=10 + k,
            proxy_value=200.0 + 10 * k,
            duration=1 + k % 5,
            deadweight=0.2,
            displacement=0.1,
            attribution=0.3,
            drop_off=0.25,
        )
        for k in range(rows)
    )
    money = Resource(stakeholder="municipality", description="grant", unit_value=50_000)
    return ValueMap(title="bench", resources=(money,), outcomes=outcomes)


def main() -> int:
    """Run it and print a line."""
    given = [int(text) for text in sys.argv[1:3]]
    rows, draws = (*given, *(30, 100_000)[len(given) :])
    bench = value_map(rows)
    uncertain = around(bench)
    start, worked = time.perf_counter(), time.process_time()
    found = simulate(bench, uncertain, draws=draws)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{rows} rows, {len(uncertain)} uncertain values, {draws:,} draws: {seconds:.2f} s "
        f"({worked:.2f} s of processor), "
        f"peak {peak:.0f} MB; ratio {evaluate(bench).ratio:.2f}, simulated mean {found.mean:.2f}"
    )
    return 0 if peak < MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
