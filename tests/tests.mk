# Tests: unit suites (tests/unit/test_NAME.c, a program each), tests/*.sh and tests/FOLDER/run.sh.
# A suite that includes "stages/STAGE/…" is linked with that stage without its main.

.PHONY: test-programs unit valgrind check-headers lint-flags format

UNIT_NAMES = $(patsubst tests/unit/test_%.c,%,$(wildcard tests/unit/test_*.c))
UNITS      = $(UNIT_NAMES:%=$(BUILD)/tests/test_%)
# what the frame itself consists of is no test
SCRIPTS    = $(filter-out tests/all.sh tests/packages.sh tests/run.sh tests/suite.sh,$(wildcard tests/*.sh)) $(wildcard tests/*/run.sh)

SOLIEU_SHARED ?= ../shared
TEST_ENV = BUILD=$(abspath $(BUILD)) SOLIEU_SHARED=$(abspath $(SOLIEU_SHARED))
ifneq ($(SANITIZE),)
# not 1, which is an exit code of the programs
TEST_ENV += ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=print_stacktrace=1 SANITIZE=$(SANITIZE)
endif

packages:
	@tests/packages.sh

run:
	@tests/packages.sh build
	@$(MAKE) --no-print-directory build
	BUILD=$(abspath $(BUILD)) stages/solieu run --summary

# tests/run.sh is `make run`; that it fails is to be counted like any failure.
test: packages
	@$(MAKE) --no-print-directory build test-programs
	@$(TEST_ENV) tests/all.sh tests/run.sh $(UNITS) $(SCRIPTS)

# The unit suites alone, for the minute after a change.
unit: $(UNITS)
	@$(TEST_ENV) tests/all.sh $(UNITS)

test-programs: $(UNITS)

# A stage without its main, as a library.
define part_rule
$(BUILD)/lib$(1).a: $$(call stage_part,$(1))
	@mkdir -p $$(@D)
	@rm -f $$@
	$$(call say,AR)ar rcs $$@ $$^
endef
$(foreach s,$(STAGES),$(eval $(call part_rule,$(s))))

# $(call stages_of,FILE): the stages whose headers it includes
stages_of = $(filter $(STAGES),$(shell sed -n 's,^\#include "stages/\([a-z]*\)/.*,\1,p' $(1) | sort -u))

define unit_rule
$(BUILD)/tests/test_$(1): $(BUILD)/tests/unit/test_$(1).o $(2:%=$(BUILD)/lib%.a) $(BUILD)/libcommon.a
	@mkdir -p $$(@D)
	$$(call say,LD)$$(CC) $$(ALL_LDFLAGS) -o $$@ $$^ $(foreach s,$(2),$(LIBS_$(s))) $$(LIBS_common) -lcunit
endef
$(foreach n,$(UNIT_NAMES),$(eval $(call unit_rule,$(n),$(call stages_of,tests/unit/test_$(n).c))))

# Memory errors and leaks of the unit suites.
valgrind: $(UNITS)
	@mkdir -p $(BUILD)/tests/valgrind
	@for u in $(UNITS); do \
		w=$(BUILD)/tests/valgrind/$${u##*/}; \
		printf '#!/bin/sh\nexec valgrind -q --leak-check=full --error-exitcode=9 %s\n' "$$u" >$$w; \
		chmod +x $$w; \
	done
	@$(TEST_ENV) tests/all.sh $(UNIT_NAMES:%=$(BUILD)/tests/valgrind/test_%)

# ---- lint: tests/lint.sh is a test like the others; here it runs alone -------------------------

lint:
	@tests/lint.sh

lint-flags:
	@echo '$(WARN) -I. -I/usr/include/libxml2 -DLEXICON_FOLDER="x" -DSOLIEU_VERSION="x" $(foreach s,$(STAGES),$(CFLAGS_$(s)))'

# Lays the source out as .clang-format says.
format:
	clang-format -i $(wildcard common/*.[ch] stages/*/*.[ch] tests/unit/*.[ch])

# Every header compiles by itself.
check-headers:
	@tests/lint.sh headers

-include $(wildcard tests/*/*.mk)
