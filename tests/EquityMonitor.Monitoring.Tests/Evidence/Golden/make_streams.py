"""Whole streams of peek-safe evidence, one for each row of the table of limits, computed plainly and without logarithms: /usr/bin/python3 make_streams.py > streams.json
Written from the text of the method alone, in another language than what it checks. Made with Python 3.11.2 on 2026-11-23."""
import json, math, random

LOGITS, SHIFTS = [.1, .25, .5, .75, 1, 1.5], [.02, .05, .10, .15, .20, .30]
K, B = 3, 20

def bet(z, b, nu):
    return [1 + min(.95 / b, 4 * d * nu) * z for d in SHIFTS]

def times(x, y):
    return [a * c for a, c in zip(x, y)]

def ratios(m0, k, n, up):
    out = []
    for shift in LOGITS:
        p = 1 / (1 + math.exp(-(math.log(m0 / (1 - m0)) + (shift if up else -shift))))
        out.append((p / m0) ** k * ((1 - p) / (1 - m0)) ** (n - k))
    return out

def deal(rows, blocks):
    return [rows[i * len(rows) // blocks:(i + 1) * len(rows) // blocks] for i in range(blocks)]

def mean(xs):
    return sum(xs) / len(xs)

def auroc(rows):
    pos, neg = [s for y, s in rows if y], [s for y, s in rows if not y]
    return mean([1 if p > q else .5 if p == q else 0 for p in pos for q in neg])

class Case:
    """sides(own, ref, kept) gives the factors of each side, or None when the day leaves the stream as it is."""
    def __init__(self, name, rule, sides, overdispersed=False, named=None, reference=None):
        self.name, self.rule, self.sides, self.overdispersed = name, rule, sides, overdispersed
        self.named, self.reference = named, reference

def fixed(limits):
    """limits: (m0, broken upwards); proportions."""
    def sides(own, ref, kept):
        k, n = sum(y for y, _ in own), len(own)
        return [ratios(m0, k, n, up != kept) for m0, up in limits] if n else None
    return sides

def fixed_mean(m0):
    """A floor, one bet a day on the mean."""
    def sides(own, ref, kept):
        if not own:
            return None
        x, n = mean([y for y, _ in own]), len(own)
        return [bet(x - m0, m0, n) if kept else bet(m0 - x, 1 - m0, n)]
    return sides

def compared(z, least, most, value=lambda y, s: y, everyone=False, one_block=False):
    """z(own mean, reference mean), in [least, most]."""
    def sides(own, ref, kept):
        if not own or not ref:
            return None
        blocks = 1 if one_block else min(len(own), len(ref))
        w = len(own) / (len(own) + len(ref)) if everyone else None
        factors = [1] * 6
        for o, r in zip(deal(own, blocks), deal(ref, blocks)):
            xo, xr = mean([value(*row) for row in o]), mean([value(*row) for row in r])
            if everyone:
                xr = w * xo + (1 - w) * xr
            pay = z(xo, xr)
            factors = times(factors, bet(-pay if kept else pay, most if kept else -least, 1 / (1 / len(o) + 1 / len(r))))
        return [factors]
    return sides

def each(zs):
    """zs: (z(y, s), least, most); one encounter a block."""
    def sides(own, ref, kept):
        if not own:
            return None
        out = []
        for z, least, most in zs:
            factors = [1] * 6
            for row in own:
                pay = z(*row)
                factors = times(factors, bet(-pay if kept else pay, most if kept else -least, 1))
            out.append(factors)
        return out
    return sides

def ranked(z, least, most, gap):
    pool = {"own": [], "ref": []}
    def sides(own, ref, kept):
        if not own:
            if pool["own"]:
                pool["ref"].append(ref)
            return None
        pool["own"].append(own)
        pool["ref"].append(ref)
        o = [row for day in pool["own"] for row in day]
        r = [row for day in pool["ref"] for row in day]
        count = lambda rows, y: sum(1 for row in rows if row[0] == y)
        blocks = min(count(o, 1), count(o, 0)) // 5
        if gap:
            blocks = min(blocks, count(r, 1) // 5, count(r, 0) // 5)
        if blocks == 0:
            return None
        split = lambda rows: (deal([x for x in rows if x[0]], blocks), deal([x for x in rows if not x[0]], blocks))
        factors = [1] * 6
        for b in range(blocks):
            mine = split(o)[0][b] + split(o)[1][b]
            size = min(count(mine, 1), count(mine, 0))
            if gap:
                theirs = split(r)[0][b] + split(r)[1][b]
                size = min(size, count(theirs, 1), count(theirs, 0)) / 2
            pay = z(auroc(mine), auroc(theirs) if gap else None)
            factors = times(factors, bet(-pay if kept else pay, most if kept else -least, size))
        pool["own"], pool["ref"] = [], []
        return [factors]
    return sides

def run(case, days):
    steps, watching, recovering, known = [], None, None, False
    for number, day in enumerate(days):
        own = [(y, s) for g, y, s in day if g == "A"]
        ref = [(y, s) for g, y, s in day if (g == case.named if case.named else g != "A")]
        if not known:
            known = bool(own)
            continue
        kept = recovering is not None
        factors = case.sides(own, ref, kept)
        if factors is None:
            continue
        if not kept:
            flat = [f for side in factors for f in side]
            watching = [(m + 1 / K) * f for m, f in zip(watching or [0] * len(flat), flat)]
            m, event = mean(watching), "None"
            if m >= B:
                event, watching, recovering = "Alarm", None, [[0] * 6 for _ in factors]
            steps.append([number, "Watching", math.log(m), event])
        else:
            recovering = [[(m + 1) * f for m, f in zip(side, new)] for side, new in zip(recovering, factors)]
            m, event = min(mean(side) for side in recovering), "None"
            if m >= 10 * B:
                event, recovering = "Recovery", None
            steps.append([number, "Recovering", math.log(m), event])
    return steps

def days_of(seed, bad, good, others, own, count, reference=2):
    """A bad half and a good half for A; each row is (group, success or outcome, score)."""
    rng, days = random.Random(seed), []
    for number in range(count):
        draw = bad if number < count // 2 else good
        rows = [("A", *draw(rng)) for _ in range(rng.randrange(own))] + [("B", *others(rng)) for _ in range(2 + rng.randrange(reference * own))]
        rng.shuffle(rows)
        days.append(rows)
    return days

def coin(p):
    return lambda rng: (1 if rng.random() < p else 0, 0.0)

def scored(prevalence, lift, bias=0.0, noise=1.0):
    """Outcome, and a score that follows it more or less."""
    def draw(rng):
        y = 1 if rng.random() < prevalence else 0
        return y, round(min(1, max(0, prevalence + bias + lift * (y - prevalence) + noise * (rng.random() - .5) * .4)), 3)
    return draw

rule = lambda metric, limit, *values, against=None, better=None: {"metric": metric, "limit": limit, "values": list(values), "against": against, "better": better}
square = lambda y, s: (s - y) ** 2
def three(days, draw):
    """Adds a third group, C."""
    rng = random.Random(99)
    for rows in days:
        rows += [("C", *draw(rng)) for _ in range(rng.randrange(14))]
        rng.shuffle(rows)
    return days

cases = [
    (Case("floor", rule("sensitivity", "floor", .5), fixed([(.5, False)])), days_of(1, coin(.3), coin(.75), coin(.7), 9, 80)),
    (Case("ceiling", rule("fpr", "ceiling", .2), fixed([(.2, True)])), days_of(2, coin(.4), coin(.08), coin(.1), 9, 120)),
    (Case("band", rule("prevalence", "band", .3, .5), fixed([(.3, False), (.5, True)])), days_of(3, coin(.7), coin(.4), coin(.4), 20, 240)),
    (Case("nne", rule("nne", "ceiling", 4), fixed([(.25, False)])), days_of(4, coin(.08), coin(.5), coin(.4), 9, 120)),
    (Case("overdispersed", rule("sensitivity", "floor", .5), fixed_mean(.5), True), days_of(5, coin(.2), coin(.8), coin(.7), 9, 120)),
    (Case("gap, higher better", rule("sensitivity", "gap", .1, against="complement"), compared(lambda x, r: r - x - .1, -1.1, .9)), days_of(6, coin(.3), coin(.85), coin(.75), 9, 160)),
    (Case("gap, lower better", rule("fpr", "gap", .1, against="complement"), compared(lambda x, r: x - r - .1, -1.1, .9)), days_of(7, coin(.7), coin(.15), coin(.25), 9, 160)),
    (Case("gap, one block a day", rule("sensitivity", "gap", .1, against="complement"), compared(lambda x, r: r - x - .1, -1.1, .9, one_block=True), True), days_of(8, coin(.2), coin(.9), coin(.8), 9, 200)),
    (Case("ratio, higher better", rule("ppv", "ratio", .8, against="complement"), compared(lambda x, r: .8 * r - x, -1, .8)), days_of(9, coin(.2), coin(.9), coin(.75), 9, 160)),
    (Case("ratio, lower better", rule("fpr", "ratio", .8, against="complement"), compared(lambda x, r: .8 * x - r, -1, .8)), days_of(10, coin(.9), coin(.15), coin(.4), 9, 200)),
    (Case("gap to all", rule("sensitivity", "gap", .1, against="all"), compared(lambda x, r: r - x - .1, -1.1, .9, everyone=True)), days_of(11, coin(.2), coin(.9), coin(.8), 9, 200)),
    (Case("ratio to all", rule("ppv", "ratio", .8, against="all"), compared(lambda x, r: .8 * r - x, -1, .8, everyone=True)), days_of(12, coin(.15), coin(.9), coin(.8), 9, 200)),
    (Case("gap to a named value", rule("sensitivity", "gap", .1, against="named"), compared(lambda x, r: r - x - .1, -1.1, .9), named="C"), three(days_of(18, coin(.3), coin(.85), coin(.1), 9, 160), coin(.75))),
    (Case("auroc gap to a named value", rule("auroc", "gap", .1, against="named"), ranked(lambda x, r: r - x - .1, -1.1, .9, True), named="C"), three(days_of(19, scored(.4, -.2), scored(.4, .6), scored(.4, -.9), 14, 240, reference=1), scored(.4, .4))),
    (Case("gap to the own baseline", rule("sensitivity", "gap", .1, against="baseline"), fixed([(.6 - .1, False)]), reference=.6), days_of(20, coin(.3), coin(.75), coin(.7), 9, 80)),
    (Case("ratio to the own baseline, lower better", rule("fpr", "ratio", .8, against="baseline"), fixed([(.16 / .8, True)]), reference=.16), days_of(21, coin(.4), coin(.08), coin(.1), 9, 120)),
    (Case("brier ceiling", rule("brier", "ceiling", .2), each([(lambda y, s: square(y, s) - .2, -.2, .8)])), days_of(13, scored(.4, -.3), scored(.4, .8), scored(.4, .5), 9, 120)),
    (Case("brier gap", rule("brier", "gap", .05, against="complement"), compared(lambda x, r: x - r - .05, -1.05, .95, value=square)), days_of(14, scored(.4, -.6), scored(.4, .8), scored(.4, .4), 12, 240)),
    (Case("observed over expected", rule("observedExpected", "band", .6, 1.5), each([(lambda y, s: .6 * s - y, -1, .6), (lambda y, s: y - 1.5 * s, -1.5, 1)])), days_of(15, scored(.15, .1, .35), scored(.3, .1), scored(.3, .1), 16, 300)),
    (Case("auroc floor", rule("auroc", "floor", .7), ranked(lambda x, r: .7 - x, -.3, .7, False)), days_of(16, scored(.4, 0), scored(.4, .6), scored(.4, .5), 14, 160)),
    (Case("auroc gap", rule("auroc", "gap", .1, against="complement"), ranked(lambda x, r: r - x - .1, -1.1, .9, True)), days_of(17, scored(.4, -.2), scored(.4, .6), scored(.4, .4), 14, 240, reference=1)),
]

out = []
for case, days in cases:
    steps = run(case, days)
    events = {step[3] for step in steps}
    assert events == {"None", "Alarm", "Recovery"}, (case.name, events, max(step[2] for step in steps))
    out.append({"name": case.name, "rule": case.rule, "overdispersed": case.overdispersed, "reference": case.reference, "streams": K, "budget": B,
                "days": [" ".join(f"{g}{y}{':' + repr(s) if s else ''}" for g, y, s in day) for day in days], "steps": steps})
print("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in out) + "\n]")
