# tests/cases/run.sh reads phrases with the readers of common/ and of normalize.
CASES_OBJ = $(BUILD)/tests/cases/cases.o $(BUILD)/tests/cases/phrase.o

test-programs: $(BUILD)/tests/cases/cases

$(BUILD)/tests/cases/cases: $(CASES_OBJ) $(BUILD)/libnormalize.a $(BUILD)/libcommon.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_normalize) $(LIBS_common)
