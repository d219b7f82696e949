"""Small cases computed with scikit-learn, statsmodels and scipy; prints golden.json. Run: /usr/bin/python3 make_golden.py > golden.json
Koopman is statsmodels' score interval inverted to the last digits: its own limits are refined with brentq on its own test statistic."""
import datetime, json, sys
import numpy as np, scipy, sklearn, statsmodels, statsmodels.api as sm
from scipy import special, stats
from scipy.optimize import brentq
from sklearn.metrics import roc_auc_score, brier_score_loss, f1_score
from statsmodels.stats.proportion import proportion_confint, confint_proportions_2indep, score_test_proportions_2indep
from statsmodels.stats.multitest import multipletests


def koopman(k1, n1, k2, n2):
    if k1 == 0 and k2 == 0:
        return None
    z = stats.norm.ppf(.975)
    g = lambda log: score_test_proportions_2indep(k1, n1, k2, n2, value=np.exp(log), compare='ratio', return_results=False)[0]
    estimate = (k1 / n1) / (k2 / n2) if k2 else np.inf
    start = np.log(estimate) if 0 < estimate < np.inf else 0.
    low = 0. if k1 == 0 else float(np.exp(brentq(lambda x: g(x) - z, start - 25, start + 25 if k2 == 0 else start - 1e-12, xtol=1e-14)))
    high = None if k2 == 0 else float(np.exp(brentq(lambda x: g(x) + z, start - 25 if k1 == 0 else start + 1e-12, start + 25, xtol=1e-14)))
    return [low, high]


def newcombe_p(k1, n1, k2, n2, gap):
    """The one-sided level at which statsmodels' Newcombe bound touches -gap: below a half where the difference is past it."""
    limits = lambda z: confint_proportions_2indep(k1, n1, k2, n2, compare='diff', method='newcomb', alpha=2 * stats.norm.sf(z))
    d = k1 / n1 - k2 / n2
    if d < -gap:
        return float(stats.norm.sf(brentq(lambda z: limits(z)[1] + gap, 1e-9, 30, xtol=1e-13)))
    return float(stats.norm.cdf(brentq(lambda z: limits(z)[0] + gap, 1e-9, 30, xtol=1e-13)))


def koopman_p(k1, n1, k2, n2, ratio):
    return float(stats.norm.cdf(score_test_proportions_2indep(k1, n1, k2, n2, value=ratio, compare='ratio', return_results=False)[0]))


def fit(s, y):
    x = special.logit(np.clip(s, 1e-10, 1 - 1e-10))
    a = sm.GLM(y, np.ones((len(y), 1)), family=sm.families.Binomial(), offset=x).fit(tol=1e-14, maxiter=200)
    b = sm.GLM(y, sm.add_constant(x), family=sm.families.Binomial()).fit(tol=1e-14, maxiter=200)
    return dict(scores=s, outcomes=y, intercept=[float(a.params[0]), float(a.bse[0])], slope=[float(b.params[1]), float(b.bse[1])])


def dispersion():
    """Daily counts: Pearson's chi-square of an intercept-only binomial GLM over its degrees of freedom. Daily means: the scale of the Gaussian one over the variance of single values."""
    r = np.random.default_rng(4)
    n = r.integers(1, 12, 45)
    k = r.binomial(n, r.choice([.3, .45, .7], 45))
    binomial = sm.GLM(np.c_[k, n - k], np.ones((45, 1)), family=sm.families.Binomial()).fit(tol=1e-14)
    days = [np.round(r.beta(2, 5, m) + r.normal(0, .05), 4).tolist() for m in n]
    values = np.concatenate(days)
    gaussian = sm.GLM([np.mean(v) for v in days], np.ones((45, 1)), freq_weights=n).fit()
    return dict(successes=k.tolist(), trials=n.tolist(), of_counts=float(binomial.pearson_chi2 / binomial.df_resid), days=days,
                of_means=float(gaussian.pearson_chi2 / 44 / values.var()))


