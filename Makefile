# make run     install what is missing, build, read the sample months into out/
# make test    the same, then every test; last line "N passed, N failed"
# make         build only
#
# Variables: BUILD (default out/build, with SANITIZE out/build/asan), SANITIZE=address,undefined,
# CC, CFLAGS, PREFIX, DESTDIR, V=1 (shows the commands whole)

ifeq ($(SANITIZE),)
BUILD    ?= out/build
else
BUILD    ?= out/build/asan
endif
CC       ?= cc
CFLAGS   ?= -O2 -g
SANITIZE ?=
PREFIX   ?= /usr/local
# The vocabulary that the programs read where they are given no -l.
LEXICON_FOLDER ?= $(CURDIR)/common/lexicon

VERSION = 1.0.0

STAGES = ingest extract normalize growth publish bundle query explain

# What each program links beside common/: a library is named by those that need it and no other.
LIBS_ingest    = -larchive -lxml2 -lz -lnettle -lutf8proc -lseccomp $(shell pkg-config --libs gmime-3.0 2>/dev/null)
LIBS_extract   =
LIBS_normalize = -lnettle
LIBS_growth    = -lnettle
LIBS_publish   = -lz -lnettle
LIBS_bundle    = -larchive -lxlsxwriter -lnettle -lz
LIBS_query     = -lnettle -lz
LIBS_common    = -lcsv -lnettle
CFLAGS_ingest  = $(shell pkg-config --cflags gmime-3.0 2>/dev/null)

WARN = -std=c11 -D_XOPEN_SOURCE=700 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
       -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wformat=2 -Werror=implicit
ifneq ($(SANITIZE),)
SANFLAGS = -fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=all
endif
DEFINES     = -DLEXICON_FOLDER='"$(LEXICON_FOLDER)"' -DSOLIEU_VERSION='"$(VERSION)"'
ALL_CFLAGS  = $(WARN) -I. -I/usr/include/libxml2 $(DEFINES) -MMD -MP $(CFLAGS) $(SANFLAGS)
ALL_LDFLAGS = $(LDFLAGS) $(SANFLAGS)

COMMON_OBJ = $(patsubst %.c,$(BUILD)/%.o,$(wildcard common/*.c))
stage_obj  = $(patsubst %.c,$(BUILD)/%.o,$(wildcard stages/$(1)/*.c))
# what a test may link: a stage without its main
stage_part = $(filter-out $(BUILD)/stages/$(1)/main.o,$(call stage_obj,$(1)))

PROGRAMS = $(foreach s,$(STAGES),$(if $(wildcard stages/$(s)/main.c),$(BUILD)/bin/$(s)))

# One short line a file; the commands whole with V=1.
ifeq ($(V),)
say = @printf '  %-4s %s\n' $(1) $(patsubst $(BUILD)/%,%,$@);
endif

.DEFAULT_GOAL := build
.PHONY: build run test lint bench eval fuzz install clean packages

build: $(PROGRAMS)

$(BUILD)/stages/ingest/%.o: ALL_CFLAGS += $(CFLAGS_ingest)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/libcommon.a: $(COMMON_OBJ)
	@rm -f $@
	$(call say,AR)ar rcs $@ $^

define stage_rule
$(BUILD)/bin/$(1): $$(call stage_obj,$(1)) $(BUILD)/libcommon.a
	@mkdir -p $$(@D)
	$$(call say,LD)$$(CC) $$(ALL_LDFLAGS) -o $$@ $$^ $$(LIBS_$(1)) $$(LIBS_common)
endef
$(foreach s,$(STAGES),$(eval $(call stage_rule,$(s))))

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

clean:
	rm -rf $(BUILD)

-include stages/install.mk
-include tests/tests.mk
