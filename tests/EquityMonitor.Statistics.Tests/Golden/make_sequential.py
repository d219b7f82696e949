"""Golden values of sequential evidence by scipy and numpy: likelihood ratios from binom.logpmf, what supports a day of onset, and delays of simulated streams.
Run: /usr/bin/python3 make_sequential.py > sequential.json"""
import datetime, json, sys
import numpy as np, scipy
from scipy import special, stats

SHIFTS = np.array([.1, .25, .5, .75, 1, 1.5])


def alternatives(limit, sign):
    return special.expit(special.logit(limit) + sign * SHIFTS)


def factors(limit, sign, k, n):
    return (stats.binom.logpmf(k, n, alternatives(limit, sign)) - stats.binom.logpmf(k, n, limit)).tolist()


def support(limit, sign, ks, ns):
    """Log-likelihood of a change at each step, best alternative, less that of no change; steps within ln 8 of the best."""
    gain = np.array([factors(limit, sign, k, n) for k, n in zip(ks, ns)])
    best = gain[::-1].cumsum(0)[::-1].max(1)
    steps = np.flatnonzero(best >= best.max() - np.log(8))
    return [int(steps[0]), int(steps[-1])]


def onset(seed, limit, sign, before, after, change, days, most):
    r = np.random.default_rng(seed)
    n = r.integers(0, most + 1, days)
    k = r.binomial(n, np.where(np.arange(days) < change, before, after))
    return dict(limit=limit, upwards=sign > 0, successes=k.tolist(), trials=n.tolist(), support=support(limit, sign, k, n))


def delays(limit, sign, truth, per_day, budget, streams, runs, days, seed):
    """Days until the mean of (M_j + 1/K) L_j reaches the budget, all streams at once; a day without trials leaves a stream as it is."""
    r = np.random.default_rng(seed)
    p = alternatives(limit, sign)
    success, failure = np.log(p / limit), np.log((1 - p) / (1 - limit))
    m, found = np.zeros((runs, len(SHIFTS))), np.full(runs, days + 1)
    for day in range(1, days + 1):
        n = r.poisson(per_day, runs)
        k = r.binomial(n, truth)
        stepped = (m + 1 / streams) * np.exp(k[:, None] * success + (n - k)[:, None] * failure)
        m = np.where((n > 0)[:, None], stepped, m)
        hit = (m.mean(1) >= budget) & (found > days)
        found[hit] = day
        m[found <= days] = 0
    return found


def delay(limit, sign, truth, per_day, budget, streams):
    found = delays(limit, sign, truth, per_day, budget, streams, 20000, 1500, 5)
    # The quantiles that a simulation of 2,001 streams may land on by chance: three standard errors of a share, sqrt(q(1-q)/2001).
    return dict(limit=limit, upwards=sign > 0, truth=truth, per_day=per_day, budget=budget, streams=streams,
                quantiles=[dict(share=q, low=float(np.quantile(found, q - 3 * np.sqrt(q * (1 - q) / 2001))), high=float(np.quantile(found, q + 3 * np.sqrt(q * (1 - q) / 2001)))) for q in (.5, .8)])


json.dump(dict(
    date=datetime.date.today().isoformat(), tools=dict(python=sys.version.split()[0], numpy=np.__version__, scipy=scipy.__version__),
    factors=[dict(limit=m, upwards=s > 0, successes=k, trials=n, log_factors=factors(m, s, k, n)) for m, s, k, n in
             ((.6, -1, 0, 1), (.6, -1, 7, 20), (.6, -1, 300, 300), (.1, 1, 5, 12), (.1, 1, 0, 40), (.97, -1, 850, 900))],
    onset=[onset(1, .6, -1, .7, .45, 30, 60, 40), onset(2, .1, 1, .07, .2, 40, 70, 15), onset(3, .6, -1, .6, .55, 10, 40, 4)],
    delay=[delay(.6, -1, .5, 2, 365, 40), delay(.6, -1, .4, 5, 365, 40), delay(.1, 1, .2, 20, 365, 900)]), sys.stdout, indent=1)
print()
