"""A call that works for every public function and record of the measures: the spoiled-input test starts there.

A name is the module under ``fis_lessons.measures`` and what it holds: ``contract.money.cents``. A method is
written ``contract.threshold.Threshold.share``; its ``self`` is the record it is called on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
from spoiled_networks import NETWORKS
from spoiled_tables import TABLES

from fis_lessons.measures.cashflows import DatedFlow, DecliningRate, irr
from fis_lessons.measures.contract import Caps, Contract, Metric, Rate, Threshold, Window, settle
from fis_lessons.measures.contract import designs as ways
from fis_lessons.measures.contract.parties import Transfer
from fis_lessons.measures.contract.pricing import Saving
from fis_lessons.measures.contract.social import SocialContract
from fis_lessons.measures.coproduction import Matrix
from fis_lessons.measures.cost_benefit import Stream
from fis_lessons.measures.deal.ledger import run
from fis_lessons.measures.deal.lessons_of_others import Coupon
from fis_lessons.measures.deal.risk import Spread
from fis_lessons.measures.deal.terms import Deal
from fis_lessons.measures.indicators import Indicator
from fis_lessons.measures.progress import progress
from fis_lessons.measures.sroi import (
    Change,
    Outcome,
    Resource,
    Uncertain,
    Uniform,
    ValueMap,
    evaluate,
    simulate,
)
from fis_lessons.measures.stakeholders.influence import Placed, influence
from fis_lessons.measures.stakeholders.seats import Seat
from fis_lessons.measures.theory_of_change import Arrow, Chain, Node
from fis_lessons.measures.timetable import Step

Call = Mapping[str, Any]

DAY = dt.date(2027, 1, 31)
YEAR = Window(opens=dt.date(2026, 1, 1), closes=dt.date(2026, 12, 31))
CONTRACT = Contract(
    metrics=(Metric(id="start", label="avvio"),), rates=(Rate(metric="start", price=10_000),), window=YEAR
)
CLAIMS = pd.DataFrame(
    {"person": ["a", "b"], "metric": "start", "date": ["2026-02-01", "01/03/2026"], "verified": True}
)
CLIFF = Threshold(kind="cliff", points=((0.5, 1.0),))
SOCIAL = SocialContract(people=5, starts=DAY, years=1, days=10, fee=100, premium=1000, shares={"coop": 100})
TERMS: Call = {
    "start": DAY, "years": 2, "people": 10, "service_cost": 600_000, "investment": 600_000, "price": 105_000,
    "cap": 900_000, "grant": 0, "fixed_fee": 0, "threshold": 0.0, "timing": "end", "lag_months": 6,
    "guarantee": 0.0, "top_return": 0.1, "provider_share": 0.3,
}  # fmt: skip
DEAL = Deal(**TERMS)
NEAR, FAR = ways.Group(base=0.6, effect=0.1), ways.Group(base=0.15, effect=0.25)
PEOPLE = ways.draw_applicants(10, seed=1, near=NEAR, far=FAR)
ENROLLED = ways.enrol(PEOPLE, 6, "everybody")
AMOUNTS = ways.alike(ENROLLED, budget=1000, threshold=0.5)
ROW: Call = {
    "id": "a", "stakeholder": "x", "outcome": "y", "quantity": 10, "proxy_value": 200, "duration": 2, "start": 1,
    "change": "", "output": "", "indicator": "", "indicator_source": "", "proxy": "", "proxy_source": "",
    "proxy_country": "", "proxy_quality": "unknown", "negative": False, "deadweight": 0.1, "displacement": 0.1,
    "attribution": 0.1, "drop_off": 0.1,
}  # fmt: skip
PUT_IN = Resource(stakeholder="x", description="z", unit_value=1000)
MAP = ValueMap(title="t", resources=(PUT_IN,), outcomes=(Outcome(**ROW),))
UNSURE = Uncertain(field="quantity", distribution=Uniform(1, 9))
CHAIN = Chain(
    (Node(id="p", kind="output", label="Corsi"), Node(id="e", kind="outcome", label="Lavoro")),
    (Arrow(source="p", target="e", assumption="Servono posti"),),
)
SHEET: Call = {
    "name": "Ancora a scuola", "outcome": "Restano a scuola", "definition": "Iscritti un anno dopo, su tutti",
    "unit": "%", "source": "registro", "frequency": "ogni anno", "owner": "ufficio", "disaggregation": "sesso",
    "direction": "more", "baseline": 50.0, "baseline_date": dt.date(2025, 1, 1), "target": 60.0,
    "target_date": dt.date(2026, 1, 1), "target_high": None, "reachable": "confronto",
}  # fmt: skip
CELLS = Matrix(("town", "families"), ("design", "deliver"), {("town", "design"): "documented"})
HELD = [("bank", "money", "sure"), ("town", "building", "doubtful")]
STREAM = Stream(label="works", party="Comune", kind="cost", amounts=(100, 0))
GAIN = Stream(label="time", party="families", kind="benefit", amounts=(0, 120))
DATED = [DatedFlow(dt.date(2025, 1, 1), -100), DatedFlow(dt.date(2026, 1, 1), 110)]

OURS: dict[str, Call] = {
    "allocation.allocate": {"sample": 10, "strata": {"a": 60, "b": 40}, "sds": {"a": 0.1, "b": 0.4}, "least": 1},
    "assets.diversity": {"counts": {"places": 4, "people": 2}},
    "assets.use": {"open_hours": [40, 10], "used_hours": [10, 10]},
    "assets.nearest": {"home": (45.0, 9.0), "places": {"library": (45.01, 9.0)}},
    "timetable.Step": {"id": "a", "months": 2, "after": ()},
    "timetable.timetable": {"steps": [Step(id="a", months=2), Step(id="b", months=1, after=("a",))]},
    "composite.goalposts_around": {"values": [1, 2, 3], "reference": 2},
    "composite.places": {"values": [1, 3, 2]},
    "egonets.ego_network": {
        "people": {"A": "family", "B": "street"}, "ties": [("A", "B")], "own_group": "family",
    },
    "means.dimension_index": {"value": 50, "low": 20, "high": 85, "logarithm": True},
    "means.arithmetic_mean": {"values": [0.2, 0.9], "weights": [1, 2]},
    "means.geometric_mean": {"values": [0.2, 0.9], "weights": [1, 2]},
    "neighbourhood.neighbourhood": {
        "people": 20, "change": 0.2, "items": 4, "mean": 3.0, "likeness": 0.25, "lost": 0.2, "who": "lowest",
        "seed": 1, "low": 1, "high": 5,
    },
    "neighbourhood.repeated_changes": {
        "people": 20, "change": 0.2, "repeats": 2, "seed": 1, "lost": 0.1, "who": "anyone",
    },
    "paired_shares.paired_shares": {"both": 5, "lost": 2, "gained": 4, "neither": 3, "confidence": 0.95},
    "scales.spearman_brown": {"correlation": 0.3, "items": 4},
    "cashflows.npv": {"flows": [-100, 60, 60], "rate": 0.03, "first": 0, "highest": 1.0},
    "cashflows.xnpv": {"flows": DATED, "rate": 0.03, "highest": 1.0},
    "cashflows.payback": {"flows": [-100, 60, 60], "rate": 0.03, "first": 0},
    "cashflows.annuity_factor": {"periods": 4, "rate": 0.03},
    "cashflows.equivalent_annual": {"present_value": 100, "periods": 4, "rate": 0.03},
    "cashflows.multiple": {"flows": [-100, 60, 60]},
    "contract.designs.Group": {"base": 0.5, "effect": 0.1, "spread": 0.05},
    "contract.designs.draw_applicants": {"people": 10, "seed": 1, "near": NEAR, "far": FAR, "far_share": 0.5},
    "contract.designs.enrol": {"applicants": PEOPLE, "places": 5, "conduct": "parking"},
    "contract.designs.alike": {"reference": ENROLLED, "budget": 1000, "threshold": 0.5},
    "contract.designs.Terms": {
        "per_place": 1.0, "per_result": 1.0, "threshold": 0.5, "whole": 1.0, "per_net_result": 1.0,
    },
    "contract.designs.expected_payment": {"enrolled": ENROLLED, "design": "net", "terms": AMOUNTS},
    "contract.engine.settle": {"contract": CONTRACT, "events": CLAIMS, "cohort": ["a", "b", "c"]},
    "contract.money.cents": {"amount": "71.41"},
    "contract.money.shown": {"amount": 7141},
    "contract.money.part": {"amount": 1001, "share": 0.5},
    "contract.money.split": {"amount": 10001, "shares": {"coop": 30, "new": "70"}},
    "contract.parties.Transfer": {"giver": "a", "receiver": "b", "amount": 5, "day": DAY, "purpose": "fee"},
    "contract.parties.net": {"transfers": [Transfer(giver="a", receiver="b", amount=5, day=DAY, purpose="fee")]},
    "contract.parties.transfers": {
        "payments": settle(CONTRACT, CLAIMS), "payer": "town", "shares": {"coop": 100}, "purpose": "outcomes",
    },
    "contract.parts.Window": {"opens": DAY, "closes": DAY},
    "contract.parts.Metric": {
        "id": "a", "label": "A", "times": 1, "after": ("b",), "gap_days": 0, "within_days": 9,
    },
    "contract.parts.Rate": {"metric": "a", "price": 100, "window": YEAR, "currency": "EUR"},
    "contract.parts.Caps": {"person": 100, "outcomes": {"a": 100}, "contract": 1000},
    "contract.payments.reason_label": {"reason": "paid"},
    "contract.payments.Payments.by": {"self": settle(CONTRACT, CLAIMS), "column": "person"},
    "contract.payments.Payments.explain": {"self": settle(CONTRACT, CLAIMS), "person": "a", "metric": "start"},
    "contract.payments.Payments.explain_claim": {"self": settle(CONTRACT, CLAIMS), "claim": 0},
    "contract.pricing.Saving": {"label": "fee", "bearer": "family", "amount": 100.0, "cashable": 0.5},
    "contract.pricing.worth": {"savings": [Saving(label="fee", bearer="family", amount=100.0)]},
    "contract.pricing.net_outcomes": {"people": 20, "rate": 0.6, "counterfactual": 0.4},
    "contract.pricing.additional_share": {"rate": 0.6, "counterfactual": 0.4},
    "contract.pricing.maximum_price": {
        "savings": [4000, 100], "additional": 0.5, "discount": 0.03, "fixed_cost": 10.0, "results": 12,
    },
    "contract.risk.payment_risk": {"cohort": 20, "baseline": 0.4, "effect": 0.2, "threshold": 0.55},
    "contract.risk.people_needed": {"cohort": 20, "threshold": 0.55},
    "contract.risk.relative_reduction": {"treated": 142, "control": 155},
    "contract.social.SocialContract": {
        "people": 5, "starts": DAY, "years": 1, "days": 10, "fee": 100, "premium": 1000,
        "shares": {"coop": 30, "new": "70"}, "check_months": 3, "premium_cap": 5000,
    },
    "contract.social.run_contract": {
        "contract": SOCIAL, "reached": [1, 2, 3, 5], "payer": "town", "provider": "coop", "funder": "cdp",
        "fund": 100,
    },
    "contract.terms.Contract": {
        "metrics": (Metric(id="start", label="avvio"),), "rates": (Rate(metric="start", price=10_000),),
        "window": YEAR, "caps": Caps(), "thresholds": {"start": CLIFF}, "checks": (YEAR,), "currency": "EUR",
    },
    "contract.terms.Contract.metric": {"self": CONTRACT, "metric_id": "start"},
    "contract.terms.Contract.prices": {"self": CONTRACT, "metric_id": "start"},
    "contract.threshold.Threshold": {"kind": "steps", "points": ((0.1, 0.5), (0.2, 1.0)), "below": 0.0},
    "contract.threshold.Threshold.share": {"self": CLIFF, "level": 0.5},
    "contract.threshold.Threshold.shares": {"self": CLIFF, "levels": [0.4, 0.5]},
    "contract.verification.upper_bound": {"errors": 1, "sample": 20, "confidence": 0.95},
    "contract.verification.extrapolate": {
        "errors": 1, "sample": 20, "files": 50, "paid": 100_000, "confidence": 0.95,
    },
    "coproduction.Matrix": {"rows": ("a",), "columns": ("b",), "cells": {("a", "b"): "assumed"}},
    "coproduction.Matrix.reading": {"self": CELLS, "row": "town", "column": "design"},
    "coproduction.Matrix.count": {"self": CELLS, "reading": "silent"},
    "coproduction.Matrix.present": {"self": CELLS, "column": "design"},
    "coproduction.Matrix.keep": {"self": CELLS, "rows": {"town"}},
    "coproduction.matrix": {"rows": ["a"], "columns": ["b"], "entries": [("a", "b", "assumed")]},
    "coproduction.coverage": {"needs": ["money"], "held": HELD, "without": ["bank"]},
    "coproduction.uncovered_by": {"needs": ["money"], "held": HELD, "without": ["bank"]},
    "cost_benefit.Stream": {
        "label": "works", "party": "Comune", "kind": "cost", "amounts": (1, 2), "transfer": False,
        "currency": "EUR",
    },
    "cost_benefit.cost_benefit": {
        "streams": [STREAM, GAIN], "rate": DecliningRate(((0, 0.03),)), "first": 0, "rates": (0.01, 0.05),
    },
    "cost_benefit.additional": {
        "gross": 100, "deadweight": 0.1, "displacement": 0.1, "leakage": 0.1, "substitution": 0.1,
        "multiplier": 1.2,
    },
    "deal.delay.avoided_stay": {"delay": 5, "stay": 3, "shape": "fixed"},
    "deal.delay.cost_cut": {"reached": 0.5, "delay": 5, "stay": 3, "shape": "exponential"},
    "deal.delay.reach_needed": {"target": 0.25, "delay": 5, "stay": 3, "shape": "exponential"},
    "deal.ledger.Run.flows": {"self": run(DEAL, 6), "party": "investor"},
    "deal.ledger.Run.net": {"self": run(DEAL, 6), "party": "investor"},
    "deal.ledger.Run.total": {"self": run(DEAL, 6), "reason": "fee"},
    "deal.ledger.Run.present_value": {"self": run(DEAL, 6), "party": "payer", "rate": 0.03},
    "deal.ledger.run": {"deal": DEAL, "successes": 6},
    "deal.ledger.year_end": {"deal": DEAL, "year": 1, "months": 6},
    "deal.ledger.break_even": {"deal": DEAL, "reached": lambda played: played.net("investor") >= 0},
    "deal.lessons_of_others.Coupon": {"base": 0.03, "slope": 0.9, "from_rate": 0.55, "floor": 0.05, "top": 0.15},
    "deal.lessons_of_others.Coupon.at": {"self": Coupon(base=0.03, slope=0.9, from_rate=0.55), "success": 0.6},
    "deal.lessons_of_others.bullet_rate": {"advanced": 9.6, "received": 11.7, "years": 4},
    "deal.risk.Spread": {"values": (-100, 10), "probabilities": (0.02, 0.98)},
    "deal.risk.Spread.below": {"self": Spread((-100, 10), (0.02, 0.98)), "limit": 0},
    "deal.risk.Spread.expected_shortfall": {"self": Spread((-100, 10), (0.02, 0.98)), "share": 0.05},
    "deal.risk.chances": {"people": 3, "expected": 0.5, "uncertainty": 0.1},
    "deal.risk.spread": {
        "deal": DEAL, "result": lambda played: played.net("investor"), "expected": 0.5, "uncertainty": 0.1,
    },
    "deal.terms.Deal": TERMS,
    "deal.terms.Deal.due": {"self": DEAL, "successes": 6},
    "deal.terms.Deal.count": {"self": DEAL, "successes": 6},
    "deal.terms.term_name": {"term": "price"},
    "deal.terms.blended": {"deal_cost": 10001, "grant_share": 0.5},
    "discount.DecliningRate": {"steps": ((0, 0.035), (30, 0.03))},
    "discount.DecliningRate.growth": {"self": DecliningRate(((0, 0.035), (30, 0.03))), "time": 40},
    "flows.DatedFlow": {"when": DAY, "amount": 100, "currency": "EUR"},
    "indicator_doubts.doubts": {"texts": {"outcome": "i ragazzi stanno meglio", "owner": "noi"}},
    "indicator_texts.field_name": {"field": "unit"},
    "indicator_texts.missing_line": {"field": "unit"},
    "indicator_texts.remedy_line": {"field": "unit"},
    "indicator_texts.letter_name": {"letter": "S"},
    "indicator_texts.ask_line": {"letter": "A"},
    "indicators.Indicator": SHEET,
    "indicators.Indicator.has": {"self": Indicator(**SHEET), "field": "unit"},
    "indicators.completeness": {"indicator": Indicator(**SHEET)},
    "indicators.contradictions": {"indicator": Indicator(**SHEET)},
    "indicators.smart": {"indicator": Indicator(**SHEET)},
    "internal_rate.InternalRate.only": {"self": irr([-100, 110])},
    "internal_rate.irr": {"flows": [-100, 60, 60]},
    "internal_rate.xirr": {"flows": DATED},
    "organisations.name_key": {"name": "Coop. Alfa"},
    "organisations.spelled_alike": {"names": ["Coop. Alfa", "Alfa srl"]},
    "population.share": {"part": 3, "whole": 10},
    "population.rate": {"events": 3, "population": 100, "per": 1000},
    "population.old_age_index": {"over_65": 3, "under_15": 2},
    "population.old_age_dependency": {"over_65": 3, "aged_15_64": 9},
    "population.mean_age": {"counts": [1, 2, 3]},
    "population.wilson_interval": {"successes": 3, "trials": 20, "confidence": 0.95},
    "population.standardise": {"features": [[1.0, 5.0], [3.0, 5.0]]},
    "population.distances": {"features": [[0.0, 0.0], [3.0, 4.0]], "position": 0, "weights": [1, 1]},
    "progress.Progress.words": {"self": progress(10.5, baseline=12.7, target=9, direction="less")},
    "progress.progress": {
        "value": 24, "baseline": 30, "target": 18, "direction": "within", "target_high": 22,
    },
    "progress.refuse_targets": {"baseline": 30, "target": 18, "direction": "within", "target_high": 22},
    "sampling.critical_value": {"confidence": 0.95},
    "sampling.sample_size_proportion": {
        "margin": 0.05, "expected": 0.5, "confidence": 0.95, "population": 1000, "deff": 1.0, "z": None,
    },
    "sampling.krejcie_morgan": {"population": 9000, "chi_square": 3.841, "proportion": 0.5, "margin": 0.05},
    "sampling.margin_of_error": {
        "answers": 400, "proportion": 0.5, "confidence": 0.95, "population": 1000, "deff": 1.0, "z": None,
    },
    "sampling.difference_interval": {
        "first": 0.2, "second": 0.1, "sizes": (100, 100), "confidence": 0.95, "deff": 1.0,
    },
    "sroi.checks.review": {"value_map": MAP},
    "sroi.model.Resource": {
        "stakeholder": "x", "description": "z", "quantity": 1, "unit_value": 10, "kind": "money", "source": "",
    },
    "sroi.model.Outcome": ROW,
    "sroi.model.ValueMap": {
        "title": "t", "resources": (PUT_IN,), "outcomes": (Outcome(**ROW),), "rate": 0.03, "first_period": 1,
        "currency": "EUR", "country": "IT",
    },
    "sroi.model.ValueMap.row": {"self": MAP, "outcome": "a"},
    "sroi.model.field_name": {"field": "rate"},
    "sroi.model.problems_of": {"value_map": MAP},
    "sroi.model.require_valid": {"value_map": MAP},
    "sroi.result.SroiResult.part_of": {"self": evaluate(MAP), "outcome": "a"},
    "sroi.result.evaluate": {"value_map": MAP},
    "sroi.result.ratio_of": {"value_map": MAP},
    "sroi.sensitivity.Change": {"field": "rate", "value": 0.05, "outcomes": ()},
    "sroi.sensitivity.changed": {"value_map": MAP, "changes": [Change(field="rate", value=0.05)]},
    "sroi.sensitivity.scenarios": {"value_map": MAP, "named": {"low": [Change(field="rate", value=0.05)]}},
    "sroi.sensitivity.tornado": {
        "value_map": MAP, "relative": 0.2, "points": 0.1, "rates": (0.01, 0.05), "together": [("a",)],
    },
    "sroi.sensitivity.switching_value": {"value_map": MAP, "field": "quantity", "outcomes": ["a"], "target": 1.0},
    "sroi.simulation.Triangular": {"low": 1, "mode": 2, "high": 3},
    "sroi.simulation.Uniform": {"low": 1, "high": 3},
    "sroi.simulation.Normal": {"mean": 2, "sd": 1, "low": 0, "high": 9},
    "sroi.simulation.Uncertain": {"field": "quantity", "distribution": Uniform(1, 9), "outcomes": ("a",)},
    "sroi.simulation.Simulation.quantile": {"self": simulate(MAP, [UNSURE], draws=9), "share": 0.5},
    "sroi.simulation.Simulation.below": {"self": simulate(MAP, [UNSURE], draws=9), "ratio": 1.0},
    "sroi.simulation.around": {"value_map": MAP, "relative": 0.3, "points": 0.2, "together": [("a",)]},
    "sroi.simulation.simulate": {"value_map": MAP, "uncertain": [UNSURE], "draws": 9, "seed": 1},
    "stakeholders.conflicts.conflicts": {
        "held": [("a", "x"), ("a", "y")], "apart": [("x", "y")], "join_spellings": True,
    },
    "stakeholders.influence.Influence.treated": {"self": influence([Placed("a", 5, 5)]), "attitude": "engage"},
    "stakeholders.influence.Placed": {"name": "a", "power": 5, "interest": 2},
    "stakeholders.influence.attitude": {"power": 5, "interest": 2, "threshold": 3, "at_threshold": "high"},
    "stakeholders.influence.influence": {"people": [Placed("a", 5, 5)], "threshold": 3, "at_threshold": "low"},
    "stakeholders.participation.band": {"rung": "placation"},
    "stakeholders.participation.funnel": {"steps": [("in", 10), ("out", 2)]},
    "stakeholders.participation.height": {"rung": "placation"},
    "stakeholders.participation.rung_label": {"rung": "placation"},
    "stakeholders.representation.representation": {
        "inside": 6, "process": 60, "group": 2_000, "population": 10_000, "confidence": 0.95,
    },
    "stakeholders.seats.Seat": {
        "name": "a", "kind": "public", "power": 5, "interest": 2, "legitimacy": True, "urgency": False,
        "roles": ("x",), "phases": ("y",),
    },
    "stakeholders.seats.review_table": {
        "seats": [Seat(name="a")], "roles": ["x"], "phases": ["y"], "apart": [("x", "z")], "threshold": 3,
        "at_threshold": "high",
    },
    "stakeholders.salience.attributes": {"kind": "dangerous"},
    "stakeholders.salience.salience": {"power": True, "legitimacy": True, "urgency": False},
    "stakeholders.salience.salience_label": {"kind": "dangerous"},
    "survey_errors.design_effect": {"cluster_size": 20, "icc": 0.05, "cv": 0.5},
    "survey_errors.effective_size": {"answers": 400, "deff": 1.95},
    "survey_errors.invitations": {"answers": 361, "response": 0.4},
    "survey_errors.nonresponse_bounds": {"response": 0.4, "share": 0.7},
    "survey_errors.repeated_surveys": {"share": 0.16, "answers": 400, "repeats": 3, "seed": 1, "deff": 1.0},
    "theory_of_change.access.access": {
        "count": lambda first, last: last - first + 1, "target": (15, 29), "rule": (18, 35),
    },
    "theory_of_change.chain.kind_label": {"kind": "outcome"},
    "theory_of_change.chain.kind_labels": {"kind": "outcome"},
    "theory_of_change.chain.clean": {"text": "a"},
    "theory_of_change.chain.Node": {
        "id": "a", "kind": "output", "label": "Corsi", "indicator": "", "verification": "", "assumed": False,
    },
    "theory_of_change.chain.Arrow": {"source": "a", "target": "b", "assumption": "", "risk": ""},
    "theory_of_change.chain.Chain": {"nodes": CHAIN.nodes, "arrows": CHAIN.arrows},
    "theory_of_change.chain.Chain.node": {"self": CHAIN, "node_id": "p"},
    "theory_of_change.chain.Chain.arrow": {"self": CHAIN, "source": "p", "target": "e"},
    "theory_of_change.chain.Chain.of_kind": {"self": CHAIN, "kind": "output"},
    "theory_of_change.chain.Chain.leaving": {"self": CHAIN, "node_id": "p"},
    "theory_of_change.chain.Chain.arriving": {"self": CHAIN, "node_id": "e"},
    "theory_of_change.chain.Chain.add": {
        "self": CHAIN, "kind": "output", "label": "x", "indicator": "", "verification": "",
    },
    "theory_of_change.chain.Chain.change": {
        "self": CHAIN, "node_id": "p", "kind": "output", "label": "x", "indicator": "", "verification": "",
    },
    "theory_of_change.chain.Chain.remove": {"self": CHAIN, "node_id": "p"},
    "theory_of_change.chain.Chain.connect": {
        "self": CHAIN, "source": "e", "target": "p", "assumption": "", "risk": "",
    },
    "theory_of_change.chain.Chain.disconnect": {"self": CHAIN, "source": "p", "target": "e"},
    "theory_of_change.record.to_text": {"chain": CHAIN},
    "theory_of_change.record.from_text": {"text": '{"nodes":[],"arrows":[]}'},
    "theory_of_change.checks.review": {"chain": CHAIN},
    "theory_of_change.findings.rule_label": {"rule": "cycle"},
    "theory_of_change.graph.neighbours": {"nodes": ["a", "b"], "edges": [("a", "b")]},
    "theory_of_change.graph.reachable": {"starts": ["a"], "table": {"a": ["b"], "b": []}},
    "theory_of_change.graph.cycles": {"nodes": ["a", "b"], "edges": [("a", "b"), ("b", "a")]},
    "theory_of_change.logframe.logframe": {"chain": CHAIN},
    **{
        f"vague.{name}": {"text": "Le persone stanno meglio"}
        for name in (
            "before_and_after", "draws_lots", "generic_change", "has_number", "measures_both",
            "names_a_comparison", "names_a_time", "names_nobody", "names_the_payer", "names_the_provider",
            "reads_by_a_threshold",
            "only_hope", "says_nothing", "unit_of_nothing",
        )
    },
    "vague.counts_work": {"definition": "Corsi tenuti"},
    "theory_of_change.words.counted_words": {"label": "Dodici incontri organizzati"},
    "theory_of_change.words.no_direction": {"label": "Cambia la vita dei ragazzi"},
}  # fmt: skip


def examples() -> dict[str, Callable[[], Call]]:
    """Return every example, to be made when it is used."""
    ours = {**OURS, **NETWORKS}
    return {**{name: partial(_itself, call) for name, call in ours.items()}, **TABLES}


def _itself(call: Call) -> Call:
    return call
