# Two words to know: `make run` and `make test`. Both install what is missing, and are safe to repeat.
SWIFT ?= swift
SORTIE ?= sorties/tutoriel

.PHONY: run test lint systeme clean bench accord seuils

run: systeme
	$(SWIFT) build -c release --product pacte
	.build/release/pacte comparer Scenarios/scenario-a.pacte Scenarios/scenario-b.pacte Scenarios/scenario-c.pacte \
	  --sortie $(SORTIE) --remplacer

test: systeme lint
	$(SWIFT) build --build-tests
	sh scripts/verifier-avx.sh .build/debug/pacte
	@[ ! -x .build/release/pacte ] || sh scripts/verifier-avx.sh .build/release/pacte
	$(SWIFT) test --skip-build

# The engine and its opponents, alternating; writes Benchmarks/resultats. BENCH=--rapide for a shorter run.
BENCH ?=
PYTHON ?= python3
ADVERSAIRES = Benchmarks/.build/python/bin/python
bench: systeme $(ADVERSAIRES)
	$(SWIFT) build -c release --product mesures
	$(ADVERSAIRES) Benchmarks/baselines/comparer.py $(BENCH)

# Whether the engine, as built for the tests, agrees with its opponents on small problems. Any Python that has numpy will do
# (ACCORD_PYTHON=python3); without it, the environment of the comparison.
ACCORD ?=
ACCORD_PYTHON ?= $(ADVERSAIRES)
accord: systeme $(filter $(ADVERSAIRES),$(ACCORD_PYTHON))
	$(SWIFT) build --product mesures
	$(ACCORD_PYTHON) Benchmarks/baselines/comparer.py --accord --programme .build/debug/mesures \
	  --communes 60 --scenarios 500 --communes-fpic 3000 --ensembles-fpic 120 --communes-pacte 20 --scenarios-pacte 200 $(ACCORD)

# Allocations and reference counts of the kernels against those that Benchmarks/seuils keeps; SEUILS=update keeps others.
SEUILS ?= check
seuils: systeme
	SWIFT_DETERMINISTIC_HASHING=1 $(SWIFT) package --package-path Benchmarks --disable-sandbox \
	  --allow-writing-to-package-directory benchmark thresholds $(SEUILS) --path $(CURDIR)/Benchmarks/seuils \
	  --metric mallocs --metric retains --metric releases --no-progress

$(ADVERSAIRES): Benchmarks/baselines/requirements.txt
	$(PYTHON) -m venv Benchmarks/.build/python
	$(ADVERSAIRES) -m pip install -q --disable-pip-version-check -r $<
	touch $@

lint:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift Benchmarks/Sources Benchmarks/Noyaux Benchmarks/Package.swift

systeme:
	@sh scripts/installer-systeme.sh

clean:
	rm -rf .build sorties
