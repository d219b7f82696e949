"""Days until peek-safe evidence finds a departure, by a simulation written from the text of the method alone: median and 80 % of 600 courses for each case.

Standard library only. Run: /usr/bin/python3 make_delay.py > delay.json
"""
import json, math, random

LOGITS, SHIFTS = [.1, .25, .5, .75, 1, 1.5], [.02, .05, .10, .15, .20, .30]
K, B, COURSES = 40, 365, 600
rng = random.Random(11)


def poisson(mean):
    bound, product, count = math.exp(-mean), rng.random(), 0
    while product > bound:
        product, count = product * rng.random(), count + 1
    return count


def tosses(p, n):
    return [1 if rng.random() < p else 0 for _ in range(n)]


def mean(xs):
    return sum(xs) / len(xs)


def bets(z, b, nu):
    return [1 + min(.95 / b, 4 * d * nu) * z for d in SHIFTS]


def times(x, y):
    return [a * c for a, c in zip(x, y)]


def ratio(m0, k, n, up):
    out = []
    for shift in LOGITS:
        p = 1 / (1 + math.exp(-(math.log(m0 / (1 - m0)) + (shift if up else -shift))))
        out.append((p / m0) ** k * ((1 - p) / (1 - m0)) ** (n - k))
    return out


def deal(rows, blocks):
    return [rows[i * len(rows) // blocks:(i + 1) * len(rows) // blocks] for i in range(blocks)]


def floor(m0, truth, volume):
    def day(_):
        n = poisson(volume)
        return ratio(m0, sum(tosses(truth, n)), n, False) if n else None
    return day


def floor_mean(m0, truth, volume):
    def day(_):
        n = poisson(volume)
        return bets(m0 - mean(tosses(truth, n)), 1 - m0, n) if n else None
    return day


def band(low, high, truth, volume):
    def day(_):
        n = poisson(volume)
        if not n:
            return None
        k = sum(tosses(truth, n))
        return ratio(low, k, n, False) + ratio(high, k, n, True)
    return day


def gap(g, truth, others, volume, other_volume, everyone=False, one=False, r=None):
    def day(_):
        own, ref = tosses(truth, poisson(volume)), tosses(others, poisson(other_volume))
        if not own or not ref:
            return None
        w = len(own) / (len(own) + len(ref)) if everyone else 0
        factors = [1] * 6
        blocks = 1 if one else min(len(own), len(ref))
        for o, x in zip(deal(own, blocks), deal(ref, blocks)):
            xo = mean(o)
            xr = w * xo + (1 - w) * mean(x)
            z, b = (xr - xo - g, 1 + g) if r is None else (r * xr - xo, 1)
            factors = times(factors, bets(z, b, 1 / (1 / len(o) + 1 / len(x))))
        return factors
    return day


def brier(m0, truth, volume):
    def day(_):
        factors = [1] * 6
        rows = tosses(truth, poisson(volume))
        for x in rows:
            factors = times(factors, bets(x - m0, m0, 1))
        return factors if rows else None
    return day


def observed(low, high, truth, score, volume):
    def day(_):
        under, over = [1] * 6, [1] * 6
        rows = tosses(truth * score, poisson(volume))
        for y in rows:
            under = times(under, bets(low * score - y, 1, 1))
            over = times(over, bets(y - high * score, high, 1))
        return under + over if rows else None
    return day


def auroc(pos, neg):
    return mean([1 if p > q else 0 for p in pos for q in neg])


def shift_of(value):
    low, high = -5.0, 5.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if .5 * math.erfc(-middle / 2) < value else (low, middle)
    return low


def ranked(m0, truth, positives, negatives, g=None, others=None, other_volume=None):
    """g: a gap to others in place of the floor m0."""
    d, e = shift_of(truth), None if g is None else shift_of(others)

    def day(pool):
        pool.setdefault("pos", []).extend(rng.gauss(d, 1) for _ in range(poisson(positives)))
        pool.setdefault("neg", []).extend(rng.gauss(0, 1) for _ in range(poisson(negatives)))
        blocks = min(len(pool["pos"]), len(pool["neg"])) // 5
        if g is not None:
            pool.setdefault("xpos", []).extend(rng.gauss(e, 1) for _ in range(poisson(other_volume[0])))
            pool.setdefault("xneg", []).extend(rng.gauss(0, 1) for _ in range(poisson(other_volume[1])))
            blocks = min(blocks, min(len(pool["xpos"]), len(pool["xneg"])) // 5)
        if blocks == 0:
            return None
        factors = [1] * 6
        sides = [deal(pool["pos"], blocks), deal(pool["neg"], blocks)]
        if g is not None:
            sides += [deal(pool["xpos"][:2 * len(pool["pos"])], blocks), deal(pool["xneg"][:2 * len(pool["neg"])], blocks)]
        for block in range(blocks):
            pos, neg = sides[0][block], sides[1][block]
            if g is None:
                factors = times(factors, bets(m0 - auroc(pos, neg), 1 - m0, min(len(pos), len(neg))))
            else:
                xpos, xneg = sides[2][block], sides[3][block]
                factors = times(factors, bets(auroc(xpos, xneg) - auroc(pos, neg) - g, 1 + g, min(len(pos), len(neg), len(xpos), len(xneg)) / 2))
        pool.clear()
        return factors
    return day


def delays(day, alternatives):
    out = []
    for _ in range(COURSES):
        evidence, pool, number = [0.0] * alternatives, {}, 0
        while number < 3000:
            number += 1
            factors = day(pool)
            if factors is None:
                continue
            evidence = [(m + 1 / K) * f for m, f in zip(evidence, factors)]
            if mean(evidence) >= B:
                break
        out.append(number)
    out.sort()
    return {"half": out[COURSES // 2], "most": out[int(.8 * COURSES)]}


CASES = {
    "floor": (floor(.6, .45, 5), 6),
    "floor, one bet a day": (floor_mean(.6, .45, 5), 6),
    "band": (band(.3, .5, .2, 8), 12),
    "gap": (gap(.1, .4, .7, 4, 12), 6),
    "gap, one bet a day": (gap(.1, .4, .7, 4, 12, one=True), 6),
    "gap to all": (gap(.1, .35, .7, 4, 12, everyone=True), 6),
    "ratio": (gap(None, .3, .7, 4, 12, r=.8), 6),
    "brier": (brier(.15, .3, 8), 6),
    "observed over expected": (observed(.6, 1.5, 2.2, .2, 10), 12),
    "auroc": (ranked(.75, .6, 4, 20), 6),
    "auroc gap": (ranked(None, .55, 4, 15, g=.1, others=.8, other_volume=(12, 45)), 6),
}
print(json.dumps({name: delays(*case) for name, case in CASES.items()}, indent=1))
