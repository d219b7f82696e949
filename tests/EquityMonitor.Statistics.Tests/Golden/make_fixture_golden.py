"""Golden values of fixture.csv from scikit-learn, statsmodels and scipy. Run: /usr/bin/python3 make_fixture_golden.py > fixture_golden.json"""
import datetime, json, sys, warnings
import numpy as np, pandas as pd, scipy, sklearn, statsmodels, statsmodels.api as sm
from scipy import special, stats
from scipy.spatial.distance import jensenshannon
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import average_precision_score, balanced_accuracy_score, brier_score_loss, precision_recall_curve, roc_auc_score, roc_curve
from statsmodels.stats.proportion import proportion_confint, confint_proportions_2indep, proportions_ztest
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

warnings.filterwarnings('ignore')
T, Z = .15, stats.norm.ppf(.975)
d = pd.read_csv('fixture.csv', keep_default_na=False)
d['group'] = d.group.replace('', 'Unknown')
d['f'] = d.score >= T
wil = lambda k, n: [float(k / n), *map(float, proportion_confint(k, n, method='wilson'))]
lg = lambda s: special.logit(np.clip(s, 1e-10, 1 - 1e-10))


def splitmix(seed, n):
    with np.errstate(over='ignore'):
        z = np.uint64(seed) + np.arange(1, n + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return ((z ^ (z >> np.uint64(31))) >> np.uint64(11)).astype(float) / 2. ** 53


def ece(y, s, bins=10):
    y = pd.Series(y).groupby(s).transform('mean').values
    o = np.argsort(s, kind='stable')
    return float(sum(len(b) / len(y) * abs(y[b].mean() - s[b].mean()) for b in np.array_split(o, bins)))


def curve(y, s, bins=10):
    ym = pd.Series(y).groupby(s).transform('mean').values
    return [dict(rows=len(b), mean_score=float(s[b].mean()), low=float(s[b].min()), high=float(s[b].max()), observed=wil(ym[b].sum(), len(b))) for b in np.array_split(np.argsort(s, kind='stable'), bins)]


def influence(f, n, h=1e-4):
    """Derivative of a weighted statistic by each row's weight, central difference."""
    out = np.empty(n)
    for i in range(n):
        up, down = np.ones(n), np.ones(n)
        up[i] += h
        down[i] -= h
        out[i] = (f(up) - f(down)) / (2 * h)
    return out


def clustered(psi, patients):
    m = patients.nunique()
    return float(m / (m - 1) * (pd.Series(psi).groupby(patients.values).sum() ** 2).sum())


def scaled_weighted(y, s, w):
    p = np.average(y, weights=w)
    return 1 - np.average((s - y) ** 2, weights=w) / (p * (1 - p))


def glm(y, x, patients, offset=None):
    model = sm.GLM(y, x, family=sm.families.Binomial(), offset=offset)
    plain = model.fit(tol=1e-14, maxiter=200)
    robust = model.fit(tol=1e-14, maxiter=200, cov_type='cluster', cov_kwds=dict(groups=pd.factorize(patients)[0], use_correction=False))
    m = patients.nunique()
    ci = plain.conf_int()[-1]
    return dict(value=float(plain.params[-1]), se=float(plain.bse[-1]), low=float(ci[0]), high=float(ci[1]), cluster_variance=float(robust.cov_params()[-1, -1] * m / (m - 1)))


def point(g, deep):
    y, s, f = g.outcome.values, g.score.values, g.f.values
    n, P = len(y), int(y.sum())
    ap = float(average_precision_score(y, s))
    tau = 1 / np.sqrt(P * ap * (1 - ap))
    scaled = float(1 - brier_score_loss(y, s) / (y.mean() * (1 - y.mean())))
    sens, spec = wil((f & (y == 1)).sum(), P), wil((~f & (y == 0)).sum(), n - P)
    ba = float(balanced_accuracy_score(y, f))
    answered = g[g.f & (g.response != '')]
    out = dict(n=n, positives=P, auprc=[ap, float(special.expit(lg(ap) - Z * tau)), float(special.expit(lg(ap) + Z * tau))],
               scaled_brier=scaled, auroc=float(roc_auc_score(y, s)),
               balanced_accuracy=[ba, ba - np.hypot(sens[0] - sens[1], spec[0] - spec[1]) / 2, ba + np.hypot(sens[2] - sens[0], spec[2] - spec[0]) / 2],
               override_rate=wil((answered.response == 'overridden').sum(), len(answered)), answered=len(answered),
               intercept=glm(y, np.ones((n, 1)), g.patient, lg(s)), slope=glm(y, sm.add_constant(lg(s)), g.patient), ece=ece(y, s), curve=curve(y, s))
    if deep:
        o = np.argsort(s, kind='stable')
        u = splitmix(7, 200 * n).reshape(200, n)
        out['ece_perfect'] = float(np.mean([ece((row < s[o]).astype(int), s[o]) for row in u]))
    if n < 700:
        out['auprc_cluster_variance'] = clustered(influence(lambda w: average_precision_score(y, s, sample_weight=w), n), g.patient)
        out['auprc_independent_variance'] = float((influence(lambda w: average_precision_score(y, s, sample_weight=w), n) ** 2).sum() * n / (n - 1))
        out['scaled_brier_independent_variance'] = float((influence(lambda w: scaled_weighted(y, s, w), n) ** 2).sum() * n / (n - 1))
        out['scaled_brier_cluster_variance'] = clustered(influence(lambda w: scaled_weighted(y, s, w), n), g.patient)
    return out


res = dict(date=datetime.date.today().isoformat(), threshold=T, ece_seed=7,
           tools=dict(python=sys.version.split()[0], numpy=np.__version__, pandas=pd.__version__, scipy=scipy.__version__, sklearn=sklearn.__version__, statsmodels=statsmodels.__version__))
res['groups'] = {'All': point(d, True), **{f'group={v}': point(d[d.group == v], False) for v in ('A', 'B', 'C', 'Unknown')}, **{f'sex={v}': point(d[d.sex == v], False) for v in ('Female', 'Male')}}

# Group against a reference: differences of means, z with unequal variances.
A, B = d[d.group == 'A'], d[d.group == 'B']


def means(a, b):
    c = CompareMeans(DescrStatsW(a), DescrStatsW(b))
    low, high = c.zconfint_diff(usevar='unequal')
    return [float(a.mean() - b.mean()), float(low), float(high)]


res['b_against_a'] = dict(residual=means((B.score - B.outcome).values, (A.score - A.outcome).values), brier=means(((B.score - B.outcome) ** 2).values, ((A.score - A.outcome) ** 2).values),
    sensitivity=[float(B[B.outcome == 1].f.mean() - A[A.outcome == 1].f.mean()),
                 *map(float, confint_proportions_2indep(int(B[B.outcome == 1].f.sum()), int(B.outcome.sum()), int(A[A.outcome == 1].f.sum()), int(A.outcome.sum()), compare='diff', method='newcomb'))])

pb, pa = B[B.outcome == 1].f, A[A.outcome == 1].f
for name, method in (('katz', 'log'), ('koopman', 'score')):
    res['b_against_a'][f'sensitivity_{name}'] = [float(pb.mean() / pa.mean()), *map(float, confint_proportions_2indep(int(pb.sum()), len(pb), int(pa.sum()), len(pa), compare='ratio', method=method))]
oe = np.array(proportion_confint(B.outcome.sum(), len(B), method='wilson')) * len(B) / B.score.sum()
res['b'] = dict(observed_expected=[float(B.outcome.sum() / B.score.sum()), *map(float, oe)],
                floor_p=float(proportions_ztest(int(pb.sum()), len(pb), .7, alternative='smaller', prop_var=.7)[1]), floor=.7)


def mean_variance(x, patients):
    """Variance of a mean with patients as clusters: the sandwich of an intercept-only regression."""
    m = patients.nunique()
    fit = sm.OLS(np.asarray(x, float), np.ones(len(x))).fit(cov_type='cluster', cov_kwds=dict(groups=pd.factorize(patients)[0], use_correction=False))
    return float(fit.cov_params()[0, 0] * m / (m - 1))


P, N, F = B[B.outcome == 1], B[B.outcome == 0], B[B.f]
R = F[F.response != '']
y, s = B.outcome.values, B.score.values
res['b']['cluster_variances'] = dict(flagRate=mean_variance(B.f, B.patient), prevalence=mean_variance(y, B.patient), sensitivity=mean_variance(P.f, P.patient), specificity=mean_variance(~N.f, N.patient),
    overrideRate=mean_variance(R.response == 'overridden', R.patient), ppv=mean_variance(F.outcome, F.patient), accuracy=mean_variance(B.f == (y == 1), B.patient), brier=mean_variance((s - y) ** 2, B.patient),
    netBenefit=mean_variance(np.where(B.f, np.where(y == 1, 1, -T / (1 - T)), 0), B.patient), auroc=clustered(influence(lambda w: roc_auc_score(y, s, sample_weight=w), len(B)), B.patient))

# Drift: the baseline rows against the current ones.
a, c = d[d.current == 0], d[d.current == 1]
inner = np.quantile(a.score, np.linspace(.1, .9, 9))
ca, cb = (np.bincount(np.searchsorted(np.unique(inner), x, side='right'), minlength=len(np.unique(inner)) + 1) for x in (a.score.values, c.score.values))
ks = stats.ks_2samp(a.score, c.score, method='asymp')[0]
names = sorted(d.group.unique())
mix = np.array([[int((x.group == v).sum()) for v in names] for x in (a, c)])
chi = stats.chi2_contingency(mix, correction=False)
training = {'A': .5, 'B': .3, 'C': .1}
live = np.array([*mix[1][:3], mix[1].sum() - mix[1][:3].sum()])
shares = np.array([.5, .3, .1, .1])
fit = stats.chisquare(live, shares * live.sum())
# Two samples, with cells expected under 5 pooled by hand: x = 12+3 of the small ones.
rare = np.array([[120, 60, 3, 1, 2], [80, 70, 2, 4, 1]])
pooled = np.array([[120, 60, 6], [80, 70, 7]])
rchi = stats.chi2_contingency(pooled, correction=False)
res['drift'] = dict(counts_baseline=ca.tolist(), counts_current=cb.tolist(), js_distance=float(jensenshannon(ca, cb, 2)), psi=float(stats.entropy(ca, cb) + stats.entropy(cb, ca)), ks_d=float(ks), ks_p=float(special.kolmogorov(ks * np.sqrt(len(a) * len(c) / len(d)))), wasserstein=float(stats.wasserstein_distance(a.score, c.score)),
    wasserstein_over_sd=float(stats.wasserstein_distance(a.score, c.score) / a.score.std(ddof=1)), names=names, mix=mix.tolist(), chi2=float(chi[0]), chi2_p=float(chi[1]), chi2_dof=int(chi[2]),
    total_variation=float(abs(mix[0] / mix[0].sum() - mix[1] / mix[1].sum()).sum() / 2), psi_mix=float(sum((q - p) * np.log(q / p) for p, q in zip(mix[0] / mix[0].sum(), mix[1] / mix[1].sum()))),
    training=training, fit_chi2=float(fit[0]), fit_p=float(fit[1]), fit_live=live.tolist(), fit_total_variation=float(abs(live / live.sum() - shares).sum() / 2),
    fit_psi=float(sum((q - p) * np.log(q / p) for p, q in zip(shares, live / live.sum()))), representation={k: [x / shares[i] for x in wil(live[i], live.sum())] for i, k in enumerate('ABC')},
    rare=rare.tolist(), rare_chi2=float(rchi[0]), rare_p=float(rchi[1]),
    wasserstein_cases=[dict(a=u, b=v, value=float(stats.wasserstein_distance(u, v))) for u, v in (([0, 1, 3], [5, 6, 8]), ([.1, .1, .4], [.1]), ([2], [2]), ([0, .5, .5, 1], [.25, .75, .75]))],
    chi2_tails=[dict(x=x, dof=k, p=float(stats.chi2.sf(x, k))) for x, k in ((.01, 1), (3.84, 1), (10, 3), (100, 5), (700, 5), (1500, 12))])

# Isotonic calibration on the baseline rows, expected confusion of the current ones.
iso = IsotonicRegression(y_min=0, y_max=1, out_of_bounds='clip').fit(a.score, a.outcome)
e, f = iso.predict(c.score), c.f.values
probes = [0., .013, .05, .1, .1235, .2, .31, .47, .6, .8, .95, 1.]
res['isotonic'] = dict(probes=probes, calibrated=iso.predict(probes).tolist(), tp=float(e[f].sum()), fp=float((1 - e[f]).sum()), fn=float(e[~f].sum()), tn=float((1 - e[~f]).sum()),
    tiny=dict(x=[1, 2, 2, 3, 4, 5, 6], y=[0, 1, 0, 0, 1, 0, 1], probes=[0, 1.5, 2, 2.7, 4.5, 5.5, 9], calibrated=IsotonicRegression(out_of_bounds='clip').fit([1, 2, 2, 3, 4, 5, 6], [0, 1, 0, 0, 1, 0, 1]).predict([0, 1.5, 2, 2.7, 4.5, 5.5, 9]).tolist()))

# Label audit: one row per patient (the first), percentile = mid-rank.
o = d.drop_duplicates('patient')
n = len(o)
pct = 100 * (stats.rankdata(o.score) - .5) / n
cut = 100 * (o.score < T).sum() / n
near = o[abs(pct - cut) <= 2.5]
flagged = int(o.f.sum())
order = np.sort(o.need.values)[::-1]
edge = order[flagged - 1]
above, at = int((o.need > edge).sum()), int((o.need == edge).sum())
pro = (flagged - above) / at
decile = np.minimum(9, np.floor(pct / 10)).astype(int)


def audit(v):
    g, r = near[near.group == v], near[near.group != v]
    m = o[o.group == v]
    t = stats.ttest_ind(g.need, r.need, equal_var=False) if len(g) > 1 else None
    out = dict(near=[len(g), len(r)], flagged=wil(int(m.f.sum()), flagged), by_need=float(((m.need > edge).sum() + pro * (m.need == edge).sum()) / flagged))
    if t is not None:
        out['difference'], out['z'] = means(g.need.values, r.need.values), float(t.statistic)
    out['bins'] = [None if (k := m[decile[(o.group == v).values] == b].need).empty else dict(rows=len(k), mean=float(k.mean()), interval=list(map(float, DescrStatsW(k.values).tconfint_mean())) if k.nunique() > 1 else None) for b in range(10)]
    return out


res['label_audit'] = dict(patients=n, cut_percentile=float(cut), flagged=flagged, groups={v: audit(v) for v in names})

# Direct standardisation to the whole's mix of age band and sex: a saturated linear model (a logistic one has no fit where a stratum is all 0 or 1) predicts each stratum, averaged over everybody (g-computation).
d['band'] = pd.cut(d.age, [18, 45, 65, 80, 120], right=False, labels=['18-44', '45-64', '65-79', '80+']).astype(str)
pos = d[d.outcome == 1].copy()
pos['stratum'] = pos.band + '|' + pos.sex
strata = sorted(pos.stratum.unique())
whole = pos.stratum.value_counts()[strata].values


def side(g):
    return np.array([[int(g[g.stratum == k].f.sum()), int((g.stratum == k).sum())] for k in strata])


def standard(x, w):
    m = sm.WLS(x[:, 0] / x[:, 1], np.eye(len(x)), weights=x[:, 1]).fit()
    return float(w @ m.predict(np.eye(len(x))))


def gap(v):
    x, r = side(pos[pos.group == v]), side(pos[pos.group != v])
    keep = (x[:, 1] > 0) & (r[:, 1] > 0)
    w = whole * keep / whole[keep].sum()
    x, r, w = x[keep], r[keep], w[keep]
    p, q = x[:, 0] / x[:, 1], r[:, 0] / r[:, 1]
    est = standard(x, w), standard(r, w)
    size = 1 / (w ** 2 / x[:, 1]).sum(), 1 / (w ** 2 / r[:, 1]).sum()
    low, high = confint_proportions_2indep(est[0] * size[0], size[0], est[1] * size[1], size[1], compare='diff', method='newcomb')
    return dict(own=side(pos[pos.group == v]).tolist(), reference=side(pos[pos.group != v]).tolist(), coverage=float(whole[keep].sum() / whole.sum()), difference=[est[0] - est[1], float(low), float(high)],
        rate=[est[0], *map(float, proportion_confint(est[0] * size[0], size[0], method='wilson'))],
        se_delta=float(np.sqrt((w ** 2 * (p * (1 - p) / x[:, 1] + q * (1 - q) / r[:, 1])).sum())))


res['standardised'] = dict(strata=strata, whole=whole.tolist(), groups={v: gap(v) for v in names})

fpr, tpr, at = roc_curve(B.outcome, B.score, drop_intermediate=False)
pre, rec, _ = precision_recall_curve(B.outcome, B.score)
res['curves'] = dict(group='B', fpr=fpr[1:].tolist(), tpr=tpr[1:].tolist(), thresholds=at[1:].tolist(), precision=pre[:-1][::-1].tolist(), recall=rec[:-1][::-1].tolist())
json.dump(res, sys.stdout, indent=None, separators=(',', ':'), allow_nan=False)
print()
