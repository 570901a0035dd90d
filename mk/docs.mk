# The pages of the law: `make docs-rules` after a change of the rules or their cases.
RULE_PAGES := cargo run --quiet --package ywtb --example rule_pages --

.PHONY: docs-rules docs-rules-check

docs-rules:
	$(RULE_PAGES) docs/rules

# Fails when docs/rules is not what the sources give.
docs-rules-check:
	$(RULE_PAGES) --check docs/rules
