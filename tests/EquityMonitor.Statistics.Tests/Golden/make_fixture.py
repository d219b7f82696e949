"""Seeded made-up encounters, for golden values that are always here. Run: python3 make_fixture.py > fixture.csv
Rows in patient order; scores rounded so that they tie, some exactly 0 or 1; group B is overpredicted; need is understated by the score for group C."""
import sys
import numpy as np

r = np.random.default_rng(20240501)
patient, rows = 0, []
while len(rows) < 2400:
    patient += 1
    group = r.choice(['A', 'B', 'C', ''], p=[.55, .25, .15, .05])
    sex = r.choice(['Female', 'Male'], p=[.54, .46])
    age = int(np.clip(r.normal(66 if group == 'A' else 58, 15), 18, 95))
    frailty = r.normal(0, .8)
    for _ in range(1 + (r.random() < .25) + (r.random() < .08)):
        current = int(r.random() < .5)
        x = -1.9 + frailty + .025 * (age - 60) + r.normal(0, .9) + .25 * current
        s = round(float(1 / (1 + np.exp(-x))), 3)
        s = 0. if s < .02 and r.random() < .5 else 1. if s > .88 and r.random() < .4 else s
        true = .1 + .75 * x - (.6 if group == 'B' else 0) + (.2 if sex == 'Male' else 0)
        y = int(r.random() < 1 / (1 + np.exp(-true)))
        need = int(r.poisson(np.exp(.6 + .35 * x + (.4 if group == 'C' else 0))))
        response = r.choice(['accepted', 'overridden', ''], p=[.6, .2, .2] if group != 'C' else [.45, .35, .2]) if s >= .2 else ''
        rows.append((patient, group, sex, age, current, s, y, response, need))
print('patient,group,sex,age,current,score,outcome,response,need')
for row in rows[:2400]:
    print(','.join(f'{v:g}' if isinstance(v, float) else str(v) for v in row))