scores = [.1, .4, .35, .8, .35, .7, 0., 1., .55, .4, .2, .9]
outcomes = [0, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1]
t = .4
s, y = np.array(scores), np.array(outcomes)
f = (s >= t).astype(int)
tp, fp, fn, tn = (int(((f == a) & (y == b)).sum()) for a, b in ((1, 1), (1, 0), (0, 1), (0, 0)))
w = np.where(f & (y == 1), 1., np.where(f & (y == 0), -t / (1 - t), 0.))
J = np.array(proportion_confint(tp, tp + fp + fn, method='wilson'))
ppv = np.array(proportion_confint(tp, tp + fp, method='wilson'))
b = (s - y) ** 2
current = np.array([.2, .25, .3, .4, .4, .55, .7, .95])
d, p = stats.ks_2samp(s, current, method='asymp')[:2]
d = float(d)
pvalues = [.01, .04, .03, .5, .03]
out = dict(
    date=datetime.date.today().isoformat(),
    tools=dict(python=sys.version.split()[0], numpy=np.__version__, scipy=scipy.__version__, sklearn=sklearn.__version__, statsmodels=statsmodels.__version__),
    sample=dict(scores=scores, outcomes=outcomes, threshold=t, counts=[tp, fp, fn, tn], auroc=roc_auc_score(y, s), brier=brier_score_loss(y, s),
                brier_se=float(b.std(ddof=1) / np.sqrt(len(b))), f1=[f1_score(y, f), *(2 * J / (1 + J)).tolist()], nne=[(tp + fp) / tp, *(1 / ppv[::-1]).tolist()],
                net_benefit=float(w.mean()), net_benefit_se=float(w.std(ddof=1) / np.sqrt(len(w)))),
    wilson=[dict(x=x, n=n, interval=list(map(float, proportion_confint(x, n, method='wilson')))) for x, n in ((0, 5), (5, 5), (1, 1), (3, 17), (81, 263), (15, 148))],
    newcombe=[dict(counts=c, interval=list(map(float, confint_proportions_2indep(*c, compare='diff', method='newcomb'))))
              for c in ([56, 70, 48, 80], [9, 10, 3, 10], [5, 56, 0, 29], [0, 10, 0, 20], [10, 10, 0, 10], [10, 10, 0, 20])],
    koopman=[dict(counts=c, interval=koopman(*c)) for c in ([36, 40, 16, 80], [5, 56, 3, 29], [0, 10, 4, 20], [4, 20, 0, 10], [10, 10, 20, 20], [10, 10, 3, 20], [1, 1000, 2, 9], [0, 10, 0, 20])],
    ks=dict(current=current.tolist(), d=d, p=float(special.kolmogorov(d * np.sqrt(len(s) * len(current) / (len(s) + len(current)))))),
    kolmogorov=[dict(x=x, p=float(special.kolmogorov(x))) for x in (.05, .2, .3, .5, .8, .999, 1.001, 1.36, 2., 4.)],
    deciles=np.quantile(s, np.linspace(.1, .9, 9)).tolist(),
    bh=dict(p=pvalues, adjusted=multipletests(pvalues, method='fdr_bh')[1].tolist()),
    newcombe_p=[dict(counts=c, gap=g, p=newcombe_p(*c, g)) for c, g in (([56, 70, 48, 80], .05), ([30, 70, 60, 80], .1), ([9, 30, 20, 40], 0.), ([2, 40, 39, 60], .05))],
    koopman_p=[dict(counts=c, ratio=r, p=koopman_p(*c, r)) for c, r in (([36, 40, 16, 80], .8), ([30, 70, 60, 80], .8), ([9, 30, 20, 40], .9), ([4, 40, 39, 60], .5))],
    extremes=fit([0., 0., .02, .1, .1, .3, .3, .45, .5, .5, .62, .7, .8, .9, .9, 1., 1., 1.], [0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1]),
    dispersion=dispersion(),
    normal=[dict(level=c, z=float(stats.norm.ppf((1 + c) / 2))) for c in (.5, .8, .9, .95, .99, .999)])
json.dump(out, sys.stdout, indent=1)
print()
