"""Golden values of the sequential evidence, written as plainly as the definition: sums of products in 60-digit decimals, no logarithms, no recursion.

Standard library only. Run: /usr/bin/python3 make_evidence.py > evidence.json
"""
import json
import platform
from decimal import Decimal, getcontext
from random import Random

getcontext().prec = 60
SHIFTS = [Decimal(s) for s in ("0.1", "0.25", "0.5", "0.75", "1", "1.5")]


def alternative(limit, shift):
    odds = limit / (1 - limit) * shift.exp()
    return odds / (1 + odds)


def replay(days, limit, sign, increment, budget):
    alternatives = [alternative(limit, sign * shift) for shift in SHIFTS]
    start, values, alarms, onsets = 0, [], [], []
    for today in range(1, len(days) + 1):
        components = []
        for p1 in alternatives:
            def factor(t):
                k, n = days[t]
                return (p1 / limit) ** k * ((1 - p1) / (1 - limit)) ** (n - k)
            total = Decimal(0)
            for first in range(start, today):
                product = increment
                for t in range(first, today):
                    product *= factor(t)
                total += product
            sums = [Decimal(0)]
            for t in range(start, today):
                sums.append(sums[-1] + factor(t).ln())
            lowest = max(i for i, s in enumerate(sums) if s == min(sums))
            components.append((total, min(start + lowest + 1, today)))
        evidence = sum(total for total, _ in components) / len(components)
        values.append(float(evidence.ln()))
        onsets.append(max(components, key=lambda c: c[0])[1])
        if evidence >= budget:
            alarms.append(today)
            start = today
    return {"logEvidence": values, "alarms": alarms, "onsets": onsets}


def series(seed, length, before, after, change):
    random = Random(seed)
    days = []
    for day in range(length):
        n = random.randint(0, 9)
        p = before if day < change else after
        days.append((sum(random.random() < p for _ in range(n)), n))
    return days


cases = []
for name, limit, sign, before, after, seed in (
    ("floor 0.6, falls from 0.7 to 0.4 on day 31", "0.6", -1, 0.7, 0.4, 1),
    ("ceiling 0.1, rises from 0.08 to 0.3 on day 31", "0.1", 1, 0.08, 0.3, 2),
    ("floor 0.6, stays at 0.65", "0.6", -1, 0.65, 0.65, 3),
):
    days = series(seed, 60, before, after, 30)
    cases.append({"name": name, "limit": float(limit), "departure": "Downwards" if sign < 0 else "Upwards", "budget": 365, "streams": 40,
                  "days": days, **replay(days, Decimal(limit), sign, Decimal(1) / 40, 365)})
print(json.dumps({"tool": f"Python {platform.python_version()}, decimal with 60 digits", "cases": cases}, indent=1))
