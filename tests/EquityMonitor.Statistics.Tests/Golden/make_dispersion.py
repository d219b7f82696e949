"""Golden values of the dispersion of daily means and its upper limit, computed plainly: Pearson's chi-square over its degrees of freedom from the values themselves,
and the quantile of chi-square by bisection of the series of the incomplete gamma function.

Standard library only. Run: /usr/bin/python3 make_dispersion.py > dispersion.json
"""
import json, math, random

rng = random.Random(20261123)


def poisson(mean):
    bound, product, count = math.exp(-mean), rng.random(), 0
    while product > bound:
        product, count = product * rng.random(), count + 1
    return count


def proportion(days, n, spread):
    out = []
    for _ in range(days):
        p = 0.6 + rng.choice([-spread, spread])
        out.append([1 if rng.random() < p else 0 for _ in range(poisson(n) + 1)])
    return out


def means(days, n):
    return [[round(rng.betavariate(2, 8), 4) for _ in range(poisson(n) + 1)] for _ in range(days)]


def chi2_below(x, df):
    a, h = df / 2, x / 2
    term = total = 1 / a
    k = 0
    while term > total * 1e-18:
        k += 1
        term *= h / (a + k)
        total += term
    return total * math.exp(a * math.log(h) - h - math.lgamma(a))


def chi2_quantile(p, df):
    low, high = 0.0, 2 * df + 10
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if chi2_below(middle, df) < p else (low, middle)
    return low


def case(name, is_proportion, days):
    values = [x for day in days for x in day]
    overall = math.fsum(values) / len(values)
    variance = math.fsum((x - overall) ** 2 for x in values) / len(values)
    z = [len(day) * (math.fsum(day) / len(day) - overall) ** 2 / variance for day in days]
    df = len(days) - 1
    estimate = math.fsum(z) / df
    spread = math.fsum((x - math.fsum(z) / len(z)) ** 2 for x in z) / df
    freedom = min(df, 2 * estimate ** 2 * df / spread)
    return {"name": name, "proportion": is_proportion, "days": days, "estimate": estimate, "upper": estimate * freedom / chi2_quantile(0.05, freedom)}


print(json.dumps({"cases": [
    case("by chance alone", True, proportion(400, 9, 0)),
    case("overdispersed", True, proportion(60, 9, 0.2)),
    case("mostly one a day", True, proportion(181, 0.3, 0)),
    case("squared errors", False, means(90, 6)),
]}, separators=(",", ":")))
