# make install [PREFIX=…] [DESTDIR=…]: the driver on the PATH, the programs beside it, manual pages, completion.
# The programs are built once more, to know where their lexicons will be.

INSTALL ?= install
BINDIR  = $(DESTDIR)$(PREFIX)/bin
LIBEXEC = $(DESTDIR)$(PREFIX)/libexec/solieu
SHARE   = $(DESTDIR)$(PREFIX)/share
INSTALLED = $(BUILD)/installed

.PHONY: install
install:
	@$(MAKE) --no-print-directory BUILD=$(INSTALLED) LEXICON_FOLDER=$(PREFIX)/share/solieu/lexicon build
	$(INSTALL) -d $(BINDIR) $(LIBEXEC)/driver $(SHARE)/solieu/lexicon $(SHARE)/man/man1 \
		$(SHARE)/bash-completion/completions
	$(INSTALL) -m 755 stages/solieu $(BINDIR)/solieu
	$(INSTALL) -m 644 stages/driver/*.sh $(LIBEXEC)/driver
	$(INSTALL) -s -m 755 $(PROGRAMS:$(BUILD)/%=$(INSTALLED)/%) $(LIBEXEC)
	$(INSTALL) -m 644 common/lexicon/*.csv $(SHARE)/solieu/lexicon
	$(INSTALL) -m 644 pipeline.conf $(SHARE)/solieu/pipeline.conf.sample
	$(INSTALL) -m 644 stages/solieu.bash $(SHARE)/bash-completion/completions/solieu
	$(INSTALL) -m 644 stages/solieu.1 $(SHARE)/man/man1/solieu.1
	for page in stages/*/*.1; do \
		[ ! -f $$page ] || $(INSTALL) -m 644 $$page $(SHARE)/man/man1/solieu-$$(basename $$page) || exit 1; \
	done
