# The Java face over the C library.
include mk/need.mk

JAVA_OUT := build/java
# Classes of the package, of examples and tests, and the package with what goes into it.
JAVA_CLASSES := $(JAVA_OUT)/classes
JAVA_TESTS := $(JAVA_OUT)/tests
JAR := $(JAVA_OUT)/ywtb.jar
JNA ?= /usr/share/java/jna.jar
# The newest JDK that is to be had; what is compiled runs there, too.
JAVA_NEWEST ?= $(or $(lastword $(shell ls /usr/lib/jvm/*-[0-9]*-*/bin/java 2>/dev/null | sed 's/.*-\([0-9]*\)-.*/\1 &/' | sort -n)),java)
JAVAC := javac --release 8 -encoding UTF-8 -Xlint:all,-options,-serial -Werror -Xdoclint:all/protected
LIBRARY := -Dywtb.library=$(abspath $(LIB_DIR))/libywtb.so
JAVA := java -ea -cp $(JAVA_CLASSES):$(JAVA_TESTS):$(JNA) $(LIBRARY)
# A heap that is all there from the start, so that what grows is not Java's.
JAVA_HEAP := -Xms64m -Xmx64m -XX:+AlwaysPreTouch
# Where JNA looks in a jar.
NATIVES := $(JAVA_OUT)/natives/linux-$(if $(filter aarch64,$(shell uname -m)),aarch64,x86-64)
HAS_JAVA = $(call need,the Java tests,javac) $(call need,the Java tests,java) \
	if test ! -e $(JNA); then echo "skipped: the Java tests (no jna.jar: libjna-java)"; test "$$CI" != true; exit; fi; set -ex;

.PHONY: test-java java-jar

# Compiles package, examples and tests for Java 8, and runs them; then the jar, as a class path and as a module, with the
# library that it brings.
test-java:
	cargo build --quiet --package ywtb-ffi
	@$(HAS_JAVA) \
	rm -rf $(JAVA_OUT); mkdir -p $(JAVA_CLASSES) $(JAVA_TESTS); \
	$(JAVAC) -cp $(JNA) -d $(JAVA_CLASSES) examples/java/src/cn/ywtb/*.java; \
	$(JAVAC) -cp $(JNA):$(JAVA_CLASSES) -d $(JAVA_TESTS) examples/java/*.java tests/java/*.java; \
	$(JAVA) $(JAVA_HEAP) YwtbTest; \
	$(JAVA) $(JAVA_HEAP) -Dfile.encoding=GBK YwtbTest; \
	$(JAVA) Load 2000 200; \
	sh tests/c/programs.sh "$(JAVA) RunCases" "$(JAVA) -Duser.language=zh DecideAndVerify"; \
	$(MAKE) --no-print-directory java-jar LIB_DIR=$(LIB_DIR); \
	java -cp $(JAR):$(JAVA_TESTS):$(JNA) Load 200 20; \
	$(JAVA_NEWEST) -p $(JAR):$(JNA) --add-modules cn.ywtb --enable-native-access=com.sun.jna \
		-ea -cp $(JAVA_TESTS) $(JAVA_HEAP) YwtbTest

# The jar: the package for Java 8, its module for newer ones, the library, the licences; beside it the documentation.
java-jar:
ifeq ($(origin LIB_DIR),file)
	$(RELEASE) --package ywtb-ffi
	@$(MAKE) --no-print-directory java-jar LIB_DIR=$(TARGET)/release
else
	@$(HAS_JAVA) \
	mkdir -p $(JAVA_CLASSES) $(NATIVES) $(JAVA_OUT)/versions $(JAVA_OUT)/doc; \
	$(JAVAC) -cp $(JNA) -d $(JAVA_CLASSES) examples/java/src/cn/ywtb/*.java; \
	javac --release 9 -Xlint:all,-requires-automatic -Werror -p $(JNA) --patch-module cn.ywtb=$(JAVA_CLASSES) \
		-d $(JAVA_OUT)/versions examples/java/src9/module-info.java; \
	cp $(LIB_DIR)/libywtb.so $(NATIVES)/; \
	printf 'Multi-Release: true\nImplementation-Version: %s\n' \
		"$$(awk -F'"' '/define YWTB_VERSION/ {print $$2}' include/ywtb.h)" >$(JAVA_OUT)/manifest; \
	jar --create --file $(JAR) --manifest $(JAVA_OUT)/manifest -C $(JAVA_CLASSES) cn -C $(JAVA_OUT)/natives . \
		-C . LICENSE-MIT -C . LICENSE-APACHE --release 9 -C $(JAVA_OUT)/versions module-info.class; \
	javadoc -quiet -encoding UTF-8 -Xdoclint:all -Werror -notimestamp -cp $(JNA) -d $(JAVA_OUT)/doc \
		examples/java/src/cn/ywtb/*.java
endif
