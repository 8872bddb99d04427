# Two words to know: `make run` and `make test`. Both install what is missing, and are safe to repeat.
SWIFT ?= swift
SORTIE ?= sorties/tutoriel

.PHONY: run test lint systeme clean bench

run: systeme
	$(SWIFT) build -c release --product pacte
	.build/release/pacte comparer Scenarios/scenario-a.pacte Scenarios/scenario-b.pacte Scenarios/scenario-c.pacte \
	  --sortie $(SORTIE) --remplacer

test: systeme lint
	$(SWIFT) build --build-tests
	sh scripts/verifier-avx.sh .build/debug/pacte
	@[ ! -x .build/release/pacte ] || sh scripts/verifier-avx.sh .build/release/pacte
	$(SWIFT) test --skip-build

# The engine and its opponents, alternating; writes Benchmarks/resultats. BENCH=--rapide for three minutes.
BENCH ?=
PYTHON ?= python3
bench: systeme
	$(SWIFT) build -c release --package-path Benchmarks --product mesures
	@[ -x Benchmarks/.build/python/bin/python ] || $(PYTHON) -m venv Benchmarks/.build/python
	Benchmarks/.build/python/bin/python -m pip install -q --disable-pip-version-check -r Benchmarks/baselines/requirements.txt
	Benchmarks/.build/python/bin/python Benchmarks/baselines/comparer.py $(BENCH)

lint:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift

systeme:
	@sh scripts/installer-systeme.sh

clean:
	rm -rf .build sorties
