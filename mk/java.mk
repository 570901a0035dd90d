# The Java face over the C library.
include mk/need.mk

JAVA_OUT := build/java
JNA ?= /usr/share/java/jna.jar
JAVAC := javac --release 8 -encoding UTF-8 -Xlint:all,-options,-serial -Werror -Xdoclint:all/protected
JAVA := java -ea -cp $(JAVA_OUT):$(JNA) -Dywtb.library=$(abspath $(LIB_DIR))/libywtb.so
# A heap that is all there from the start, so that what grows is not Java's.
JAVA_HEAP := -Xms64m -Xmx64m -XX:+AlwaysPreTouch

.PHONY: test-java

# Compiles package, examples and tests for Java 8, and runs them.
test-java:
	cargo build --quiet --package ywtb-ffi
	@$(call need,the Java tests,javac) $(call need,the Java tests,java) \
	if test ! -e $(JNA); then echo "skipped: the Java tests (no jna.jar: libjna-java)"; test "$$CI" != true; exit; fi; \
	set -ex; \
	rm -rf $(JAVA_OUT); mkdir -p $(JAVA_OUT); \
	$(JAVAC) -cp $(JNA) -d $(JAVA_OUT) examples/java/src/cn/ywtb/*.java examples/java/*.java tests/java/*.java; \
	$(JAVA) $(JAVA_HEAP) YwtbTest; \
	$(JAVA) $(JAVA_HEAP) -Dfile.encoding=GBK YwtbTest; \
	sh tests/c/programs.sh "$(JAVA) RunCases" "$(JAVA) -Duser.language=zh DecideAndVerify"
