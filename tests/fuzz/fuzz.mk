# make fuzz T=60: every tests/fuzz/fuzz_NAME.c under libFuzzer for T seconds, one after the other, with the
# corpus tests/fuzz/corpus/NAME and the seeds of seeds.sh. What is found new stays in $(BUILD)/fuzz/NAME; an
# input that crashes is left there as crash-…, and belongs into the corpus, from where `make test` runs it
# ever after.
# One harness alone: make fuzz FUZZ=charset T=600
# So many executions each, however long: make fuzz RUNS=10000000 T=0

T    ?= 60
RUNS ?= 0
FUZZ ?= $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

FUZZ_CC    = clang
# Comparisons are not traced: the words that readers look for come from dictionaries, in a third of the time.
FUZZ_FLAGS = -O2 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=all -fno-sanitize-coverage=trace-cmp

# The sources of a harness: common/, and of its stage all but main.
fuzz_stage = $(filter $(STAGES),$(shell sed -n 's,^\#include "stages/\([a-z]*\)/.*,\1,p' $(1) | sort -u))
fuzz_parts = $(wildcard common/*.c) $(foreach s,$(call fuzz_stage,$(1)),$(filter-out %/main.c,$(wildcard stages/$(s)/*.c)))

$(BUILD)/fuzz/obj/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC)$(FUZZ_CC) $(WARN) -Wno-unknown-warning-option -I. -I/usr/include/libxml2 \
		-DLEXICON_FOLDER='"$(LEXICON_FOLDER)"' -DSOLIEU_VERSION='"fuzz"' -DCSV_PART=0 $(CFLAGS_ingest) $(FUZZ_FLAGS) \
		-MMD -MP -c -o $@ $<

define fuzz_rule
$(BUILD)/fuzz/fuzz_$(1): $(patsubst %.c,$(BUILD)/fuzz/obj/%.o,tests/fuzz/fuzz_$(1).c $(call fuzz_parts,tests/fuzz/fuzz_$(1).c))
	$$(call say,LD)$$(FUZZ_CC) -fsanitize=fuzzer,address,undefined -o $$@ $$^ \
		$(foreach s,$(call fuzz_stage,tests/fuzz/fuzz_$(1).c),$(LIBS_$(s))) $$(LIBS_common)
endef
$(foreach n,$(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c)),$(eval $(call fuzz_rule,$(n))))

.PHONY: fuzz-programs
fuzz-programs: $(FUZZ:%=$(BUILD)/fuzz/fuzz_%)

fuzz: fuzz-programs
	@BUILD=$(abspath $(BUILD)) tests/fuzz/fuzz.sh $(T) $(RUNS) $(FUZZ)
