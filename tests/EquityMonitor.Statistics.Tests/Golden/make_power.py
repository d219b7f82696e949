"""Golden values of the power of interval evidence: the exact binomial probability that Wilson's bound lies past the limit, by counting in 50-digit decimals.

Standard library only. Run: /usr/bin/python3 make_power.py > power.json
"""
import json
import platform
from decimal import Decimal, getcontext
from math import comb

getcontext().prec = 50
Z = Decimal("1.959963984540054")


def wilson_high(k, n):
    p, zz = Decimal(k) / n, Z * Z / n
    return (p + zz / 2 + Z * (p * (1 - p) / n + zz / (4 * n)).sqrt()) / (1 + zz)


def power(limit, truth, n):
    return sum(comb(n, k) * truth ** k * (1 - truth) ** (n - k) for k in range(n + 1) if wilson_high(k, n) <= limit)


cases = [{"limit": float(limit), "truth": float(truth), "trials": n, "power": float(power(Decimal(limit), Decimal(truth), n))}
         for limit, truth, n in (("0.6", "0.5", 30), ("0.6", "0.5", 90), ("0.6", "0.6", 90), ("0.6", "0.4", 214), ("0.1", "0.02", 120), ("0.9", "0.7", 55))]
print(json.dumps({"tool": f"Python {platform.python_version()}, decimal with 50 digits", "cases": cases}, indent=1))
