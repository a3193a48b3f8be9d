# tests/bundle/page/run.sh looks at the page of a release.
SCRIPTS += tests/bundle/page/run.sh

test-programs: $(BUILD)/tests/bundle/page/page

$(BUILD)/tests/bundle/page/page: $(BUILD)/tests/bundle/page/page.o $(BUILD)/libbundle.a $(BUILD)/libcommon.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_bundle) $(LIBS_common)
