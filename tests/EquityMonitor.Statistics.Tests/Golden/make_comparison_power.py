"""Golden values of the power of comparisons and of figures with a standard error.

Comparisons: every pair of counts, each held against statsmodels' own Newcombe interval of the difference or score test of the ratio, weighed by scipy's binomial. Normal theory: statsmodels'
normal_power_het, and its normal approximations of the power of one and two proportions. Run: /usr/bin/python3 make_comparison_power.py > comparison_power.json
"""
import json
import warnings

import numpy as np
import scipy
import statsmodels
from scipy.stats import binom, norm
from statsmodels.stats.power import normal_power_het
from statsmodels.stats.proportion import confint_proportions_2indep, power_proportions_2indep, test_proportions_2indep

warnings.simplefilter("ignore")
ALPHA = 0.05


def past(compare, limit, departure, x1, n1, x2, n2):
    if compare == "difference":
        low, high = confint_proportions_2indep(x1, n1, x2, n2, compare="diff", method="newcomb", alpha=ALPHA)
        return high <= limit if departure == "Downwards" else low >= limit
    if x1 == 0 and x2 == 0:
        return False
    z = test_proportions_2indep(np.float64(x1), n1, np.float64(x2), n2, value=limit, compare="ratio", method="score").statistic
    return z <= norm.ppf(ALPHA / 2) if departure == "Downwards" else z >= norm.ppf(1 - ALPHA / 2)


def exact(compare, limit, departure, p1, n1, p2, n2):
    own, others = binom.pmf(np.arange(n1 + 1), n1, p1), binom.pmf(np.arange(n2 + 1), n2, p2)
    power = sum(own[x1] * others[x2] for x1 in range(n1 + 1) for x2 in range(n2 + 1) if own[x1] * others[x2] > 1e-15 and past(compare, limit, departure, x1, n1, x2, n2))
    return {"compare": compare, "limit": limit, "departure": departure, "own": p1, "trials": n1, "reference": p2, "others": n2, "power": float(power)}


comparisons = [exact(*case) for case in (
    ("difference", -0.1, "Downwards", 0.40, 40, 0.70, 90),
    ("difference", -0.05, "Downwards", 0.62, 90, 0.70, 100),
    ("difference", 0.1, "Upwards", 0.35, 60, 0.10, 80),
    ("difference", 0.2, "Downwards", 0.55, 50, 0.50, 100),
    ("difference", -0.1, "Downwards", 0.02, 12, 0.30, 60),
    ("ratio", 0.8, "Downwards", 0.35, 50, 0.70, 90),
    ("ratio", 1.25, "Upwards", 0.30, 60, 0.12, 90),
    ("ratio", 0.8, "Downwards", 0.55, 90, 0.75, 60),
    ("ratio", 0.5, "Downwards", 0.01, 40, 0.10, 70))]

normal = [{"gap": gap, "bound": bound, "truth": truth, "power": float(normal_power_het(gap, 1, ALPHA / 2, std_null=bound, std_alternative=truth, alternative="larger"))}
          for gap, bound, truth in ((0.05, 0.02, 0.02), (0.1, 0.04, 0.03), (0.3, 0.2, 0.25), (0.0, 0.02, 0.02))]

one = [{"limit": m, "truth": p, "trials": n, "power": float(normal_power_het(m - p, n, ALPHA / 2, std_null=np.sqrt(m * (1 - m)), std_alternative=np.sqrt(p * (1 - p)), alternative="larger"))}
       for m, p, n in ((0.6, 0.55, 800), (0.2, 0.17, 1500), (0.5, 0.48, 4000))]
two = [{"own": p1, "trials": n1, "reference": p2, "others": n2, "power": float(power_proportions_2indep(p2 - p1, p1, n1, ratio=n2 / n1, alpha=ALPHA / 2, alternative="larger", return_results=False))}
       for p1, n1, p2, n2 in ((0.55, 800, 0.61, 2400), (0.30, 1500, 0.34, 3000), (0.70, 2000, 0.73, 6000))]

print(json.dumps({"tool": f"statsmodels {statsmodels.__version__}, scipy {scipy.__version__}, numpy {np.__version__}",
                  "comparisons": comparisons, "normal": normal, "one": one, "two": two}, indent=1))
