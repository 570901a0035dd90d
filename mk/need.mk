# $(call need,WHAT,PROGRAM): names WHAT as skipped when PROGRAM is missing, and ends the shell that it stands in;
# under CI=true that is a failure.
need = command -v $(2) >/dev/null || { echo "skipped: $(1) (no $(2))"; test "$$CI" != true; exit; };

# Where cargo builds, and the library that the tests of the faces use.
TARGET := $(or $(CARGO_TARGET_DIR),target)
LIB_DIR ?= $(TARGET)/debug
