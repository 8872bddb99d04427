"""Check, outside the product, of the sampling and of the sensitivity indices against scipy and SALib.

Writes the fixtures of Tests/SamplingTests and Tests/AnalysisTests: they are the answers of those libraries, not ours.
Needs numpy, scipy and SALib. Usage: python scripts/verifier-echantillonnage.py (from the root of the project).
"""

import json
import os

import numpy as np
import scipy.stats.qmc as qmc
from SALib.analyze import morris as morris_analyze
from SALib.analyze import sobol as sobol_analyze
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample
from SALib.test_functions import Ishigami
from scipy.special import ndtri


def direction_numbers(path, dimensions):
    """The Joe-Kuo table in the form `a m1 ... ms`, from the copy that scipy distributes."""
    import scipy.stats._sobol as module

    data = np.load(os.path.join(os.path.dirname(module.__file__), "_sobol_direction_numbers.npz"))
    lines = []
    for d in range(1, dimensions):
        polynomial = int(data["poly"][d])
        degree = polynomial.bit_length() - 1
        a = (polynomial >> 1) & ((1 << (degree - 1)) - 1)
        lines.append(" ".join(str(int(v)) for v in [a, *data["vinit"][d][:degree]]))
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")


def sampling():
    raw = qmc.Sobol(d=64, scramble=False, bits=32).random(256)
    # scipy walks in Gray code order: the set of each block of 2^m points is the same.
    sums = [sorted(float(v) for v in raw[:16, d]) for d in (0, 1, 2, 7, 31, 63)]
    points = raw[:256, :]
    probabilities = [1e-300, 1e-20, 1e-9, 1e-3, 0.02, 0.074, 0.076, 0.25, 0.5, 0.6, 0.9, 0.999, 1 - 1e-12]
    return {
        "sobol": {"dimensions": [0, 1, 2, 7, 31, 63], "first16": sums,
                  "row5": [float(v) for v in points[[i for i in range(256) if i ^ (i >> 1) == 5][0]]]},
        "normal": [[p, float(ndtri(p))] for p in probabilities],
    }


def analysis():
    problem = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[-np.pi, np.pi]] * 3}
    n = 64
    x = sobol_sample.sample(problem, n, calc_second_order=False, seed=7)
    y = Ishigami.evaluate(x)
    found = sobol_analyze.analyze(problem, y, calc_second_order=False, num_resamples=2, seed=1)
    step = 5
    rows = y.reshape(n, step)
    sobol = {"a": rows[:, 0].tolist(), "b": rows[:, 4].tolist(),
             "mixed": [rows[:, 1 + i].tolist() for i in range(3)],
             "first": found["S1"].tolist(), "total": found["ST"].tolist()}
    xm = morris_sample.sample(problem, 8, num_levels=4, seed=3)
    ym = Ishigami.evaluate(xm)
    effects = morris_analyze.analyze(problem, xm, ym, num_levels=4, num_resamples=2, seed=1)
    # SALib works on the unit cube: its effects are per unit of the scaled axis.
    cube = (xm + np.pi) / (2 * np.pi)
    morris = {"points": cube.tolist(), "values": ym.tolist(), "mu": effects["mu"].tolist(),
              "muStar": list(effects["mu_star"]), "sigma": effects["sigma"].tolist()}
    return {"sobol": sobol, "morris": morris}


if __name__ == "__main__":
    os.makedirs("Sources/Sampling/Data", exist_ok=True)
    direction_numbers("Sources/Sampling/Data/joe_kuo.txt", 256)
    for target, fixture in (("SamplingTests", sampling()), ("AnalysisTests", analysis())):
        os.makedirs(f"Tests/{target}/Fixtures", exist_ok=True)
        with open(f"Tests/{target}/Fixtures/reference.json", "w") as file:
            json.dump(fixture, file, indent=1)
            file.write("\n")
